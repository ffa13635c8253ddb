package io.migrator.run;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * One of several statements failed on the server.
 */
final class StatementFailure extends Exception {

	private final int index;

	private final int position;

	private final SQLException reason;

	/**
	 * Creates a failure.
	 * @param index which of the statements, counted from 0
	 * @param position the character in that statement, counted from 1, or 0 if unknown
	 * @param reason what the driver threw
	 */
	StatementFailure(int index, int position, SQLException reason) {
		super(reason);
		this.index = index;
		this.position = position;
		this.reason = reason;
	}

	int index() {
		return this.index;
	}

	int position() {
		return this.position;
	}

	SQLException reason() {
		return this.reason;
	}

	static int serverPosition(SQLException ex) {
		ServerErrorMessage message = serverMessage(ex);
		return (message != null) ? message.getPosition() : 0;
	}

	static @Nullable ServerErrorMessage serverMessage(SQLException ex) {
		return (ex instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
	}

}
