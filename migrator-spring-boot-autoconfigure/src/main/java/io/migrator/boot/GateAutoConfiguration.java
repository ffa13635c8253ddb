package io.migrator.boot;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.Migrator;
import io.migrator.backfill.BackfillDefinition;
import io.migrator.check.Check;
import io.migrator.check.CheckSource;
import io.migrator.error.MigratorException;
import io.migrator.gate.Feature;
import io.migrator.gate.KnownNames;
import io.migrator.gate.MigrationGate;
import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for the {@link MigrationGate}.
 */
@AutoConfiguration(after = BackfillAutoConfiguration.class)
@ConditionalOnBean(Migrator.class)
public final class GateAutoConfiguration {

	@Bean
	@ConditionalOnBean(MigratorDatabase.class)
	@ConditionalOnMissingBean
	MigrationGate migrationGate(MigratorDatabase database, Migrations migrations, MigratorProperties properties,
			ObjectProvider<BackfillDefinitions> backfills, ResourceLoader resourceLoader,
			ObjectProvider<MigrationListener> listeners) {
		List<Feature> features = properties.getFeatures()
			.entrySet()
			.stream()
			.map((feature) -> feature.getValue().toFeature(feature.getKey()))
			.toList();
		KnownNames names = new KnownNames(migrations, () -> names(backfills),
				() -> names(properties.getChecks(), resourceLoader.getClassLoader()));
		// Not before something is to be told, since a listener may need the gate
		MigrationListener listener = (event) -> new Listeners(listeners.orderedStream().toList()).onEvent(event);
		return new MigrationGate(new GateConnections(database.dataSource()), database.settings(), features, names,
				listener);
	}

	/** What is wrong with definitions is told by whoever runs them. */
	private static @Nullable Set<String> names(ObjectProvider<BackfillDefinitions> backfills) {
		BackfillDefinitions definitions = backfills.getIfAvailable();
		try {
			return (definitions != null)
					? definitions.get().stream().map(BackfillDefinition::name).collect(Collectors.toSet()) : null;
		}
		catch (MigratorException ex) {
			return null;
		}
	}

	/** Also those of other environments, in which the feature is the same. */
	private static @Nullable Set<String> names(CheckProperties checks, @Nullable ClassLoader classLoader) {
		ClassLoader loader = (classLoader != null) ? classLoader : GateAutoConfiguration.class.getClassLoader();
		try {
			return new CheckSource(checks.getLocations(), loader).get()
				.stream()
				.map(Check::name)
				.collect(Collectors.toSet());
		}
		catch (MigratorException ex) {
			return null;
		}
	}

	@Bean
	@ConditionalOnBean(MigrationGate.class)
	GateLifecycle gateLifecycle(MigratorProperties properties, MigrationGate gate) {
		// Processing ahead of time answers the condition when the application is built
		return new GateLifecycle(properties.isEnabled(), gate);
	}

	@Bean
	@ConditionalOnBean(MigrationGate.class)
	LoggingFeatureListener loggingFeatureListener() {
		return new LoggingFeatureListener();
	}

}
