package io.migrator.run;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * The server refused a statement of a script that is no migration.
 */
public final class ScriptRefusal extends Exception {

	private final String where;

	private final String reason;

	private final @Nullable String sqlState;

	private final boolean connectionLost;

	ScriptRefusal(String where, SQLException cause, boolean connectionLost) {
		super(where + " failed: " + Failures.message(cause), cause);
		this.where = where;
		this.reason = Failures.message(cause);
		this.sqlState = cause.getSQLState();
		this.connectionLost = connectionLost;
	}

	/**
	 * The statement.
	 * @return file, line, column, number and first words
	 */
	public String where() {
		return this.where;
	}

	/**
	 * What the server said.
	 * @return its message with detail, hint and SQLState
	 */
	public String reason() {
		return this.reason;
	}

	public @Nullable String sqlState() {
		return this.sqlState;
	}

	/**
	 * Whether nothing can be said about the transaction any more.
	 * @return whether the connection is gone
	 */
	public boolean isConnectionLost() {
		return this.connectionLost;
	}

}
