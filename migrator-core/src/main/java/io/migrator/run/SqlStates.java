package io.migrator.run;

import java.sql.SQLException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The SQLStates that decide what the engine does.
 */
final class SqlStates {

	static final String LOCK_NOT_AVAILABLE = "55P03";

	static final String INSUFFICIENT_PRIVILEGE = "42501";

	static final String IN_FAILED_TRANSACTION = "25P02";

	private static final Set<String> TRY_AGAIN = Set.of(LOCK_NOT_AVAILABLE, "40P01", "40001");

	private SqlStates() {
	}

	/**
	 * Whether the same work may well succeed a moment later.
	 * @param ex what the server said
	 * @return true for a lock time-out, a deadlock or a serialization failure
	 */
	static boolean isWorthAnotherTry(SQLException ex) {
		return ex.getSQLState() != null && TRY_AGAIN.contains(ex.getSQLState());
	}

	/**
	 * Whether the connection is gone, so that nothing can be said about it any more.
	 * @param ex what the driver said
	 * @return true for classes 08 and 57P
	 */
	static boolean isConnectionLost(SQLException ex) {
		String state = ex.getSQLState();
		return state == null || state.startsWith("08") || state.startsWith("57P");
	}

	/**
	 * What an operator can do about an error, where the SQLState tells.
	 * @param state the SQLState, or {@code null}
	 * @return one or two sentences, or {@code null} if there is nothing special to say
	 */
	static @Nullable String advice(@Nullable String state) {
		if (state == null) {
			return null;
		}
		return switch (state) {
			case "42P07", "42710", "42701", "42P06", "42723" ->
				"If the database already has what this migration makes, record it without running it: "
						+ "'migrator resolve --applied <id>', or 'migrator baseline' for all migrations up to an id.";
			case "42501" -> "Let the owner of the object run this, or grant the right to the migrator's role "
					+ "(migrator.datasource.username); see docs/deploying.md for the rights it needs.";
			case "55P03" -> "Something held the lock through every attempt: end the sessions named above, or raise "
					+ "migrator.lock-timeout or migrator.lock-retries, then deploy again.";
			case "25006" -> "This server is a standby or read-only: point migrator.datasource.url at the primary.";
			case "25001" -> "PostgreSQL refuses this statement in a transaction: put it into a migration of its own, "
					+ "or mark the script with '-- migrator: non-transactional'.";
			case "2D000" -> "This statement ends transactions by itself: mark the script with "
					+ "'-- migrator: non-transactional'.";
			case "23505", "23503", "23502", "23514", "23P01" ->
				"Existing rows break the rule: mend the data (or the script), then deploy again.";
			case "57014" ->
				"The statement was cancelled, by statement_timeout or by hand: see why it takes so long, or "
						+ "set '-- migrator: statement-timeout=…' in the script, then deploy again.";
			case "53100", "53200" -> "The server ran out of disk or memory: make room, then deploy again.";
			default -> null;
		};
	}

}
