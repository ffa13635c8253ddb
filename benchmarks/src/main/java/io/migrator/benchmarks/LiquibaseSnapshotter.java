package io.migrator.benchmarks;

import java.sql.DriverManager;
import java.util.List;

import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;

/**
 * Liquibase's snapshot of the default schema, with the kinds of objects that it looks at
 * by default.
 */
final class LiquibaseSnapshotter implements Snapshotter {

	@Override
	public String name() {
		return "Liquibase";
	}

	@Override
	public List<String> jars() {
		return new LiquibaseTool().jars();
	}

	@Override
	public Object snapshot(String url) throws Exception {
		try (Database database = DatabaseFactory.getInstance()
			.findCorrectDatabaseImplementation(new JdbcConnection(DriverManager.getConnection(url)))) {
			return SnapshotGeneratorFactory.getInstance()
				.createSnapshot(database.getDefaultSchema(), database, new SnapshotControl(database));
		}
	}

}
