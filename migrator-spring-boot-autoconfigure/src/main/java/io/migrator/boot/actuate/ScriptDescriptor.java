package io.migrator.boot.actuate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.migrator.error.MigratorException;
import io.migrator.migration.Script;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;

/**
 * A script in short.
 *
 * @param name its name as people know it
 * @param statements its first statements
 * @param more whether there are more than those
 * @param problem why it could not be read to its end, or {@code null} if it could
 */
public record ScriptDescriptor(String name, List<StatementDescriptor> statements, boolean more,
		@Nullable String problem) {

	private static final int MAX_STATEMENTS = 500;

	static ScriptDescriptor of(Script script) {
		List<StatementDescriptor> statements = new ArrayList<>();
		try (StatementReader reader = StatementReader.of(script.name(), script.open())) {
			Statement statement = reader.next();
			while (statement != null && statements.size() < MAX_STATEMENTS) {
				if (!statement.isEmpty()) {
					statements.add(StatementDescriptor.of(statement));
				}
				statement = reader.next();
			}
			return new ScriptDescriptor(script.name(), statements, statement != null, null);
		}
		catch (MigratorException ex) {
			return new ScriptDescriptor(script.name(), statements, false, ex.problem());
		}
		catch (IOException | UncheckedIOException ex) {
			return new ScriptDescriptor(script.name(), statements, false, ex.getMessage());
		}
	}

	/**
	 * A statement in short.
	 *
	 * @param number its place in the script, counted from 1
	 * @param line its line, counted from 1
	 * @param kind what it does, such as {@code CREATE TABLE}
	 * @param text its first words, with literals masked
	 */
	public record StatementDescriptor(int number, int line, String kind, String text) {

		private static final int MAX_LENGTH = 100;

		private static final Pattern STRING = Pattern.compile("'(?:[^']|'')*(?:'|$)");

		private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$\\w*\\$.*", Pattern.DOTALL);

		static StatementDescriptor of(Statement statement) {
			String text = DOLLAR_QUOTE.matcher(STRING.matcher(statement.text()).replaceAll("'…'"))
				.replaceAll("\\$…")
				.replaceAll("\\s+", " ")
				.strip();
			String shown = (text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "…" : text;
			return new StatementDescriptor(statement.number(), statement.line(), statement.kind().command(), shown);
		}

	}

}
