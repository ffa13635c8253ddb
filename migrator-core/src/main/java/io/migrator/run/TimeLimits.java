package io.migrator.run;

import java.time.Duration;
import java.util.List;

import io.migrator.migration.Directives;
import io.migrator.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * How long statements of a script may wait and run.
 *
 * @param lock how long they may wait for a lock
 * @param explicit whether the script's head says so
 * @param statement how long they may run, or {@code null} for the server's setting
 */
record TimeLimits(Duration lock, boolean explicit, @Nullable Duration statement) {

	static TimeLimits of(Directives directives, Duration lockTimeout) {
		Duration own = directives.lockTimeout();
		return new TimeLimits((own != null) ? own : lockTimeout, own != null, directives.statementTimeout());
	}

	/**
	 * What sets the limits.
	 * @param local for the transaction alone, not for the session
	 * @return the statements
	 */
	List<String> statements(boolean local) {
		String set = local ? "SET LOCAL " : "SET ";
		String lock = set + "lock_timeout = " + this.lock.toMillis();
		return (this.statement != null) ? List.of(lock, set + "statement_timeout = " + this.statement.toMillis())
				: List.of(lock);
	}

	/**
	 * Whether a statement may wait for ever: a concurrent one stands in nobody's way
	 * while it waits for the transactions of others to end, and giving up would leave an
	 * invalid index behind.
	 * @param statement the statement
	 * @param shape what its script says of time-outs
	 * @return whether to let it wait
	 */
	boolean isPatient(Statement statement, ScriptShape shape) {
		return !this.explicit && !shape.setsLockTimeout() && Recovery.isConcurrent(statement);
	}

}
