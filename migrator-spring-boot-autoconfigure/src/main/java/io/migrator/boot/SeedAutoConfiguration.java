package io.migrator.boot;

import java.util.Collections;
import java.util.Set;

import io.migrator.Migrator;
import io.migrator.boot.MigratorProperties.Startup;
import io.migrator.run.MigrationListener;
import io.migrator.seed.SeedSource;
import io.migrator.seed.Seeds;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;

/**
 * Auto-configuration for {@link Seeds}.
 */
@AutoConfiguration(after = MigratorAutoConfiguration.class)
@ConditionalOnBean({ Migrator.class, MigratorDatabase.class })
public final class SeedAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	Seeds seeds(MigratorDatabase database, MigratorProperties properties, ResourceLoader resourceLoader,
			ObjectProvider<MigrationListener> listeners) {
		ClassLoader own = resourceLoader.getClassLoader();
		ClassLoader classLoader = (own != null) ? own : SeedAutoConfiguration.class.getClassLoader();
		return new Seeds(database.dataSource(), new SeedSource(properties.getSeeds().getLocations(), classLoader),
				database.settings(), listeners.orderedStream().toList());
	}

	/**
	 * Takes the migrations' initializer so as to come after it.
	 */
	@Bean
	@ConditionalOnBean(MigratorInitializer.class)
	SeedInitializer seedInitializer(MigratorDatabase database, MigratorProperties properties,
			MigratorInitializer migrated, ObjectProvider<Seeds> seeds) {
		Set<String> named = properties.getSeeds().getEnvironments();
		// Processing ahead of time answers the conditions when the application is built
		boolean due = properties.isEnabled() && properties.getStartup() == Startup.MIGRATE
				&& !Collections.disjoint(named, database.settings().environments());
		return new SeedInitializer(due, seeds::getObject, migrated::thenSeed);
	}

}
