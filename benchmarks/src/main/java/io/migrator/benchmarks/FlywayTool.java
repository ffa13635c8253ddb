package io.migrator.benchmarks;

import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Flyway, in the version that Spring Boot manages and with its defaults.
 */
final class FlywayTool implements Tool {

	@Override
	public String name() {
		return "Flyway";
	}

	@Override
	public List<String> jars() {
		return List.of("flyway-", "jackson-", "slf4j-api-", "postgresql-");
	}

	@Override
	public void migrate(DataSource dataSource, Scripts scripts) throws Exception {
		FluentConfiguration configuration = scripts.inJar()
				? Flyway.configure(scripts.classLoader()).locations("classpath:" + Scripts.FOLDER)
				: Flyway.configure().locations("filesystem:" + scripts.folder());
		configuration.dataSource(dataSource).load().migrate();
	}

}
