package io.migrator.backfill.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.key.KeyRange;
import io.migrator.backfill.work.Lease.Fence;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorSettings;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code backfill_range}: who works on what, and how far it is. A row is only
 * ever changed in place, by whoever has its token. Works in the transaction of the
 * thread, if there is one.
 */
final class RangeStore {

	private final JdbcClient jdbc;

	private final String backfill;

	private final String range;

	private final String stream;

	/** As SQL. */
	private final String lease;

	private final long leaseMillis;

	RangeStore(DataSource dataSource, MigratorSettings settings, Duration lease) {
		this.jdbc = JdbcClient.create(dataSource);
		this.backfill = HistoryTables.backfill(settings.schema());
		this.range = HistoryTables.range(settings.schema());
		this.stream = Quote.literal(settings.stream());
		this.lease = "clock_timestamp() + interval '" + lease.toMillis() + " ms'";
		this.leaseMillis = lease.toMillis();
	}

	/**
	 * Writes the ranges of a round.
	 * @param name the backfill
	 * @param ranges the ranges
	 * @param notBefore how long to wait before they are worked on
	 * @param why what to show meanwhile, or {@code null}
	 */
	void insert(String name, List<KeyRange> ranges, Duration notBefore, @Nullable String why) {
		StringBuilder sql = new StringBuilder("INSERT INTO ").append(this.range)
			.append(" (stream, name, number, relation, first_after, last, position, lease_until, throttle) VALUES ");
		String leaseUntil = notBefore.isZero() ? "NULL"
				: "clock_timestamp() + interval '" + notBefore.toMillis() + " ms'";
		int number = 0;
		for (KeyRange range : ranges) {
			sql.append((++number > 1) ? ", (" : "(")
				.append(String.join(", ", this.stream, Quote.literal(name), Integer.toString(number),
						Quote.literal(range.relation()), Rows.literal(range.after()), Rows.literal(range.last()),
						Rows.literal(range.after()), leaseUntil, Quote.literal(why)))
				.append(')');
		}
		if (number > 0) {
			this.jdbc.sql(sql.toString()).update();
		}
	}

	/**
	 * Claims a range that nobody works on, or, when all are done, what is left then. Must
	 * be called in a transaction, which should be short.
	 * @param definition the backfill
	 * @param parallel how many may work on it unless an operator says otherwise
	 * @param worker who claims
	 * @return the claim, or {@code null} if there is nothing to claim now
	 */
	@Nullable Lease claim(BackfillDefinition definition, int parallel, String worker) {
		Claimable claimable = this.jdbc.sql("""
				SELECT b.state, b.checksum, b.parallel, b.round, b.walk
				FROM %s b WHERE b.stream = %s AND b.name = ? FOR UPDATE
				""".formatted(this.backfill, this.stream))
			.param(definition.name())
			.query((row, number) -> claimable(row))
			.optional()
			.orElse(null);
		if (claimable == null || !claimable.isOf(definition)) {
			return null;
		}
		int most = (claimable.parallel() != null) ? claimable.parallel() : parallel;
		Integer number = this.jdbc.sql(free()).params(definition.name(), definition.name(), most).query((row, i) -> {
			int undone = row.getInt("undone");
			return Optional.ofNullable((undone > 0) ? Rows.integer(row, "number") : Integer.valueOf(Lease.LAST));
		}).optional().flatMap(Function.identity()).orElse(null);
		return (number != null) ? claim(definition.name(), number, claimable, worker) : null;
	}

	/**
	 * Ranges whose lease is over but whose row is locked are still worked on: by a batch
	 * that takes longer than the lease.
	 */
	private String free() {
		return """
				WITH free AS (SELECT number FROM %1$s WHERE stream = %2$s AND name = ? AND NOT done
				        AND coalesce(lease_until <= clock_timestamp(), true) FOR UPDATE SKIP LOCKED),
				    undone AS (SELECT count(*) AS count FROM %1$s WHERE stream = %2$s AND name = ? AND NOT done)
				SELECT undone.count AS undone, CASE WHEN undone.count - (SELECT count(*) FROM free) < ?
				    THEN (SELECT min(number) FROM free) END AS number
				FROM undone
				""".formatted(this.range, this.stream);
	}

	private static Claimable claimable(ResultSet row) throws SQLException {
		return new Claimable(BackfillState.of(row.getString("state")), row.getString("checksum"),
				Rows.integer(row, "parallel"), row.getInt("round"), row.getString("walk"));
	}

	private Lease claim(String name, int number, Claimable claimable, String worker) {
		if (number == Lease.LAST) {
			this.jdbc.sql("""
					INSERT INTO %s (stream, name, number, relation) VALUES (%s, ?, %d, '') ON CONFLICT DO NOTHING
					""".formatted(this.range, this.stream, Lease.LAST)).param(name).update();
		}
		return this.jdbc.sql("""
				UPDATE %s SET token = pg_current_xact_id()::text::bigint, owner = ?, lease_until = %s, throttle = NULL
				WHERE stream = %s AND name = ? AND number = ?
				RETURNING relation, first_after, last, token, batch_size
				""".formatted(this.range, this.lease, this.stream))
			.params(worker, name, number)
			.query((row, i) -> new Lease(name, number, row.getLong("token"),
					new KeyRange(row.getString("relation"), Rows.key(row, "first_after"), Rows.key(row, "last")),
					Objects.requireNonNull(claimable.walk()), claimable.round(), claimable.parallel(),
					Rows.integer(row, "batch_size"), worker))
			.single();
	}

	/**
	 * Makes sure that a range is still ours, and that it stays so until the transaction
	 * ends, and limits how long the transaction may wait and idle. The first thing that a
	 * batch does.
	 * @param lease the claim
	 * @param lockTimeout how long it may wait for a lock
	 * @param statementTimeout how long a statement may run, or {@code null} for the
	 * server's setting
	 * @return where the range stands, or {@code null} if it is no longer ours
	 */
	@Nullable Fence fence(Lease lease, Duration lockTimeout, @Nullable Duration statementTimeout) {
		String limit = (statementTimeout != null)
				? ", set_config('statement_timeout', '" + statementTimeout.toMillis() + "', true)" : "";
		return this.jdbc
			.sql("""
					SELECT r.position, r.done, %s,
					    set_config('lock_timeout', '%d', true), set_config('idle_in_transaction_session_timeout', '%d', true)%s
					FROM %s r JOIN %s b USING (stream, name)
					WHERE r.stream = %s AND r.name = ? AND r.number = ? AND r.token = ? FOR UPDATE OF r
					"""
				.formatted(Orders.COLUMNS, lockTimeout.toMillis(), this.leaseMillis, limit, this.range, this.backfill,
						this.stream))
			.params(lease.name(), lease.number(), lease.token())
			.query((row, i) -> new Fence(Rows.key(row, "position"), row.getBoolean("done"), Rows.orders(row)))
			.optional()
			.orElse(null);
	}

	/**
	 * Notes a batch, in its transaction. The same text each time, so that the server
	 * plans it but once.
	 * @param lease the claim
	 * @param position the key that it has come to
	 * @param done whether that is the end of the range
	 * @param rows how many rows it changed
	 * @param size how many rows it visited, about
	 * @param took how long it took, with the rest that follows
	 */
	void progress(Lease lease, @Nullable BackfillKey position, boolean done, long rows, int size, Duration took) {
		String ends = done ? ", done = true, owner = NULL, lease_until = NULL" : ", lease_until = " + this.lease;
		this.jdbc.sql("""
				UPDATE %s SET position = ?::text[], rows = rows + ?, batches = batches + 1, busy_ms = busy_ms + ?,
				    batch_size = ?, throttle = NULL%s
				WHERE stream = %s AND name = ? AND number = ? AND token = ?
				""".formatted(this.range, ends, this.stream))
			.param(Rows.array(position))
			.params(rows, took.toMillis(), size, lease.name(), lease.number(), lease.token())
			.update();
	}

	/**
	 * Notes that there was nothing left to do in a range, in the transaction that found
	 * that out.
	 * @param lease the claim
	 */
	void done(Lease lease) {
		this.jdbc.sql("""
				UPDATE %s SET done = true, owner = NULL, lease_until = NULL, throttle = NULL
				WHERE stream = %s AND name = ? AND number = ? AND token = ?
				""".formatted(this.range, this.stream)).params(lease.name(), lease.number(), lease.token()).update();
	}

	/**
	 * Stays in possession of a range without working on it.
	 * @param lease the claim
	 * @param throttle why, for people, or {@code null}
	 * @return what operators say, or {@code null} if it is no longer ours
	 */
	@Nullable Orders heartbeat(Lease lease, @Nullable String throttle) {
		return this.jdbc
			.sql("""
					UPDATE %s r SET lease_until = %s, throttle = %s FROM %s b
					WHERE b.stream = r.stream AND b.name = r.name
					    AND r.stream = %s AND r.name = ? AND r.number = ? AND r.token = ? AND NOT r.done
					RETURNING %s
					""".formatted(this.range, this.lease, Quote.literal(throttle), this.backfill, this.stream,
					Orders.COLUMNS))
			.params(lease.name(), lease.number(), lease.token())
			.query((row, i) -> Rows.orders(row))
			.optional()
			.orElse(null);
	}

	/**
	 * Notes that a batch failed, and stays in possession of its range.
	 * @param lease the claim
	 * @param throttle what is going to happen, for people
	 * @param error what the server said
	 * @param sqlState the SQLState, or {@code null}
	 */
	void failed(Lease lease, String throttle, String error, @Nullable String sqlState) {
		this.jdbc
			.sql("""
					WITH mine AS (UPDATE %s SET failures = failures + 1, lease_until = %s, throttle = %s
					    WHERE stream = %s AND name = ? AND number = ? AND token = ? RETURNING stream, name)
					UPDATE %s b SET error = %s, error_state = %s FROM mine WHERE b.stream = mine.stream AND b.name = mine.name
					"""
				.formatted(this.range, this.lease, Quote.literal(throttle), this.stream, this.backfill,
						Quote.literal(error), Quote.literal(sqlState)))
			.params(lease.name(), lease.number(), lease.token())
			.update();
	}

	/**
	 * Gives a range back for anybody to take.
	 * @param lease the claim
	 */
	void release(Lease lease) {
		this.jdbc.sql("""
				UPDATE %s SET owner = NULL, lease_until = NULL, throttle = NULL
				WHERE stream = %s AND name = ? AND number = ? AND token = ?
				""".formatted(this.range, this.stream)).params(lease.name(), lease.number(), lease.token()).update();
	}

	/**
	 * How many rows were changed in this round.
	 * @param name the backfill
	 * @return the number
	 */
	long rows(String name) {
		return this.jdbc
			.sql("SELECT coalesce(sum(rows), 0)::bigint FROM %s WHERE stream = %s AND name = ?".formatted(this.range,
					this.stream))
			.param(name)
			.query(Long.class)
			.single();
	}

	/**
	 * What of a backfill decides whether its ranges can be claimed.
	 *
	 * @param state its state
	 * @param checksum of the definition that is to be run
	 * @param parallel how many may work on it, or {@code null}
	 * @param round which round it is in
	 * @param walk how its table is walked, or {@code null} if it is not cut
	 */
	private record Claimable(BackfillState state, String checksum, @Nullable Integer parallel, int round,
			@Nullable String walk) {

		boolean isOf(BackfillDefinition definition) {
			return this.state == BackfillState.RUNNING && this.walk != null
					&& this.checksum.equals(definition.checksum());
		}

	}

}
