package io.migrator.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of one stream in one round trip, without a lock.
 */
public final class HistoryReader {

	private static final String UNDEFINED_TABLE = "42P01";

	private static final String UNDEFINED_SCHEMA = "3F000";

	private static final Set<String> NOT_THERE = Set.of(UNDEFINED_TABLE, UNDEFINED_SCHEMA);

	private final String table;

	private final String layout;

	private final String stream;

	/**
	 * Creates a reader.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 */
	public HistoryReader(String schema, String stream) {
		this.table = HistoryTables.history(schema);
		this.layout = HistoryTables.layout(schema);
		this.stream = Quote.literal(stream);
	}

	/**
	 * Asks no more than whether all is as the files say, and whether the tables are of
	 * this version, which is all that most starts need to know.
	 * @param connection a connection in autocommit mode
	 * @return what is applied; {@code null} if a migration is in another state, or the
	 * table is not there
	 * @throws SQLException whatever else the server says
	 */
	public @Nullable Applied readApplied(Connection connection) throws SQLException {
		String sql = """
				SELECT NULL, (%s)::text UNION ALL
				SELECT id, CASE WHEN state = 'applied' AND direction = 'up' THEN checksum END FROM %s WHERE stream = %s
				""".formatted(this.layout, this.table, this.stream);
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			Map<String, String> checksums = new HashMap<>();
			boolean current = false;
			while (rows.next()) {
				String id = rows.getString(1);
				String checksum = rows.getString(2);
				if (checksum == null) {
					return null;
				}
				if (id == null) {
					current = Integer.parseInt(checksum) >= HistoryTables.LAYOUT;
				}
				else {
					checksums.put(id, checksum);
				}
			}
			return new Applied(checksums, current);
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * What is applied, if nothing is in another state.
	 *
	 * @param checksums the checksum of each migration by its id
	 * @param current whether the tables are of this version or a newer one
	 */
	public record Applied(Map<String, String> checksums, boolean current) {
	}

	/**
	 * A mark of what is applied, by which a later look can tell whether anything was done
	 * since.
	 * @param connection a connection in autocommit mode
	 * @return the mark, or {@code null} if the table is not there
	 * @throws SQLException whatever else the server says
	 */
	public @Nullable String readMark(Connection connection) throws SQLException {
		String sql = """
				SELECT md5(coalesce(string_agg(concat_ws(' ', id, state, direction, statements_done, position), ','
				    ORDER BY id COLLATE "C"), '')) FROM %s WHERE stream = %s
				""".formatted(this.table, this.stream);
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Reads the history.
	 * @param connection a connection in autocommit mode
	 * @return the history; {@link History#NONE} if its table is not there
	 * @throws SQLException whatever else the server says
	 */
	public History read(Connection connection) throws SQLException {
		String sql = """
				SELECT id, version, description, state, direction, checksum, semantic_checksum, statements,
				    statements_done, prefix_checksum, in_flight, rows_affected, duration_ms, lock_ms, attempts, error,
				    error_state, applied_by, application_version, position, note,
				    (extract(epoch FROM started_at) * 1000000)::bigint,
				    (extract(epoch FROM finished_at) * 1000000)::bigint,
				    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
				FROM (SELECT 1) AS always LEFT JOIN %s ON stream = %s ORDER BY position, id
				""".formatted(this.table, this.stream);
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<HistoryEntry> entries = new ArrayList<>();
			Instant serverTime = null;
			while (rows.next()) {
				serverTime = instant(rows, 24);
				if (rows.getString(1) != null) {
					entries.add(entry(rows));
				}
			}
			return new History(true, serverTime, entries);
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return History.NONE;
			}
			throw ex;
		}
	}

	private static HistoryEntry entry(ResultSet row) throws SQLException {
		Instant startedAt = instant(row, 22);
		return new HistoryEntry(row.getString(1), row.getString(2), row.getString(3), HistoryState.of(row.getString(4)),
				"down".equals(row.getString(5)), row.getString(6), row.getString(7),
				new Progress(row.getInt(8), row.getInt(9), row.getString(10), row.getString(11)), row.getLong(12),
				millis(row, 13), millis(row, 14), row.getInt(15), row.getString(16), row.getString(17),
				row.getString(18), row.getString(19), row.getLong(20), row.getString(21),
				(startedAt != null) ? startedAt : Instant.EPOCH, instant(row, 23));
	}

	private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
		long micros = row.getLong(column);
		return row.wasNull() ? null
				: Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
	}

	private static @Nullable Duration millis(ResultSet row, int column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Duration.ofMillis(millis);
	}

}
