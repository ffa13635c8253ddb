package io.migrator.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.migrator.sql.Quote;
import org.slf4j.LoggerFactory;

/**
 * The settings that a connection came with beyond the server's defaults, for instance
 * from a pool's initial statement, so that they can be put back after a script.
 *
 * @param pid the backend's process id as the server knows it
 * @param own what restores the settings that a run has, our name included
 * @param original what restores the settings that the connection came with
 */
record SessionState(int pid, List<String> own, List<String> original) {

	static final SessionState UNTOUCHED = new SessionState(0, List.of(), List.of());

	/** What a script may leave behind besides settings. */
	private static final List<String> TIDY = List.of("SET CONSTRAINTS ALL IMMEDIATE", "CLOSE ALL", "UNLISTEN *",
			"RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL", "DEALLOCATE ALL", "DISCARD SEQUENCES",
			"DISCARD TEMP");

	static SessionState capture(Connection connection, String applicationName) throws SQLException {
		int pid = 0;
		List<String> original = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("""
				SELECT pg_catalog.pg_backend_pid(), name, setting FROM pg_catalog.pg_settings
				WHERE source = 'session' AND context IN ('user', 'superuser')
				UNION ALL SELECT pg_catalog.pg_backend_pid(), 'role', pg_catalog.current_setting('role')""")) {
			while (row.next()) {
				pid = row.getInt(1);
				String name = row.getString(2);
				String value = row.getString(3);
				if (!name.equals("role") || !value.equals("none")) {
					original.add(set(name, value));
				}
			}
		}
		List<String> own = new ArrayList<>(original);
		own.add(set("application_name", applicationName));
		try (Statement statement = connection.createStatement()) {
			statement.execute(set("application_name", applicationName));
		}
		addCheckInterval(connection, own);
		return new SessionState(pid, List.copyOf(own), List.copyOf(original));
	}

	/**
	 * Lets the server notice within seconds that our process died, so that its lock does
	 * not outlive it until a long statement ends. Not every platform can do that.
	 */
	private static void addCheckInterval(Connection connection, List<String> own) {
		String set = set("client_connection_check_interval", "5s");
		try (Statement statement = connection.createStatement()) {
			statement.execute(set);
			own.add(set);
		}
		catch (SQLException ex) {
			LoggerFactory.getLogger(SessionState.class).debug("The server cannot watch for clients that died", ex);
		}
	}

	/**
	 * What makes us ourselves again after a script took another role.
	 * @return the statements
	 */
	List<String> ownRole() {
		List<String> statements = new ArrayList<>(List.of("RESET SESSION AUTHORIZATION", "RESET ROLE"));
		this.original.stream().filter((statement) -> statement.contains("E'role'")).forEach(statements::add);
		return statements;
	}

	private static String set(String name, String value) {
		return "SELECT pg_catalog.set_config(" + Quote.literal(name) + ", " + Quote.literal(value) + ", false)";
	}

	List<String> resetStatements() {
		return with(this.own);
	}

	List<String> restoreStatements() {
		return with(this.original);
	}

	private static List<String> with(List<String> settings) {
		List<String> statements = new ArrayList<>(TIDY);
		statements.addAll(settings);
		return statements;
	}

}
