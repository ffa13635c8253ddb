package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;

import io.migrator.history.HistoryReader;
import io.migrator.schema.SnapshotScope;

/**
 * What a kept snapshot belongs to: the history that made the schema, and the part of it
 * that was looked at. If either is another one, the snapshot says nothing any more.
 */
public final class SnapshotMark {

	private SnapshotMark() {
	}

	/**
	 * Reads the mark as it is now.
	 * @param connection a connection in autocommit mode
	 * @param settings how the migrator works
	 * @param scope what is looked at
	 * @return the mark
	 * @throws SQLException whatever the server says
	 */
	public static String read(Connection connection, MigratorSettings settings, SnapshotScope scope)
			throws SQLException {
		String history = new HistoryReader(settings.schema(), settings.stream()).readMark(connection);
		return history + " " + String.join(",", scope.schemas().stream().sorted().toList());
	}

}
