package io.migrator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.migration.Script;
import io.migrator.sql.ScriptException;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;

/**
 * A query that is expected to find nothing: no row, or one row that says {@code true}.
 */
public final class Expectation {

	/** How many rows are counted; beyond them there are just more. */
	private static final int COUNTED = 100;

	private static final int SHOWN = 5;

	private static final int COLUMNS = 12;

	private static final int LENGTH = 80;

	private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "TABLE");

	private Expectation() {
	}

	/**
	 * Makes sure that a script has queries and nothing else.
	 * @param script the script
	 * @return how many there are
	 * @throws ScriptException if a statement is no query, or cannot be read
	 */
	public static int check(Script script) {
		int queries = 0;
		try (StatementReader reader = StatementReader.of(script.name(), script.open())) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (!statement.isEmpty()) {
					refuseOther(statement);
					queries++;
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
		return queries;
	}

	private static void refuseOther(Statement statement) {
		String command = statement.kind().command();
		if (!QUERIES.contains(command) || !statement.kind().returnsRows()) {
			throw new ScriptException(statement.script(), statement.line(), statement.column(),
					"a check only asks, and this is no query but "
							+ (QUERIES.contains(command) ? command + " INTO" : command),
					"Write a SELECT that finds what must not be, or one row that says true.");
		}
	}

	/**
	 * Runs a query.
	 * @param connection the connection, in autocommit mode to the driver
	 * @param query the query
	 * @return what it found that it should not, or {@code null} if it is as expected
	 * @throws SQLException whatever the server says
	 */
	public static @Nullable String unmet(Connection connection, Statement query) throws SQLException {
		try (java.sql.Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.setMaxRows(COUNTED + 1);
			if (!statement.execute(query.text())) {
				return "it is no query";
			}
			try (ResultSet rows = statement.getResultSet()) {
				return found(rows);
			}
		}
	}

	private static @Nullable String found(ResultSet rows) throws SQLException {
		List<String> first = new ArrayList<>();
		int count = 0;
		boolean verdict = false;
		while (rows.next()) {
			if (++count <= SHOWN) {
				first.add(row(rows));
			}
			verdict = isVerdict(rows) && rows.getBoolean(1);
		}
		if (count == 0 || (count == 1 && verdict)) {
			return null;
		}
		String more = (count > SHOWN) ? ", the first " + SHOWN + " of which are" : "";
		String all = (count > COUNTED) ? "more than " + COUNTED + " rows" : count + ((count == 1) ? " row" : " rows");
		return "it found " + all + more + ":\n  " + String.join("\n  ", first);
	}

	private static boolean isVerdict(ResultSet rows) throws SQLException {
		return rows.getMetaData().getColumnCount() == 1 && rows.getMetaData().getColumnType(1) == Types.BIT;
	}

	private static String row(ResultSet rows) throws SQLException {
		int columns = rows.getMetaData().getColumnCount();
		List<String> values = new ArrayList<>();
		for (int column = 1; column <= Math.min(columns, COLUMNS); column++) {
			values.add(rows.getMetaData().getColumnLabel(column) + " = " + value(rows.getString(column)));
		}
		if (columns > COLUMNS) {
			values.add("…");
		}
		return values.isEmpty() ? "(no columns)" : String.join(", ", values);
	}

	private static String value(@Nullable String value) {
		if (value == null) {
			return "null";
		}
		String line = value.strip().replaceAll("\\s*\\R\\s*", " ");
		return (line.length() > LENGTH) ? line.substring(0, LENGTH - 1) + "…" : line;
	}

	/**
	 * Says where a query failed and what the server said.
	 * @param query the query
	 * @param ex what the driver threw
	 * @return the words, or {@code null} if the connection is gone, so that nothing can
	 * be said of the query
	 */
	public static @Nullable String failure(Statement query, SQLException ex) {
		if (SqlStates.isConnectionLost(ex) && !"57014".equals(ex.getSQLState())) {
			return null;
		}
		int position = StatementFailure.serverPosition(ex);
		int line = (position > 0) ? query.lineOf(position) : query.line();
		int column = (position > 0) ? query.columnOf(position) : query.column();
		return query.script() + ":" + line + ":" + column + ": " + Failures.message(ex);
	}

}
