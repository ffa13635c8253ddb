package io.migrator.develop;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Makes the desired schema on a shadow. The scripts may name things before they make
 * them: a statement that misses something is tried again after the others.
 */
final class Replay {

	/** Schema, table, column, function, type, constraint or language not there (yet). */
	private static final Set<String> MISSING = Set.of("3F000", "42P01", "42703", "42704", "42883", "42830");

	private final DataSource shadow;

	Replay(DataSource shadow) {
		this.shadow = shadow;
	}

	/**
	 * Runs scripts.
	 * @param scripts the scripts
	 * @throws InvalidDesiredSchemaException if the server rejects a statement
	 * @throws io.migrator.sql.ScriptException if a script cannot be read as SQL
	 */
	void run(List<DesiredScript> scripts) {
		List<Statement> open = new ArrayList<>();
		for (DesiredScript script : scripts) {
			read(script, open);
		}
		try (Connection connection = this.shadow.getConnection();
				java.sql.Statement jdbc = connection.createStatement()) {
			jdbc.setEscapeProcessing(false);
			jdbc.execute("SET check_function_bodies = off");
			while (!open.isEmpty()) {
				List<Statement> left = new ArrayList<>();
				SQLException first = null;
				for (Statement statement : open) {
					SQLException failure = execute(jdbc, statement);
					if (failure != null) {
						first = (first != null) ? first : failure;
						left.add(statement);
					}
				}
				if (first != null && left.size() == open.size()) {
					throw rejected(left.get(0), first);
				}
				open = left;
			}
		}
		catch (SQLException ex) {
			throw new InvalidDesiredSchemaException("The shadow cannot be used: " + ex.getMessage(), null,
					"See the server's log.", ex);
		}
	}

	private static void read(DesiredScript script, List<Statement> statements) {
		try (StatementReader reader = StatementReader.of(script.name(), new StringReader(script.text()))) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (statement.kind().isCopyFromStdin()) {
					throw new InvalidDesiredSchemaException(
							place(statement, 0) + ": a desired schema has no data, and this is COPY … FROM STDIN", null,
							"Leave the data out; what the application needs is a seed or a migration.", null);
				}
				if (!statement.isEmpty()) {
					statements.add(statement);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
	}

	private static @Nullable SQLException execute(java.sql.Statement jdbc, Statement statement) {
		try {
			jdbc.execute(statement.text());
			return null;
		}
		catch (SQLException ex) {
			if (MISSING.contains(ex.getSQLState())) {
				return ex;
			}
			throw rejected(statement, ex);
		}
	}

	private static InvalidDesiredSchemaException rejected(Statement statement, SQLException failure) {
		ServerErrorMessage message = (failure instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
		String words = (message != null) ? message.getMessage() : failure.getMessage();
		String hint = (message != null && message.getHint() != null) ? " " + message.getHint() : "";
		return new InvalidDesiredSchemaException(
				place(statement, (message != null) ? message.getPosition() : 0) + ": PostgreSQL rejects it: " + words
						+ " (SQLState " + failure.getSQLState() + ")." + hint,
				"only a shadow was touched, which is thrown away", "Mend the desired schema and try again.", failure);
	}

	private static String place(Statement statement, int position) {
		return (position > 0)
				? statement.script() + ":" + statement.lineOf(position) + ":" + statement.columnOf(position)
				: statement.script() + ":" + statement.line() + ":" + statement.column();
	}

}
