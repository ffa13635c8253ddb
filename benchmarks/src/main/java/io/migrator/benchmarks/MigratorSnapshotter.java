package io.migrator.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;

/**
 * Migrator's snapshot of the whole database.
 */
final class MigratorSnapshotter implements Snapshotter {

	static final SnapshotReader READER = new SnapshotReader(SnapshotScope.database("migrator"));

	@Override
	public String name() {
		return "Migrator";
	}

	@Override
	public List<String> jars() {
		return new MigratorTool().jars();
	}

	@Override
	public SchemaSnapshot snapshot(String url) throws Exception {
		try (Connection connection = DriverManager.getConnection(url)) {
			return READER.read(connection);
		}
	}

	@Override
	public boolean compare(Object before, Object after) {
		if (!SchemaDiff.between((SchemaSnapshot) before, (SchemaSnapshot) after).isEmpty()) {
			throw new IllegalStateException("Two snapshots of one schema differ");
		}
		return true;
	}

}
