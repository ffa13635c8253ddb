package io.migrator.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the schema as the last deploy of a stream left it.
 */
public final class SnapshotStore {

	/** The table, or its schema, is not there: no deploy has kept a snapshot yet. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	private final String schema;

	private final String stream;

	/**
	 * Creates a store.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 */
	public SnapshotStore(String schema, String stream) {
		this.schema = schema;
		this.stream = stream;
	}

	/**
	 * The snapshot that was kept last.
	 * @param connection a connection
	 * @return the snapshot, or {@code null} if there is none
	 * @throws SQLException whatever the server says
	 */
	public @Nullable StoredSnapshot read(Connection connection) throws SQLException {
		return read(connection, "data");
	}

	/**
	 * All of it but the objects, which is enough to see whether they need be looked at.
	 * @param connection a connection
	 * @return the snapshot with no data, or {@code null} if there is none
	 * @throws SQLException whatever the server says
	 */
	public @Nullable StoredSnapshot readBrief(Connection connection) throws SQLException {
		return read(connection, "''::bytea");
	}

	private @Nullable StoredSnapshot read(Connection connection, String data) throws SQLException {
		String sql = """
				SELECT (extract(epoch FROM taken_at) * 1000000)::bigint, server_version, fingerprint,
				    quick_fingerprint, migration, mark, format, %s
				FROM %s WHERE stream = %s
				""".formatted(data, HistoryTables.snapshot(this.schema), Quote.literal(this.stream));
		try (PreparedStatement statement = connection.prepareStatement(sql); ResultSet row = statement.executeQuery()) {
			if (!row.next()) {
				return null;
			}
			long micros = row.getLong(1);
			Instant takenAt = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L),
					Math.floorMod(micros, 1_000_000L) * 1000);
			return new StoredSnapshot(takenAt, row.getInt(2), row.getString(3), row.getString(4), row.getString(5),
					row.getString(6), row.getInt(7), row.getBytes(8));
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Keeps a snapshot in place of the one before. The table must be there, as
	 * {@link HistoryTables#prepare} makes it.
	 * @param connection a connection
	 * @param snapshot what to keep; the time is told by the server
	 * @throws SQLException whatever the server says
	 */
	public void write(Connection connection, StoredSnapshot snapshot) throws SQLException {
		String sql = """
				INSERT INTO %s AS kept (stream, taken_at, server_version, fingerprint, quick_fingerprint, migration,
				    mark, format, data)
				VALUES (%s, clock_timestamp(), %d, %s, %s, %s, %s, %d, ?)
				ON CONFLICT (stream) DO UPDATE SET taken_at = excluded.taken_at,
				    server_version = excluded.server_version, fingerprint = excluded.fingerprint,
				    quick_fingerprint = excluded.quick_fingerprint, migration = excluded.migration, mark = excluded.mark,
				    format = excluded.format, data = excluded.data
				"""
			.formatted(HistoryTables.snapshot(this.schema), Quote.literal(this.stream), snapshot.serverVersion(),
					Quote.literal(snapshot.fingerprint()), Quote.literal(snapshot.quickFingerprint()),
					Quote.literal(snapshot.migration()), Quote.literal(snapshot.mark()), snapshot.format());
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setBytes(1, snapshot.data());
			statement.executeUpdate();
		}
	}

	/**
	 * Remembers another answer to the quick question for the snapshot that is kept, after
	 * a full look has shown that nothing is different.
	 * @param connection a connection
	 * @param fingerprint the fingerprint of the snapshot that was found equal
	 * @param quickFingerprint the new answer
	 * @return whether that snapshot was still the one that is kept
	 * @throws SQLException whatever the server says
	 */
	public boolean refresh(Connection connection, String fingerprint, String quickFingerprint) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("UPDATE %s SET quick_fingerprint = %s WHERE stream = %s AND fingerprint = %s".formatted(
					HistoryTables.snapshot(this.schema), Quote.literal(quickFingerprint), Quote.literal(this.stream),
					Quote.literal(fingerprint)))) {
			return statement.executeUpdate() == 1;
		}
	}

}
