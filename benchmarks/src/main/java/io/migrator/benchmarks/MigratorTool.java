package io.migrator.benchmarks;

import java.util.List;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;

/**
 * Migrator, with its defaults.
 */
final class MigratorTool implements Tool {

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
		new Migrator(dataSource, source::load, MigratorSettings.defaults(), List.of()).deploy();
	}

}
