package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.QuarantinedRow;
import io.migrator.backfill.work.BackfillFacts.Known;
import io.migrator.backfill.work.Remembered.Entry;
import io.migrator.backfill.work.Remembered.Range;
import io.migrator.backfill.work.Remembered.Sums;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorSettings;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that the database knows of backfills, in one round trip and as of one moment.
 */
final class StatusReader {

	/** The tables, or their schema, are not there: nothing was ever begun. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	private final MigratorSettings settings;

	StatusReader(MigratorSettings settings) {
		this.settings = settings;
	}

	/**
	 * Reads.
	 * @param connection a connection in autocommit mode
	 * @param migrations the migrations that matter, by all their names
	 * @return what there is; nothing if the tables are not there yet
	 * @throws SQLException whatever else the server says
	 */
	Remembered read(Connection connection, Set<String> migrations) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery(sql(migrations))) {
				return remembered(rows);
			}
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return withoutTables(connection, migrations);
			}
			throw ex;
		}
	}

	/**
	 * A backfill of which an operator spoke is a row without a walk and without ranges.
	 * What is no range of a table has the number 0.
	 */
	private String sql(Set<String> migrations) {
		return """
				SELECT facts.now, facts.applied, b.name, b.source, b.state, b.checksum, b.walk IS NOT NULL AS cut,
				    b.walk IS NOT NULL OR b.round > 1 AS begun, b.ignores_window, b.reason, b.error, b.round,
				    b.rows_estimated, b.parallel, b.batch_ms,
				    (extract(epoch FROM b.started_at) * 1000000)::bigint AS started_at,
				    (extract(epoch FROM b.finished_at) * 1000000)::bigint AS finished_at,
				    (SELECT count(*) FROM %3$s q WHERE q.stream = b.stream AND q.name = b.name) AS quarantined,
				    s.ranges, s.done, s.rows AS rows_now, b.rows_before, s.batches + b.batches_before AS batches,
				    s.failures + b.failures_before AS failures, s.busy_ms, s.walked, r.number, r.relation, r.first_after,
				    r.last, r.position, r.rows, r.batch_size, CASE WHEN r.lease_until > clock_timestamp() THEN r.throttle
				    END AS throttle, CASE WHEN r.lease_until > clock_timestamp() THEN r.owner END AS worker
				FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now, %5$s AS applied) AS facts
				LEFT JOIN %1$s b ON b.stream = %4$s
				LEFT JOIN LATERAL (
				    SELECT count(*) FILTER (WHERE number > 0) AS ranges,
				        count(*) FILTER (WHERE number > 0 AND done) AS done, coalesce(sum(rows), 0)::bigint AS rows,
				        coalesce(sum(batches), 0)::bigint AS batches, coalesce(sum(failures), 0)::bigint AS failures,
				        coalesce(sum(busy_ms), 0)::bigint AS busy_ms, min(relation) FILTER (WHERE number > 0) AS walked
				    FROM %2$s WHERE stream = b.stream AND name = b.name) AS s ON true
				LEFT JOIN %2$s r ON r.stream = b.stream AND r.name = b.name AND NOT r.done
				    AND (r.lease_until IS NOT NULL OR r.position IS DISTINCT FROM r.first_after)
				ORDER BY b.name, r.number
				"""
			.formatted(HistoryTables.backfill(this.settings.schema()), HistoryTables.range(this.settings.schema()),
					HistoryTables.quarantine(this.settings.schema()), Quote.literal(this.settings.stream()),
					applied(migrations));
	}

	private String applied(Set<String> migrations) {
		return "ARRAY(SELECT id FROM " + HistoryTables.history(this.settings.schema()) + " WHERE stream = "
				+ Quote.literal(this.settings.stream()) + " AND id = ANY (" + Rows.literal(migrations)
				+ ") AND state = 'applied' AND direction = 'up')";
	}

	/**
	 * Reads rows that were put aside.
	 * @param connection a connection in autocommit mode
	 * @param name the backfill
	 * @param limit how many at most
	 * @return them, oldest first; none if the tables are not there yet
	 * @throws SQLException whatever else the server says
	 */
	List<QuarantinedRow> quarantined(Connection connection, String name, int limit) throws SQLException {
		String sql = """
				SELECT relation, key, error, error_state, (extract(epoch FROM at) * 1000000)::bigint AS at
				FROM %s WHERE stream = %s AND name = ? ORDER BY backfill_quarantine.at, relation, key LIMIT ?
				""".formatted(HistoryTables.quarantine(this.settings.schema()), Quote.literal(this.settings.stream()));
		List<QuarantinedRow> quarantined = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, name);
			statement.setInt(2, limit);
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					List<String> key = Rows.texts(rows, "key");
					quarantined.add(new QuarantinedRow(rows.getString("relation"),
							new BackfillKey((key != null) ? key : List.of()), rows.getString("error"),
							rows.getString("error_state"), Rows.instant(rows, "at")));
				}
			}
		}
		catch (SQLException ex) {
			if (!NOT_THERE.contains(ex.getSQLState())) {
				throw ex;
			}
		}
		return quarantined;
	}

	private static Remembered remembered(ResultSet rows) throws SQLException {
		Instant now = Instant.EPOCH;
		List<String> applied = List.of();
		Map<String, Entry> backfills = new HashMap<>();
		Map<String, List<Range>> ranges = new HashMap<>();
		while (rows.next()) {
			String name = rows.getString("name");
			if (backfills.isEmpty()) {
				now = Rows.instant(rows, "now");
				List<String> ids = Rows.texts(rows, "applied");
				applied = (ids != null) ? ids : applied;
			}
			if (name == null) {
				continue;
			}
			List<Range> known = ranges.computeIfAbsent(name, (key) -> new ArrayList<>());
			if (rows.getString("relation") != null) {
				known.add(range(rows));
			}
			if (!backfills.containsKey(name)) {
				backfills.put(name, entry(rows, known));
			}
		}
		return new Remembered(now, Set.copyOf(applied), backfills);
	}

	private static Entry entry(ResultSet row, List<Range> ranges) throws SQLException {
		BackfillState state = BackfillState.of(row.getString("state"));
		Known known = new Known(state, row.getString("checksum"), row.getBoolean("cut"), row.getBoolean("begun"), false,
				row.getBoolean("ignores_window"), row.getString("reason"), row.getString("error"));
		Sums sums = new Sums(row.getInt("ranges"), row.getInt("done"), row.getLong("rows_now"),
				row.getLong("rows_before"), row.getLong("batches"), row.getLong("failures"), row.getLong("busy_ms"),
				row.getString("walked"));
		Instant finishedAt = (row.getObject("finished_at") != null) ? Rows.instant(row, "finished_at") : null;
		return new Entry(known, row.getString("source"), row.getInt("round"),
				row.getObject("rows_estimated", Long.class), Rows.integer(row, "parallel"),
				Rows.integer(row, "batch_ms"), Rows.instant(row, "started_at"), finishedAt, row.getLong("quarantined"),
				sums, ranges);
	}

	private static Range range(ResultSet row) throws SQLException {
		return new Range(row.getString("relation"), Rows.key(row, "first_after"), Rows.key(row, "last"),
				Rows.key(row, "position"), row.getLong("rows"), Rows.integer(row, "batch_size"),
				row.getString("throttle"), row.getString("worker"));
	}

	/**
	 * Migrations may be applied by a migrator that is too old to know backfills.
	 */
	private Remembered withoutTables(Connection connection, Set<String> migrations) throws SQLException {
		try {
			return withoutBackfills(connection, applied(migrations));
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return withoutBackfills(connection, "'{}'::text[]");
			}
			throw ex;
		}
	}

	private static Remembered withoutBackfills(Connection connection, String applied) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet row = statement.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) "
					+ "* 1000000)::bigint AS now, " + applied + " AS applied, NULL AS name")) {
				return remembered(row);
			}
		}
	}

}
