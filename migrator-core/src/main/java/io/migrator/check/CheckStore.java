package io.migrator.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.check.Facts.Kept;
import io.migrator.history.FeatureRows;
import io.migrator.history.HistoryTables;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What checks found, in the database for all replicas to see.
 */
final class CheckStore {

	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	/** Not ours to write, or a standby: a check needs no memory. */
	private static final Set<String> CANNOT = Set.of("42501", "25006");

	private final String schema;

	private final String stream;

	/** What features wait for may be a check. */
	private final String notice;

	CheckStore(String schema, String stream) {
		this.schema = schema;
		this.stream = Quote.literal(stream);
		this.notice = new FeatureRows(schema, stream).notice();
	}

	/**
	 * Reads what decides which checks are due. Tables that are not there have nothing.
	 * @param migrations the migrations that matter
	 * @param backfills the backfills that matter
	 */
	Facts read(Connection connection, Collection<String> migrations, Collection<String> backfills) throws SQLException {
		String history = HistoryTables.history(this.schema);
		Map<String, Instant> changed = times(connection, "SELECT 'at', max(finished_at) FROM " + history
				+ " WHERE stream = " + this.stream + " AND state IN ('applied', 'rolled_back')");
		Set<String> applied = migrations.isEmpty() ? Set.of() : times(connection,
				"SELECT id, coalesce(finished_at, started_at) FROM " + history + " WHERE stream = " + this.stream
						+ " AND state = 'applied' AND direction = 'up' AND id IN (" + literals(migrations) + ")")
			.keySet();
		Map<String, Instant> completed = backfills.isEmpty() ? Map.of()
				: times(connection,
						"SELECT name, coalesce(finished_at, started_at) FROM " + HistoryTables.backfill(this.schema)
								+ " WHERE stream = " + this.stream + " AND state = 'completed' AND name IN ("
								+ literals(backfills) + ")");
		return new Facts(changed.get("at"), new HashSet<>(applied), completed, kept(connection));
	}

	private static String literals(Collection<String> names) {
		return names.stream().map(Quote::literal).collect(Collectors.joining(", "));
	}

	private static Map<String, Instant> times(Connection connection, String sql) throws SQLException {
		Map<String, Instant> times = new HashMap<>();
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery(
					"SELECT name, (extract(epoch FROM at) * 1000000)::bigint FROM (" + sql + ") t (name, at)")) {
				while (rows.next()) {
					Instant at = instant(rows, 2);
					if (at != null) {
						times.put(rows.getString(1), at);
					}
				}
			}
		}
		catch (SQLException ex) {
			if (!isMissing(ex)) {
				throw ex;
			}
		}
		return times;
	}

	private Map<String, Kept> kept(Connection connection) throws SQLException {
		Map<String, Kept> kept = new HashMap<>();
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery("""
					SELECT name, checksum, passed, (extract(epoch FROM passed_at) * 1000000)::bigint,
					    (extract(epoch FROM checked_at) * 1000000)::bigint, duration_ms, found
					FROM %s WHERE stream = %s""".formatted(HistoryTables.check(this.schema), this.stream))) {
				while (rows.next()) {
					Instant checkedAt = instant(rows, 5);
					kept.put(rows.getString(1), new Kept(rows.getString(2), rows.getBoolean(3), instant(rows, 4),
							(checkedAt != null) ? checkedAt : Instant.EPOCH, rows.getLong(6), rows.getString(7)));
				}
			}
		}
		catch (SQLException ex) {
			if (!isMissing(ex)) {
				throw ex;
			}
		}
		return kept;
	}

	/**
	 * Keeps what a run found, unless a later one was faster. That it passed before counts
	 * as long as its file is the same.
	 * @param name the check
	 * @param run what the run found
	 * @return whether it could be kept
	 * @throws SQLException whatever else the server says, such as that there is no table
	 */
	boolean write(Connection connection, String name, Kept run) throws SQLException {
		String at = "to_timestamp(" + run.checkedAt().getEpochSecond() + ") + interval '"
				+ run.checkedAt().getNano() / 1_000 + " us'";
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.executeUpdate("""
					INSERT INTO %1$s AS kept (stream, name, checksum, passed, passed_at, checked_at, duration_ms, found)
					VALUES (%2$s, %3$s, %4$s, %5$s, CASE WHEN %5$s THEN %6$s END, %6$s, %7$d, %8$s)
					ON CONFLICT (stream, name) DO UPDATE SET checksum = excluded.checksum, passed = excluded.passed,
					    passed_at = coalesce(excluded.passed_at,
					        CASE WHEN kept.checksum = excluded.checksum THEN kept.passed_at END),
					    checked_at = excluded.checked_at, duration_ms = excluded.duration_ms, found = excluded.found
					WHERE kept.checked_at <= excluded.checked_at;
					%9$s
					""".formatted(HistoryTables.check(this.schema), this.stream, Quote.literal(name),
					Quote.literal(run.checksum()), run.passed(), at, run.durationMs(), Quote.literal(run.found()),
					this.notice));
			return true;
		}
		catch (SQLException ex) {
			if (CANNOT.contains(String.valueOf(ex.getSQLState()))) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Keeps other replicas from running the same check until the transaction ends, if no
	 * other does.
	 * @param name the check
	 * @param since when it was last run as far as is known, or {@code null}
	 * @return a query that says whether to run it
	 */
	String claim(String name, @Nullable Instant since) {
		String key = Quote.literal("migrator check\n" + this.schema + "\n" + this.stream + "\n" + name);
		return """
				SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0)) AND NOT EXISTS (SELECT FROM %s
				    WHERE stream = %s AND name = %s AND (extract(epoch FROM checked_at) * 1000000)::bigint > %d)
				""".formatted(key, HistoryTables.check(this.schema), this.stream, Quote.literal(name),
				(since != null) ? micros(since) : 0);
	}

	static boolean isMissing(SQLException ex) {
		return NOT_THERE.contains(String.valueOf(ex.getSQLState()));
	}

	private static long micros(Instant instant) {
		return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
	}

	static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
		long micros = row.getLong(column);
		return row.wasNull() ? null
				: Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
	}

}
