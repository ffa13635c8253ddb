package io.migrator.benchmarks;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.ResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Liquibase, in the version that Spring Boot manages, on formatted SQL.
 */
final class LiquibaseTool implements Tool {

	@Override
	public String name() {
		return "Liquibase";
	}

	@Override
	public List<String> jars() {
		return List.of("liquibase-", "opencsv-", "commons-", "snakeyaml-", "jakarta.xml.bind-", "slf4j-api-",
				"postgresql-");
	}

	@Override
	public void migrate(DataSource dataSource, Scripts scripts) throws Exception {
		Map<String, Object> quiet = Map.of(Scope.Attr.ui.name(), new LoggerUIService());
		Scope.child(quiet, () -> update(dataSource, scripts));
	}

	private static void update(DataSource dataSource, Scripts scripts) throws Exception {
		try (ResourceAccessor accessor = scripts.inJar() ? new ClassLoaderResourceAccessor(scripts.classLoader())
				: new DirectoryResourceAccessor(scripts.root());
				Liquibase liquibase = new Liquibase(Scripts.CHANGELOG, accessor, database(dataSource))) {
			liquibase.setShowSummary(UpdateSummaryEnum.OFF);
			liquibase.update(new Contexts(), new LabelExpression());
		}
	}

	private static Database database(DataSource dataSource) throws Exception {
		return DatabaseFactory.getInstance()
			.findCorrectDatabaseImplementation(new JdbcConnection(dataSource.getConnection()));
	}

}
