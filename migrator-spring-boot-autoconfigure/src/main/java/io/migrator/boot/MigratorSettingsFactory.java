package io.migrator.boot;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migrator.run.MigratorSettings;
import io.migrator.schema.SnapshotScope;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Turns properties and environment into the engine's settings.
 */
final class MigratorSettingsFactory {

	private MigratorSettingsFactory() {
	}

	/**
	 * Creates the settings.
	 * @param properties the migrator's properties
	 * @param environment the application's environment
	 * @param buildVersion the version that the build recorded, or {@code null} to look at
	 * the manifest of the application
	 * @return the settings
	 */
	static MigratorSettings create(MigratorProperties properties, Environment environment,
			@Nullable String buildVersion) {
		Set<String> environments = properties.getEnvironment();
		if (environments.isEmpty()) {
			environments = new LinkedHashSet<>(List.of(environment.getActiveProfiles()));
		}
		String name = environment.getProperty("spring.application.name");
		String version = (buildVersion != null) ? buildVersion : environment.getProperty("spring.application.version");
		DriftProperties drift = properties.getDrift();
		SnapshotScope snapshots = drift.isEnabled() ? new SnapshotScope(drift.getSchemas(), properties.getSchema())
				: null;
		return new MigratorSettings(properties.getSchema(), MigratorSettings.DEFAULT_STREAM, environments,
				properties.getLockTimeout(), properties.getLockRetries(), properties.getLockWait(),
				properties.getOutOfOrder(), StringUtils.hasText(name) ? name : "migrator", version, snapshots,
				StringUtils.hasText(properties.getPrincipal()) ? properties.getPrincipal() : null);
	}

}
