package io.migrator.backfill.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.BackfillFacts.Known;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorSettings;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code backfill}: what was begun, and where it stands. Works in the
 * transaction of the thread, if there is one.
 */
final class BackfillStore {

	private final JdbcClient jdbc;

	private final MigratorSettings settings;

	private final String backfill;

	private final String range;

	private final String history;

	private final String stream;

	BackfillStore(DataSource dataSource, MigratorSettings settings) {
		this.jdbc = JdbcClient.create(dataSource);
		this.settings = settings;
		this.backfill = HistoryTables.backfill(settings.schema());
		this.range = HistoryTables.range(settings.schema());
		this.history = HistoryTables.history(settings.schema());
		this.stream = Quote.literal(settings.stream());
	}

	/**
	 * Reads what decides what is due.
	 * @param migrations the migrations that matter
	 * @return the facts
	 */
	BackfillFacts facts(Set<String> migrations) {
		BackfillFacts facts = this.jdbc
			.sql("""
					SELECT f.now, f.applied, b.name, b.state, b.checksum, b.walk IS NOT NULL AS cut,
					    b.walk IS NOT NULL OR b.round > 1 AS begun, b.ignores_window,
					    b.reason, b.error, b.state = 'running' AND (
					        EXISTS (SELECT FROM %2$s r WHERE r.stream = b.stream AND r.name = b.name AND NOT r.done
					            AND coalesce(r.lease_until <= clock_timestamp(), true))
					        OR NOT EXISTS (SELECT FROM %2$s r WHERE r.stream = b.stream AND r.name = b.name
					            AND NOT r.done)) AS free
					FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS now, ARRAY(SELECT id FROM %3$s
					        WHERE stream = %4$s AND id = ANY (%5$s) AND state = 'applied' AND direction = 'up') AS applied) f
					LEFT JOIN %1$s b ON b.stream = %4$s
					"""
				.formatted(this.backfill, this.range, this.history, this.stream, Rows.literal(migrations)))
			.query((ResultSetExtractor<BackfillFacts>) BackfillStore::read);
		return Objects.requireNonNull(facts);
	}

	private static BackfillFacts read(ResultSet rows) throws SQLException {
		Instant now = Instant.EPOCH;
		List<String> applied = null;
		Map<String, Known> known = new HashMap<>();
		while (rows.next()) {
			now = Rows.instant(rows, "now");
			applied = Rows.texts(rows, "applied");
			String name = rows.getString("name");
			if (name != null) {
				known.put(name,
						new Known(BackfillState.of(rows.getString("state")), rows.getString("checksum"),
								rows.getBoolean("cut"), rows.getBoolean("begun"), rows.getBoolean("free"),
								rows.getBoolean("ignores_window"), rows.getString("reason"), rows.getString("error")));
			}
		}
		return new BackfillFacts(now, (applied != null) ? Set.copyOf(applied) : Set.of(), known);
	}

	/**
	 * Makes sure that migrations are applied, and stay so until the transaction ends.
	 * @param ids the ids
	 * @return those that are applied
	 */
	List<String> lockApplied(Set<String> ids) {
		if (ids.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("""
				SELECT id FROM %s WHERE stream = %s AND id = ANY (%s) AND state = 'applied' AND direction = 'up'
				ORDER BY id FOR SHARE""".formatted(this.history, this.stream, Rows.literal(ids)))
			.query(String.class)
			.list();
	}

	/**
	 * Begins a backfill, or goes on with one that is not cut into ranges yet. One of
	 * which nothing was done may have been changed, even one that failed to begin. Keeps
	 * others from doing the same until the transaction ends.
	 * @param definition the backfill
	 * @param migrations the migrations that it came after
	 * @return the round that it is in, or {@code null} if another process was first or it
	 * must not run
	 */
	@Nullable Integer begin(BackfillDefinition definition, List<String> migrations) {
		this.jdbc.sql("""
				INSERT INTO %s (stream, name, source, checksum, after_migrations, state, started_at)
				VALUES (%s, ?, ?, ?, %s, 'running', clock_timestamp()) ON CONFLICT DO NOTHING
				""".formatted(this.backfill, this.stream, Rows.literal(migrations)))
			.params(definition.name(), definition.source(), definition.checksum())
			.update();
		return this.jdbc.sql("""
				UPDATE %s SET after_migrations = %s, source = ?, checksum = ?, state = 'running',
				    started_at = CASE WHEN round > 1 THEN started_at ELSE clock_timestamp() END,
				    reason = CASE WHEN round > 1 THEN reason END, error = NULL, error_state = NULL, finished_at = NULL
				WHERE stream = %s AND name = ? AND walk IS NULL AND (state = 'running' AND checksum = ?
				    OR round = 1 AND state IN ('running', 'failed') AND checksum <> ?) RETURNING round
				""".formatted(this.backfill, Rows.literal(migrations), this.stream))
			.params(definition.source(), definition.checksum(), definition.name(), definition.checksum(),
					definition.checksum())
			.query(Integer.class)
			.optional()
			.orElse(null);
	}

	/**
	 * Says how the table is walked, which makes a backfill one that can be worked on.
	 * @param name the backfill
	 * @param walk how, in words
	 * @param rowsEstimated about how many rows there are, -1 if unknown
	 */
	void walked(String name, String walk, long rowsEstimated) {
		this.jdbc
			.sql("UPDATE %s SET walk = ?, rows_estimated = nullif(?, -1) WHERE stream = %s AND name = ?"
				.formatted(this.backfill, this.stream))
			.params(walk, rowsEstimated, name)
			.update();
	}

	/**
	 * Notes that a backfill cannot go on before somebody acts, unless somebody said
	 * something else meanwhile.
	 * @param definition the backfill, which need not have been begun
	 * @param reason why, in a sentence
	 * @param error what the server said, or {@code null}
	 * @param sqlState the SQLState, or {@code null}
	 * @return whether it is so since now
	 */
	boolean fail(BackfillDefinition definition, String reason, @Nullable String error, @Nullable String sqlState) {
		return this.jdbc.sql("""
				INSERT INTO %1$s AS b (stream, name, source, checksum, state, reason, error, error_state, started_at,
				    finished_at)
				VALUES (%2$s, ?, ?, ?, 'failed', ?, %3$s, %4$s, clock_timestamp(), clock_timestamp())
				ON CONFLICT (stream, name) DO UPDATE SET state = excluded.state, source = excluded.source,
				    checksum = excluded.checksum, reason = excluded.reason, error = excluded.error,
				    error_state = excluded.error_state, finished_at = excluded.finished_at
				WHERE b.state = 'running' AND b.checksum = excluded.checksum OR b.walk IS NULL AND b.round = 1
				    AND b.state IN ('running', 'failed') AND b.checksum <> excluded.checksum
				""".formatted(this.backfill, this.stream, Quote.literal(error), Quote.literal(sqlState)))
			.params(definition.name(), definition.source(), definition.checksum(), reason)
			.update() == 1;
	}

	/**
	 * Locks a backfill until the transaction ends, against operators too.
	 * @param name the backfill
	 * @return what they say, or {@code null} if there is no such backfill
	 */
	@Nullable Orders lock(String name) {
		return this.jdbc
			.sql("SELECT %s FROM %s b WHERE b.stream = %s AND b.name = ? FOR UPDATE".formatted(Orders.COLUMNS,
					this.backfill, this.stream))
			.param(name)
			.query((row, number) -> Rows.orders(row))
			.optional()
			.orElse(null);
	}

	/**
	 * Notes that a backfill has come to its end, whether or not a good one, for all
	 * replicas to hear. That it was complete once is kept, whatever comes after.
	 * @param name the backfill, locked
	 * @param state the state
	 * @param reason why, or {@code null}
	 */
	void end(String name, BackfillState state, @Nullable String reason) {
		String error = (state == BackfillState.COMPLETED)
				? ", error = NULL, error_state = NULL, completed_at = coalesce(completed_at, clock_timestamp())" : "";
		this.jdbc.sql("""
				WITH last AS (DELETE FROM %2$s WHERE stream = %3$s AND name = ? AND number = %4$d
				    RETURNING rows, batches, failures)
				UPDATE %1$s SET state = ?, reason = %5$s, finished_at = clock_timestamp()%6$s,
				    rows_before = rows_before + coalesce((SELECT sum(rows) FROM last), 0),
				    batches_before = batches_before + coalesce((SELECT sum(batches) FROM last), 0),
				    failures_before = failures_before + coalesce((SELECT sum(failures) FROM last), 0)
				WHERE stream = %3$s AND name = ?
				""".formatted(this.backfill, this.range, this.stream, Lease.LAST, Quote.literal(reason), error))
			.params(name, state.word(), name)
			.update();
		this.jdbc.sql(this.settings.writer().notice()).update();
	}

	/**
	 * Sends a backfill over the table once more; somebody has to cut it into ranges anew.
	 * @param definition the backfill, locked
	 * @param round the number of the next round
	 * @param reason why
	 */
	void nextRound(BackfillDefinition definition, int round, String reason) {
		this.jdbc.sql("""
				WITH old AS (DELETE FROM %2$s WHERE stream = %3$s AND name = ? RETURNING rows, batches, failures),
				    spent AS (SELECT coalesce(sum(rows), 0) AS rows, coalesce(sum(batches), 0) AS batches,
				        coalesce(sum(failures), 0) AS failures FROM old)
				UPDATE %1$s b SET state = 'running', round = ?, walk = NULL, checksum = ?, reason = ?,
				    finished_at = NULL, rows_before = rows_before + spent.rows,
				    batches_before = batches_before + spent.batches,
				    failures_before = failures_before + spent.failures
				FROM spent WHERE b.stream = %3$s AND b.name = ?
				""".formatted(this.backfill, this.range, this.stream))
			.params(definition.name(), round, definition.checksum(), reason, definition.name())
			.update();
	}

	/**
	 * How many rows a backfill has changed in all.
	 * @param name the backfill
	 * @return the number
	 */
	long rows(String name) {
		return this.jdbc.sql("""
				SELECT coalesce((SELECT rows_before FROM %s WHERE stream = %3$s AND name = ?), 0)
				    + coalesce((SELECT sum(rows) FROM %s WHERE stream = %3$s AND name = ?), 0)
				""".formatted(this.backfill, this.range, this.stream)).params(name, name).query(Long.class).single();
	}

	/**
	 * Adds to the audit log.
	 * @param name the backfill
	 * @param action what was done
	 * @param reason why, or {@code null}
	 */
	void audit(String name, String action, @Nullable String reason) {
		this.jdbc.sql(this.settings.writer().audit(name, action, reason)).update();
	}

}
