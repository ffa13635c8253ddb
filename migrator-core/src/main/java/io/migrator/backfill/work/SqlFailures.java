package io.migrator.backfill.work;

import java.sql.SQLException;
import java.util.function.Supplier;

import io.migrator.error.MigratorException;
import io.migrator.run.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what the server says in the middle of something what an operator can act upon.
 */
final class SqlFailures {

	private SqlFailures() {
	}

	/**
	 * Does something.
	 * @param <T> what comes of it
	 * @param site where
	 * @param work what
	 * @return what came of it
	 * @throws MigratorException if the server refuses
	 */
	static <T> T translated(WorkSite site, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (MigratorException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			SQLException cause = cause(ex);
			throw (cause != null) ? DatabaseException.of(cause, site.settings()) : ex;
		}
	}

	/**
	 * What the server said.
	 * @param ex what was thrown
	 * @return its cause, or {@code null} if it has nothing to do with the server
	 */
	static @Nullable SQLException cause(Throwable ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				return sql;
			}
		}
		return null;
	}

	/**
	 * The SQLState of what the server said.
	 * @param ex what was thrown
	 * @return the SQLState, or an empty text if there is none
	 */
	static String state(Throwable ex) {
		SQLException cause = cause(ex);
		return (cause != null && cause.getSQLState() != null) ? cause.getSQLState() : "";
	}

}
