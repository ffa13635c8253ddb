package io.migrator.migration;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a backfill says of how to run it.
 *
 * @param after migrations that must be applied before
 * @param dependsOn backfills that must be completed before
 * @param environments where it is to run, see {@link Directives#environments()}
 * @param table the table that is walked, as written, or {@code null} if the statement
 * tells
 * @param key the columns of the key to walk by, or empty to let the engine choose
 * @param batchDuration how long a batch should take, or {@code null} for the default
 * @param batchRows how many rows a batch has, or {@code null} to let its duration decide
 * @param parallel how many ranges are worked on at once, or {@code null} for the default
 * @param window the hours in which it runs, or {@code null} for any
 * @param verify a query that finds rows that are not done, or {@code null} for none
 * @param validate a CHECK constraint that is NOT VALID from the start and is validated at
 * the end, or {@code null} for none
 * @param lockTimeout how long a batch may wait for a lock, or {@code null} for the
 * default
 * @param statementTimeout how long a batch may run, or {@code null} for the server's
 * setting
 * @param why why it is there, or {@code null}
 */
public record BackfillDirectives(List<String> after, List<String> dependsOn, Set<String> environments,
		@Nullable String table, List<String> key, @Nullable Duration batchDuration, @Nullable Integer batchRows,
		@Nullable Integer parallel, @Nullable Window window, @Nullable String verify, @Nullable String validate,
		@Nullable Duration lockTimeout, @Nullable Duration statementTimeout, @Nullable String why) {

	/** Nothing said. */
	public static final BackfillDirectives NONE = new BackfillDirectives(List.of(), List.of(), Set.of(), null,
			List.of(), null, null, null, null, null, null, null, null, null);

	public BackfillDirectives {
		after = List.copyOf(after);
		dependsOn = List.copyOf(dependsOn);
		environments = Set.copyOf(environments);
		key = List.copyOf(key);
		if (parallel != null && parallel < 1) {
			throw new IllegalArgumentException("A backfill needs at least one range at once, not " + parallel);
		}
		if ((batchRows != null && batchRows < 1)
				|| (batchDuration != null && (batchDuration.isZero() || batchDuration.isNegative()))) {
			throw new IllegalArgumentException("A batch needs at least one row, and a time longer than zero");
		}
	}

	/**
	 * Reads the directives at the head of a text.
	 * @param script the script's name, for errors
	 * @param head the text, of which only leading comments may follow
	 * {@code -- migrator:}
	 * @return the directives
	 * @throws io.migrator.sql.ScriptException if one is unknown, belongs elsewhere or has
	 * a bad value
	 */
	public static BackfillDirectives parse(String script, String head) {
		return DirectiveParser.parseBackfill(script, head);
	}

	/**
	 * For a backfill written in Java, with the defaults for all but the table.
	 * @param table the table that is walked, as SQL writes it, such as {@code wallets} or
	 * {@code app."Wallets"}
	 * @return directives to be completed
	 */
	public static BackfillDirectives forTable(String table) {
		return new BackfillDirectives(NONE.after, NONE.dependsOn, NONE.environments, table, NONE.key,
				NONE.batchDuration, NONE.batchRows, NONE.parallel, NONE.window, NONE.verify, NONE.validate,
				NONE.lockTimeout, NONE.statementTimeout, NONE.why);
	}

	/**
	 * Whether the backfill belongs in one of the active environments.
	 * @param active the active environments
	 * @return whether it is to run there
	 */
	public boolean appliesIn(Collection<String> active) {
		return Directives.appliesIn(this.environments, active);
	}

	/**
	 * Says which migrations must be applied before.
	 * @param migrations their ids
	 * @return a copy
	 */
	public BackfillDirectives withAfter(String... migrations) {
		return new BackfillDirectives(List.of(migrations), this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate,
				this.lockTimeout, this.statementTimeout, this.why);
	}

	/**
	 * Says which backfills must be completed before.
	 * @param backfills their names
	 * @return a copy
	 */
	public BackfillDirectives withDependsOn(String... backfills) {
		return new BackfillDirectives(this.after, List.of(backfills), this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate,
				this.lockTimeout, this.statementTimeout, this.why);
	}

	/**
	 * Says where to run.
	 * @param environments the names, those to leave out with {@code !} before them
	 * @return a copy
	 */
	public BackfillDirectives withEnvironments(String... environments) {
		return new BackfillDirectives(this.after, this.dependsOn, Set.of(environments), this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate,
				this.lockTimeout, this.statementTimeout, this.why);
	}

	/**
	 * Says by which key to walk.
	 * @param columns the columns of a unique key
	 * @return a copy
	 */
	public BackfillDirectives withKey(String... columns) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, List.of(columns),
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate,
				this.lockTimeout, this.statementTimeout, this.why);
	}

	/**
	 * Says how long a batch should take, instead of how many rows it has.
	 * @param duration longer than zero
	 * @return a copy
	 */
	public BackfillDirectives withBatchDuration(Duration duration) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key, duration,
				null, this.parallel, this.window, this.verify, this.validate, this.lockTimeout, this.statementTimeout,
				this.why);
	}

	/**
	 * Says how many rows a batch has, instead of how long it should take.
	 * @param rows from 1
	 * @return a copy
	 */
	public BackfillDirectives withBatchRows(int rows) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key, null, rows,
				this.parallel, this.window, this.verify, this.validate, this.lockTimeout, this.statementTimeout,
				this.why);
	}

	/**
	 * Says how many ranges are worked on at once, by all processes together.
	 * @param ranges from 1
	 * @return a copy
	 */
	public BackfillDirectives withParallel(int ranges) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, ranges, this.window, this.verify, this.validate, this.lockTimeout,
				this.statementTimeout, this.why);
	}

	/**
	 * Says in which hours to run.
	 * @param window the hours
	 * @return a copy
	 */
	public BackfillDirectives withWindow(Window window) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, window, this.verify, this.validate, this.lockTimeout,
				this.statementTimeout, this.why);
	}

	/**
	 * Says how to find rows that are not done.
	 * @param query a query that finds none when all is done
	 * @return a copy
	 */
	public BackfillDirectives withVerify(String query) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, query, this.validate, this.lockTimeout,
				this.statementTimeout, this.why);
	}

	/**
	 * Says which constraint is validated at the end.
	 * @param constraint a CHECK constraint that is NOT VALID from the start
	 * @return a copy
	 */
	public BackfillDirectives withValidate(String constraint) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, constraint,
				this.lockTimeout, this.statementTimeout, this.why);
	}

	/**
	 * Says how long a batch may wait for a lock.
	 * @param timeout zero to wait for ever
	 * @return a copy
	 */
	public BackfillDirectives withLockTimeout(Duration timeout) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate, timeout,
				this.statementTimeout, this.why);
	}

	/**
	 * Says how long a statement of a batch may run.
	 * @param timeout zero for no limit
	 * @return a copy
	 */
	public BackfillDirectives withStatementTimeout(Duration timeout) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate,
				this.lockTimeout, timeout, this.why);
	}

	/**
	 * Says why it is there.
	 * @param why for people
	 * @return a copy
	 */
	public BackfillDirectives withWhy(String why) {
		return new BackfillDirectives(this.after, this.dependsOn, this.environments, this.table, this.key,
				this.batchDuration, this.batchRows, this.parallel, this.window, this.verify, this.validate,
				this.lockTimeout, this.statementTimeout, why);
	}

}
