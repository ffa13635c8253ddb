package io.migrator.benchmarks;

import java.util.List;

import javax.sql.DataSource;

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
		new JdbcTool().migrate(dataSource, scripts);
	}

}
