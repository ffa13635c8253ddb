package io.migrator.run;

import java.io.IOException;
import java.io.Reader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/**
 * The one dedicated connection of a run: holds the lock, runs the statements and goes
 * back as it came. Always in autocommit mode; transactions are begun and ended by
 * statements, so that nothing but a COMMIT that we send can commit.
 */
final class Session implements AutoCloseable {

	private final DataSource dataSource;

	private final Connection connection;

	private final StatementSender sender;

	private SessionState state = SessionState.UNTOUCHED;

	private volatile boolean lost;

	private Session(DataSource dataSource, Connection connection, StatementSender sender) {
		this.dataSource = dataSource;
		this.connection = connection;
		this.sender = sender;
	}

	static Session open(DataSource dataSource) throws SQLException {
		Connection connection = dataSource.getConnection();
		try {
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			return new Session(dataSource, connection, sender(connection));
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	private static StatementSender sender(Connection connection) throws SQLException {
		return connection.isWrapperFor(PGConnection.class) ? new PipelinedSender(connection)
				: new PlainSender(connection);
	}

	Connection connection() {
		return this.connection;
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	/**
	 * Remembers the session's settings as they were given to us, and names us to others.
	 * @param applicationName what to be called
	 * @throws SQLException whatever the server says
	 */
	void prepare(String applicationName) throws SQLException {
		this.state = SessionState.capture(this.connection, applicationName);
	}

	/**
	 * What puts the session's settings back, to be sent at the end of a script.
	 * @return the statements, all of them allowed in a transaction
	 */
	List<String> resetStatements() {
		return this.state.resetStatements();
	}

	List<String> ownRole() {
		return this.state.ownRole();
	}

	int backendPid() {
		return this.state.pid();
	}

	long[] send(List<String> statements, Consumer<SQLWarning> notices) throws StatementFailure {
		try {
			return this.sender.send(statements, notices);
		}
		catch (StatementFailure ex) {
			if (SqlStates.isConnectionLost(ex.reason())) {
				this.lost = true;
			}
			throw ex;
		}
	}

	/**
	 * Sends statements of our own.
	 * @param statements the statements
	 * @throws SQLException what the server says of the one that failed
	 */
	void send(List<String> statements) throws SQLException {
		try {
			send(statements, (notice) -> {
			});
		}
		catch (StatementFailure ex) {
			throw ex.reason();
		}
	}

	long copy(String statement, Reader data) throws SQLException, IOException {
		return this.connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement, data);
	}

	/**
	 * Gives up the transaction that may be open. If that cannot be done with certainty
	 * the connection is cut, which does the same on the server.
	 * @param failure why; a {@link Error} cuts the connection, since what was sent last
	 * may be half a message
	 */
	void rollback(Throwable failure) {
		if (this.lost || failure instanceof Error) {
			cut();
			return;
		}
		try {
			send(List.of("ROLLBACK"));
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
			cut();
		}
	}

	boolean isLost() {
		return this.lost;
	}

	/**
	 * Ends what another thread does here: tells the server, which would else go on with a
	 * long statement until it has a word for us, and cuts the connection.
	 */
	void interrupt() {
		this.lost = true;
		try {
			if (this.connection.isWrapperFor(PGConnection.class)) {
				this.connection.unwrap(PGConnection.class).cancelQuery();
			}
		}
		catch (SQLException | RuntimeException ex) {
			LoggerFactory.getLogger(Session.class).debug("Could not cancel what is under way", ex);
		}
		cut();
	}

	private void cut() {
		this.lost = true;
		try {
			this.connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			LoggerFactory.getLogger(Session.class).debug("Could not cut the connection", ex);
		}
	}

	@Override
	public void close() {
		if (!this.lost && this.state != SessionState.UNTOUCHED) {
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("SELECT pg_catalog.pg_advisory_unlock_all()");
				send(this.state.restoreStatements());
			}
			catch (SQLException | RuntimeException ex) {
				LoggerFactory.getLogger(Session.class)
					.warn("Could not put the connection's settings back; it is closed instead of reused", ex);
				cut();
			}
		}
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			LoggerFactory.getLogger(Session.class).debug("Could not close the connection", ex);
		}
	}

}
