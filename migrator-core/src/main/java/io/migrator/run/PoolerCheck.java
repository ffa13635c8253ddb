package io.migrator.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether something between us and the server lends one server session to many
 * clients, such as PgBouncer in transaction mode: locks and settings of a session would
 * then be left on connections of others.
 */
final class PoolerCheck {

	private static final int TRIES = 5;

	private PoolerCheck() {
	}

	/**
	 * Fails if the connection does not lead to a server session of its own.
	 * @param connection our connection, idle
	 * @param dataSource where it came from
	 * @throws SQLException whatever the server says
	 */
	static void check(Connection connection, DataSource dataSource) throws SQLException {
		if (!connection.isWrapperFor(PGConnection.class)) {
			return;
		}
		int told = connection.unwrap(PGConnection.class).getBackendPID();
		int pid = pid(connection);
		// A pooler makes up the process id that it tells its clients
		if (told == pid) {
			return;
		}
		for (int i = 0; i < TRIES; i++) {
			if (isLent(connection, dataSource, pid)) {
				throw new PoolerException();
			}
		}
	}

	/**
	 * While a transaction of a second client is open it owns a server session. If that is
	 * the one we had a moment ago, or ours has changed, sessions are lent. A pooler that
	 * lends has a session for the second client, since ours is idle; one that refuses it
	 * does not lend.
	 */
	private static boolean isLent(Connection connection, DataSource dataSource, int pid) throws SQLException {
		Connection second = second(dataSource);
		if (second == null) {
			return false;
		}
		try (Connection other = second; Statement statement = other.createStatement()) {
			other.setAutoCommit(true);
			// The driver's own BEGIN is a named statement, which a lent session may have
			statement.execute("BEGIN");
			try {
				return pid(other) == pid || pid(connection) != pid;
			}
			finally {
				statement.execute("ROLLBACK");
			}
		}
	}

	private static @Nullable Connection second(DataSource dataSource) {
		try {
			return dataSource.getConnection();
		}
		catch (SQLException ex) {
			LoggerFactory.getLogger(PoolerCheck.class).debug("There is no second connection to be had", ex);
			return null;
		}
	}

	private static int pid(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
			row.next();
			return row.getInt(1);
		}
	}

	/**
	 * The connection is shared with others between transactions.
	 */
	static final class PoolerException extends MigratorException {

		PoolerException() {
			super("The connection goes through a pooler that lends one server session to many clients "
					+ "(PgBouncer with pool_mode = transaction, say). The migration lock and session settings would "
					+ "stay on sessions of others", "Nothing was changed",
					"Give the migrator a direct connection: set migrator.datasource.url (and username, password) "
							+ "to the server itself, or to a pool in session mode.",
					null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.INVALID;
		}

	}

}
