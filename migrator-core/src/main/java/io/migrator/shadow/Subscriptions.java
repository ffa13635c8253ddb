package io.migrator.shadow;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.migrator.sql.Quote;

/**
 * What a shadow subscribes to, since a script said so. The server drops no database that
 * has a subscription, and must not be led to drop the slot of the real one.
 */
final class Subscriptions {

	private Subscriptions() {
	}

	/**
	 * Takes all subscriptions out of another database of the server, if it has any.
	 * @param server how to reach the database
	 * @param name its name
	 * @param statement to ask the server with
	 * @throws SQLException whatever the server says
	 */
	static void release(ShadowServer server, String name, Statement statement) throws SQLException {
		if (of(Quote.literal(name), statement).isEmpty()) {
			return;
		}
		try (Connection connection = server.dataSource(name).getConnection();
				Statement inside = connection.createStatement()) {
			release(inside);
		}
	}

	/**
	 * Takes all subscriptions out of the database.
	 * @param statement of a connection to it
	 * @throws SQLException whatever the server says
	 */
	static void release(Statement statement) throws SQLException {
		for (String name : here(statement)) {
			String alter = "ALTER SUBSCRIPTION " + name;
			statement.execute(alter + " DISABLE");
			statement.execute(alter + " SET (slot_name = NONE)");
			statement.execute("DROP SUBSCRIPTION " + name);
		}
	}

	static List<String> here(Statement statement) throws SQLException {
		return of("current_database()", statement);
	}

	private static List<String> of(String database, Statement statement) throws SQLException {
		return DatabaseContent.texts(statement, """
				SELECT quote_ident(s.subname) FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
				WHERE d.datname = %s
				""".formatted(database));
	}

}
