package io.migrator.backfill.work;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.error.MigratorException;
import io.migrator.history.HistoryTables;
import io.migrator.run.DatabaseException;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what operators say, in the transaction of the thread.
 */
final class ControlStore {

	/** A backfill of which nothing is written yet. */
	static final Known UNBEGUN = new Known(BackfillState.RUNNING, "", false, 1);

	/** Workers lock a range before the backfill, operators the other way round. */
	private static final int ATTEMPTS = 5;

	private static final Set<String> DEADLOCK = Set.of("40P01", "40001");

	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	/** The tables are those of an older version. */
	private static final String UNDEFINED_COLUMN = "42703";

	private final WorkSite site;

	private final JdbcClient jdbc;

	private final BackfillStore backfills;

	private final TransactionTemplate template;

	private final String backfill;

	private final String range;

	private final String quarantine;

	private final String stream;

	ControlStore(WorkSite site) {
		this.site = site;
		this.jdbc = JdbcClient.create(site.dataSource());
		this.backfills = new BackfillStore(site.dataSource(), site.settings());
		this.template = new TransactionTemplate(site.transactions());
		this.template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.backfill = HistoryTables.backfill(site.settings().schema());
		this.range = HistoryTables.range(site.settings().schema());
		this.quarantine = HistoryTables.quarantine(site.settings().schema());
		this.stream = Quote.literal(site.settings().stream());
	}

	/**
	 * Where a backfill stands.
	 *
	 * @param state its state
	 * @param checksum of the definition that it was begun with
	 * @param cut whether its table is cut into ranges for this round
	 * @param round which round it is in, from 1
	 */
	record Known(BackfillState state, String checksum, boolean cut, int round) {

		boolean isUnbegun() {
			return this.state == BackfillState.RUNNING && isUntouched();
		}

		/**
		 * Whether nothing was ever done, whatever was said.
		 * @return whether it does not matter which definition was meant
		 */
		boolean isUntouched() {
			return !this.cut && this.round == 1;
		}

	}

	/**
	 * Does something in one transaction of its own.
	 * @param <T> what comes of it
	 * @param work the work; it may be done several times
	 * @param withoutTables what if there are no tables: {@code null} to create them
	 * @return what came of it
	 * @throws MigratorException if the database refuses
	 */
	<T extends @Nullable Object> T inTransaction(Supplier<T> work,
			@Nullable Supplier<MigratorException> withoutTables) {
		boolean prepared = false;
		for (int attempt = 1;; attempt++) {
			try {
				return this.template.execute((status) -> {
					this.jdbc.sql("SELECT set_config('lock_timeout', ?, true)")
						.param(String.valueOf(this.site.backfills().lockTimeout().toMillis()))
						.query()
						.singleValue();
					return work.get();
				});
			}
			catch (BadSqlGrammarException ex) {
				boolean older = UNDEFINED_COLUMN.equals(SqlFailures.state(ex));
				if (prepared || !(older || NOT_THERE.contains(SqlFailures.state(ex)))) {
					throw failure(ex);
				}
				if (withoutTables != null && !older) {
					throw withoutTables.get();
				}
				Tables.prepare(this.site);
				prepared = true;
			}
			catch (DataAccessException | TransactionException ex) {
				if (attempt == ATTEMPTS || !DEADLOCK.contains(SqlFailures.state(ex))) {
					throw failure(ex);
				}
			}
		}
	}

	private RuntimeException failure(RuntimeException ex) {
		SQLException cause = SqlFailures.cause(ex);
		if (cause == null) {
			return ex;
		}
		if ("55P03".equals(cause.getSQLState())) {
			return new ControlException("A batch of the backfill is still under way", "Try again in a moment.");
		}
		return DatabaseException.of(cause, this.site.settings());
	}

	/**
	 * Locks a backfill until the transaction ends.
	 * @param name the backfill
	 * @return where it stands, or {@code null} if nothing is written of it
	 */
	@Nullable Known lock(String name) {
		return this.jdbc.sql("""
				SELECT state, checksum, walk IS NOT NULL AS cut, round FROM %s
				WHERE stream = %s AND name = ? FOR UPDATE""".formatted(this.backfill, this.stream))
			.param(name)
			.query((row, number) -> new Known(BackfillState.of(row.getString("state")), row.getString("checksum"),
					row.getBoolean("cut"), row.getInt("round")))
			.optional()
			.orElse(null);
	}

	/**
	 * Lists the backfills there are.
	 * @param defined those that the application defines
	 * @return their names, in order
	 */
	Collection<String> names(List<String> defined) {
		Set<String> names = new TreeSet<>(defined);
		names.addAll(this.jdbc.sql("SELECT name FROM %s WHERE stream = %s".formatted(this.backfill, this.stream))
			.query(String.class)
			.list());
		return names;
	}

	/**
	 * Writes down a backfill that has not begun. Whoever begins it adds the migrations
	 * that it comes after.
	 * @param definition the backfill
	 * @param state the state
	 * @param reason why, or {@code null}
	 */
	void insert(BackfillDefinition definition, BackfillState state, @Nullable String reason) {
		this.jdbc.sql("""
				INSERT INTO %s (stream, name, source, checksum, state, reason, started_at, finished_at)
				VALUES (%s, ?, ?, ?, ?, %s, clock_timestamp(), CASE WHEN ? THEN clock_timestamp() END)
				""".formatted(this.backfill, this.stream, Quote.literal(reason)))
			.params(definition.name(), definition.source(), definition.checksum(), state.word(),
					state == BackfillState.CANCELLED)
			.update();
	}

	/**
	 * Lets a backfill run outside of its window.
	 * @param definition the backfill
	 */
	void ignoreWindow(BackfillDefinition definition) {
		this.jdbc
			.sql("UPDATE %s SET ignores_window = true, checksum = ?, source = ? WHERE stream = %s AND name = ?"
				.formatted(this.backfill, this.stream))
			.params(definition.checksum(), definition.source(), definition.name())
			.update();
	}

	/**
	 * Forgets all that was done, so that it is as if nothing had been, but for the rows
	 * that were changed.
	 * @param definition the backfill
	 */
	void beginAnew(BackfillDefinition definition) {
		for (String table : List.of(this.range, this.quarantine)) {
			this.jdbc.sql("DELETE FROM %s WHERE stream = %s AND name = ?".formatted(table, this.stream))
				.param(definition.name())
				.update();
		}
		this.jdbc
			.sql("""
					UPDATE %s SET state = 'running', source = ?, checksum = ?, round = 1, walk = NULL, rows_estimated = NULL,
					    rows_before = 0, batches_before = 0, failures_before = 0, parallel = NULL, batch_ms = NULL,
					    ignores_window = false, reason = NULL, error = NULL, error_state = NULL,
					    started_at = clock_timestamp(), finished_at = NULL
					WHERE stream = %s AND name = ?
					"""
				.formatted(this.backfill, this.stream))
			.params(definition.source(), definition.checksum(), definition.name())
			.update();
	}

	/**
	 * Brings a backfill into another state. What went wrong is past where it goes on.
	 * @param name the backfill
	 * @param state the state
	 * @param reason why, or {@code null}
	 */
	void change(String name, BackfillState state, @Nullable String reason) {
		this.jdbc.sql("""
				UPDATE %s SET state = ?, reason = %s, error = CASE WHEN ? THEN NULL ELSE error END,
				    error_state = CASE WHEN ? THEN NULL ELSE error_state END,
				    finished_at = CASE WHEN ? THEN clock_timestamp() END
				WHERE stream = %s AND name = ?
				""".formatted(this.backfill, Quote.literal(reason), this.stream))
			.params(state.word(), state == BackfillState.RUNNING, state == BackfillState.RUNNING,
					state == BackfillState.CANCELLED, name)
			.update();
	}

	/**
	 * Marks the rows in quarantine to be tried again.
	 * @param name the backfill, locked
	 * @return how many there are
	 */
	long markQuarantined(String name) {
		return this.jdbc
			.sql("UPDATE %s SET again = true WHERE stream = %s AND name = ?".formatted(this.quarantine, this.stream))
			.param(name)
			.update();
	}

	/**
	 * Changes how a backfill is run.
	 * @param name the backfill, locked
	 * @param batchDuration how long a batch should take, or {@code null} to leave it
	 * @param parallel how many ranges are worked on at once, or {@code null} to leave it
	 */
	void adjust(String name, @Nullable Duration batchDuration, @Nullable Integer parallel) {
		this.jdbc.sql("""
				UPDATE %s SET batch_ms = coalesce(%s, batch_ms), parallel = coalesce(%s, parallel)
				WHERE stream = %s AND name = ?
				""".formatted(this.backfill, (batchDuration != null) ? batchDuration.toMillis() : "NULL",
				(parallel != null) ? parallel : "NULL", this.stream))
			.param(name)
			.update();
	}

	void audit(String name, String action, @Nullable String reason) {
		this.backfills.audit(name, action, reason);
	}

	long rows(String name) {
		return this.backfills.rows(name);
	}

}
