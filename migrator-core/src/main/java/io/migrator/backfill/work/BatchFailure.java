package io.migrator.backfill.work;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Why a batch failed, and what that means for trying it again; decided by the SQLState.
 *
 * @param kind what it means
 * @param sqlState the SQLState, or {@code null} if it was no error of the server
 * @param message what the server said, in one line
 */
record BatchFailure(Kind kind, @Nullable String sqlState, String message) {

	static final String QUERY_CANCELED = "57014";

	static final String CHECK_VIOLATION = "23514";

	/** A statement before this one failed, and a bean has kept it to itself. */
	private static final String IN_FAILED_TRANSACTION = "25P02";

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	/**
	 * Somebody has the lock; the server is read-only, until another is the primary or
	 * this one again; this process was frozen within a transaction.
	 */
	private static final Set<String> TRANSIENT = Set.of(LOCK_NOT_AVAILABLE, "25006", "25P03", "25P04");

	private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "58");

	/** No such table, schema or column. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000", "42703");

	/**
	 * What is wrong with the statement, the schema or the rights, whatever the rows are.
	 */
	private static final Set<String> HOPELESS_CLASSES = Set.of("0A", "0L", "0P", "25", "26", "28", "2D", "3D", "3F",
			"42");

	/** What a row's own contents cause, each time anew. */
	private static final Set<String> DATA_CLASSES = Set.of("22", "23");

	/**
	 * What a failure means.
	 */
	enum Kind {

		/** The same batch may well succeed a moment later. */
		TRANSIENT,

		/** A row is to blame for it, and is so each time. */
		DATA,

		/** A row may be to blame for it. */
		ROWS,

		/** No batch is going to succeed before somebody acts. */
		HOPELESS

	}

	static BatchFailure of(Throwable failure) {
		SQLException cause = sqlException(failure);
		if (cause == null) {
			Throwable shown = (failure instanceof BatchException wrapped) ? wrapped.getCause() : failure;
			return new BatchFailure((shown instanceof LinkageError) ? Kind.HOPELESS : Kind.ROWS, null,
					shown.toString());
		}
		return new BatchFailure(kind(cause), cause.getSQLState(), message(cause));
	}

	/**
	 * Whether somebody else was in the way for a moment.
	 * @return true for a lock time-out, a deadlock or a serialization failure
	 */
	boolean isConflict() {
		return LOCK_NOT_AVAILABLE.equals(this.sqlState) || "40P01".equals(this.sqlState)
				|| "40001".equals(this.sqlState);
	}

	boolean isTimeout() {
		return QUERY_CANCELED.equals(this.sqlState);
	}

	/**
	 * Whether the migrator's tables are not there, or those of an older version.
	 * @param ex what the server said to a query of theirs
	 * @return whether they need be made
	 */
	static boolean isTableMissing(BadSqlGrammarException ex) {
		SQLException cause = ex.getSQLException();
		return cause != null && NOT_THERE.contains(String.valueOf(cause.getSQLState()));
	}

	private static @Nullable SQLException sqlException(Throwable failure) {
		SQLException found = null;
		int depth = 0;
		for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
			if (cause instanceof SQLException sql) {
				found = sql;
			}
			depth++;
		}
		return found;
	}

	private static Kind kind(SQLException cause) {
		String state = cause.getSQLState();
		if (state == null || state.length() != 5) {
			// of the driver or the pool, which know no connection or none in time
			return (cause instanceof SQLTransientConnectionException || !(cause instanceof PSQLException))
					? Kind.TRANSIENT : Kind.ROWS;
		}
		String stateClass = state.substring(0, 2);
		if (TRANSIENT_CLASSES.contains(stateClass) || state.startsWith("57P") || TRANSIENT.contains(state)) {
			return Kind.TRANSIENT;
		}
		if (state.equals(IN_FAILED_TRANSACTION)) {
			return Kind.ROWS;
		}
		if (HOPELESS_CLASSES.contains(stateClass)) {
			return Kind.HOPELESS;
		}
		return DATA_CLASSES.contains(stateClass) ? Kind.DATA : Kind.ROWS;
	}

	private static String message(SQLException cause) {
		ServerErrorMessage server = (cause instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
		if (server == null || server.getMessage() == null) {
			return String.valueOf(cause.getMessage());
		}
		String detail = (server.getDetail() != null) ? " (" + server.getDetail() + ")" : "";
		return server.getMessage() + detail;
	}

	/**
	 * What a bean threw that is no {@link RuntimeException}.
	 */
	static final class BatchException extends RuntimeException {

		private final Exception failure;

		BatchException(Exception failure) {
			super(failure);
			this.failure = failure;
		}

		@Override
		public Exception getCause() {
			return this.failure;
		}

	}

}
