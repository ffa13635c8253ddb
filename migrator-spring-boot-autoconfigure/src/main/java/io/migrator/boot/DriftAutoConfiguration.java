package io.migrator.boot;

import java.time.Clock;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.drift.DriftChecks;
import io.migrator.drift.DriftSettings;
import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import io.migrator.shadow.ShadowSettings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration for {@link DriftChecks}.
 */
@AutoConfiguration(after = MigratorAutoConfiguration.class)
@ConditionalOnBean(Migrator.class)
@ConditionalOnBooleanProperty(name = "migrator.drift.enabled", matchIfMissing = true)
public final class DriftAutoConfiguration {

	/**
	 * Lazy, since telling where a shadow may be can take a connection.
	 */
	@Bean
	@Lazy
	@ConditionalOnBean(MigratorDatabase.class)
	@ConditionalOnMissingBean
	DriftChecks driftChecks(MigratorDatabase database, Migrations migrations, MigratorProperties properties,
			ObjectProvider<MigrationListener> listeners, ObjectProvider<BackfillDefinitions> backfills) {
		DriftProperties drift = properties.getDrift();
		List<MigrationListener> hearing = listeners.orderedStream().toList();
		return new DriftChecks(database.dataSource(), migrations, database.settings(),
				new DriftSettings(drift.getExpect(), drift.getIgnore(), drift.getSchemas()),
				ShadowSettings.of(database.dataSource()).at(drift.toShadowServer()), new Listeners(hearing))
			.withBackfills(() -> backfills.getIfAvailable(() -> new BackfillDefinitions(List::of)).get());
	}

	@Bean
	@ConditionalOnBean(DriftChecks.class)
	LastDrift lastDrift(ObjectProvider<DriftChecks> checks) {
		return new LastDrift(checks::getObject, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(DriftChecks.class)
	DriftSchedule driftSchedule(MigratorProperties properties, ObjectProvider<DriftChecks> checks) {
		DriftProperties drift = properties.getDrift();
		// Processing ahead of time answers the condition when the application is built
		boolean enabled = properties.isEnabled() && drift.isEnabled();
		return new DriftSchedule(enabled ? DriftCron.of(drift.getSchedule()) : null, checks::getObject,
				Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(DriftChecks.class)
	LoggingDriftListener loggingDriftListener() {
		return new LoggingDriftListener();
	}

}
