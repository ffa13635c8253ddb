package io.migrator.run;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.migrator.sql.Fact;
import io.migrator.sql.ScriptException;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementFacts;

/**
 * What a script's statements do to the settings of its session.
 */
final class SessionSettings {

	private static final Set<String> PLAIN_VERBS = Set.of("CREATE", "ALTER", "DROP", "INSERT", "UPDATE", "DELETE",
			"COMMENT", "GRANT", "REVOKE", "TRUNCATE", "BEGIN", "COMMIT");

	private SessionSettings() {
	}

	/**
	 * Refuses a setting under which the driver would end the connection.
	 * @param statement a statement of a script
	 * @throws ScriptException if it sets one
	 */
	static void check(Statement statement) {
		if (!statement.kind().changesSession()) {
			return;
		}
		for (Fact fact : StatementFacts.of(statement).facts()) {
			if (fact instanceof Fact.SetParameter set) {
				check(statement, set);
			}
		}
	}

	private static void check(Statement statement, Fact.SetParameter set) {
		String value = String.join(",", set.values()).toUpperCase(Locale.ROOT);
		switch (set.name()) {
			case "client_encoding", "names" -> {
				if (!List.of("UTF8", "UTF-8", "UNICODE", "DEFAULT", "").contains(value)) {
					throw refused(statement, "client_encoding cannot be " + value + " here",
							"Migration files are UTF-8: convert the file and remove the statement.");
				}
			}
			case "datestyle" -> {
				if (!value.contains("ISO") && !List.of("DEFAULT", "").contains(value)) {
					throw refused(statement, "the PostgreSQL driver does not work with DateStyle " + value,
							"Write dates in ISO form, use to_date(), or set DateStyle 'ISO, DMY' (or MDY) if it is "
									+ "the order of day and month that matters.");
				}
			}
			default -> {
			}
		}
	}

	private static ScriptException refused(Statement statement, String problem, String remedy) {
		return new ScriptException(statement.script(), statement.line(), statement.column(), problem, remedy);
	}

	/**
	 * Whether a statement sets a parameter.
	 * @param statement the statement
	 * @param parameter its name in lower case
	 * @return whether it does, for the session or the transaction
	 */
	static boolean sets(Statement statement, String parameter) {
		String command = statement.kind().command();
		if (!command.startsWith("SET") && !statement.kind().changesSession()) {
			return false;
		}
		return StatementFacts.of(statement)
			.facts()
			.stream()
			.anyMatch((fact) -> fact instanceof Fact.SetParameter set && set.name().equals(parameter));
	}

	/**
	 * Whether a statement cannot leave settings, temporary tables and the like behind in
	 * its session, since all it does is change the schema or rows.
	 * @param statement the statement
	 * @return whether nothing has to be put back after it
	 */
	static boolean leavesNothing(Statement statement) {
		String command = statement.kind().command();
		int space = command.indexOf(' ');
		if (!PLAIN_VERBS.contains((space < 0) ? command : command.substring(0, space))) {
			return false;
		}
		String text = statement.text().toLowerCase(Locale.ROOT);
		return !text.contains("temp") && !text.contains("set_config");
	}

	static boolean changesRole(Statement statement) {
		return sets(statement, "role") || sets(statement, "session_authorization");
	}

	/**
	 * Whether the server reads later statements differently after this one, so that they
	 * must not travel in the same message.
	 * @param statement the statement
	 * @return whether it touches {@code standard_conforming_strings} or its like
	 */
	static boolean changesParsing(Statement statement) {
		String text = statement.text();
		if (text.length() > 1000 || text.indexOf('_') < 0) {
			return false;
		}
		String lower = text.toLowerCase(Locale.ROOT);
		return lower.contains("standard_conforming_strings") || lower.contains("backslash_quote");
	}

}
