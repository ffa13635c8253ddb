package io.migrator.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import io.migrator.run.IndexBuild.Count;
import org.jspecify.annotations.Nullable;

/**
 * Reads how far an index is, from any session: that of the backend is busy building.
 */
final class IndexBuildReader {

	private IndexBuildReader() {
	}

	/**
	 * Reads what a backend builds.
	 * @param connection a connection of another backend, whose role may see it
	 * @param pid the backend
	 * @return the build, or {@code null} if it builds none
	 * @throws SQLException whatever the server says
	 */
	static @Nullable IndexBuild read(Connection connection, int pid) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				SELECT p.pid, p.command, n.nspname || '.' || t.relname, i.relname, p.phase, p.blocks_done,
				    p.blocks_total, p.tuples_done, p.tuples_total, p.partitions_done, p.partitions_total,
				    p.lockers_done, p.lockers_total, p.current_locker_pid,
				    (extract(epoch FROM clock_timestamp() - a.query_start) * 1000)::bigint
				FROM pg_catalog.pg_stat_progress_create_index p
				LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = p.pid
				LEFT JOIN pg_catalog.pg_class t ON t.oid = p.relid
				LEFT JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
				LEFT JOIN pg_catalog.pg_class i ON i.oid = p.index_relid
				WHERE p.pid = ? AND p.datname = pg_catalog.current_database() AND p.phase IS NOT NULL""")) {
			statement.setInt(1, pid);
			try (ResultSet row = statement.executeQuery()) {
				return row.next() ? build(row) : null;
			}
		}
	}

	private static IndexBuild build(ResultSet row) throws SQLException {
		long locker = row.getLong(14);
		return new IndexBuild(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
				new Count(row.getLong(6), row.getLong(7)), new Count(row.getLong(8), row.getLong(9)),
				new Count(row.getLong(10), row.getLong(11)), new Count(row.getLong(12), row.getLong(13)),
				(locker > 0) ? (Integer) (int) locker : null, Duration.ofMillis(Math.max(0, row.getLong(15))));
	}

}
