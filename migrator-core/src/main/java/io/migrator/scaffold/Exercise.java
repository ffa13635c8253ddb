package io.migrator.scaffold;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Lets a trigger run on a copy of its table that refuses nothing: the server looks at an
 * expression in a trigger only when it comes to it.
 *
 * @param relation the table, as SQL
 * @param function the trigger's function, as SQL
 * @param columns the columns that it looks at, as SQL
 */
record Exercise(String relation, String function, List<String> columns) {

	/** Something of most types; what is nothing of a type is passed over. */
	private static final List<String> VALUES = List.of("1", "word", "2026-01-31", "true", "{}", "[]", "1 day",
			"00000000-0000-0000-0000-000000000001", "127.0.0.1");

	/** Not of the data but of the text: names, types, functions, syntax. */
	private static final String TEXT_IS_WRONG = "42";

	Exercise {
		columns = List.copyOf(columns);
	}

	/**
	 * Exercises the trigger; nothing stays.
	 * @param connection a connection to the shadow, in autocommit mode
	 * @throws SQLException if the trigger's text is wrong
	 */
	void run(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		try (Statement jdbc = connection.createStatement()) {
			jdbc.setEscapeProcessing(false);
			jdbc.execute(
					"CREATE TEMPORARY TABLE migrator_exercise AS SELECT * FROM " + this.relation + " WITH NO DATA");
			jdbc.execute("CREATE TRIGGER exercise BEFORE INSERT OR UPDATE ON migrator_exercise "
					+ "FOR EACH ROW EXECUTE FUNCTION " + this.function + "()");
			jdbc.execute("INSERT INTO migrator_exercise DEFAULT VALUES");
			for (String column : this.columns) {
				for (String value : VALUES) {
					attempt(jdbc, "INSERT INTO migrator_exercise (" + column + ") VALUES ('" + value + "')");
					attempt(jdbc, "UPDATE migrator_exercise SET " + column + " = '" + value + "'");
				}
				attempt(jdbc, "UPDATE migrator_exercise SET " + column + " = NULL");
			}
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	private static void attempt(Statement jdbc, String sql) throws SQLException {
		jdbc.execute("SAVEPOINT attempt");
		try {
			jdbc.execute(sql);
			jdbc.execute("RELEASE SAVEPOINT attempt");
		}
		catch (SQLException ex) {
			if (ex.getSQLState() == null || ex.getSQLState().startsWith(TEXT_IS_WRONG)) {
				throw ex;
			}
			jdbc.execute("ROLLBACK TO SAVEPOINT attempt");
		}
	}

}
