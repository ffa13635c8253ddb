package io.migrator.benchmarks;

import java.util.List;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;

/**
 * Migrator, with its defaults but one: like the others it keeps no snapshot of the schema
 * for drift checks.
 */
class MigratorTool implements Tool {

	@Override
	public String name() {
		return "Migrator";
	}

	@Override
	public List<String> jars() {
		return List.of("migrator-core-", "json-simple-", "spring-jdbc-", "spring-tx-", "spring-core-", "spring-beans-",
				"commons-logging-", "jspecify-", "slf4j-api-", "postgresql-");
	}

	@Override
	public void migrate(DataSource dataSource, Scripts scripts) throws Exception {
		MigrationSource source = (scripts.inJar())
				? MigrationSource.of("classpath:" + Scripts.FOLDER).withClassLoader(scripts.classLoader())
				: MigrationSource.of("file:" + scripts.folder());
		new Migrator(dataSource, source::load, settings(MigratorSettings.defaults()), List.of()).deploy();
	}

	MigratorSettings settings(MigratorSettings defaults) {
		return new MigratorSettings(defaults.schema(), defaults.stream(), defaults.environments(),
				defaults.lockTimeout(), defaults.lockRetries(), defaults.lockWait(), defaults.outOfOrder(),
				defaults.applicationName(), defaults.applicationVersion(), null);
	}

	/**
	 * Migrator, with all its defaults.
	 */
	static final class KeepingSnapshot extends MigratorTool {

		@Override
		public String name() {
			return "Migrator, keeping a snapshot";
		}

		@Override
		MigratorSettings settings(MigratorSettings defaults) {
			return defaults;
		}

	}

}
