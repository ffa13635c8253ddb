package io.migrator.boot;

import java.time.Clock;

import io.migrator.Migrator;
import io.migrator.boot.MigratorProperties.Startup;
import io.migrator.check.CheckSettings;
import io.migrator.check.CheckSource;
import io.migrator.check.Checks;
import io.migrator.run.MigrationListener;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for {@link Checks}.
 */
@AutoConfiguration(after = MigratorAutoConfiguration.class)
@ConditionalOnBean(Migrator.class)
public final class CheckAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnBean(MigratorDatabase.class)
	@ConditionalOnMissingBean
	Checks checks(MigratorDatabase database, Migrations migrations, MigratorProperties properties,
			ResourceLoader resourceLoader, ObjectProvider<MigrationListener> listeners) {
		ClassLoader own = resourceLoader.getClassLoader();
		ClassLoader classLoader = (own != null) ? own : CheckAutoConfiguration.class.getClassLoader();
		CheckProperties checks = properties.getChecks();
		return new Checks(database.dataSource(), new CheckSource(checks.getLocations(), classLoader), migrations,
				database.settings(), new CheckSettings(checks.getTimeout()), listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnBean(Checks.class)
	LastChecks lastChecks(ObjectProvider<Checks> checks) {
		return new LastChecks(checks::getObject, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(Checks.class)
	ChecksAfterDeploy checksAfterDeploy(MigratorProperties properties, ObjectProvider<Checks> checks) {
		// Processing ahead of time answers the conditions when the application is built
		boolean enabled = properties.isEnabled() && properties.getChecks().isEnabled()
				&& properties.getStartup() != Startup.NONE;
		return new ChecksAfterDeploy(enabled, checks::getObject);
	}

	@Bean
	@ConditionalOnBean(Checks.class)
	LoggingCheckListener loggingCheckListener() {
		return new LoggingCheckListener();
	}

}
