package io.migrator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

import io.migrator.migration.Script;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;

/**
 * Runs the queries of a verify script, each of which must return no row, or one row that
 * says {@code true}.
 */
final class Verification {

	private Verification() {
	}

	/**
	 * Runs the queries in the transaction that is open.
	 * @param session the session
	 * @param job the migration
	 * @param verify the script
	 * @throws ScriptFailure if a query fails
	 * @throws MigrationFailedException if one finds something
	 */
	static void run(Session session, ScriptJob job, Script verify) throws ScriptFailure {
		try (StatementReader reader = StatementReader.of(verify.name(), verify.open())) {
			for (Statement check = reader.next(); check != null; check = reader.next()) {
				if (!check.isEmpty()) {
					run(session, job, check);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + verify.name(), ex);
		}
	}

	private static void run(Session session, ScriptJob job, Statement check) throws ScriptFailure {
		try (java.sql.Statement statement = session.connection().createStatement()) {
			statement.setEscapeProcessing(false);
			statement.setMaxRows(2);
			if (statement.execute(check.text())) {
				try (ResultSet rows = statement.getResultSet()) {
					String found = found(rows);
					if (found != null) {
						throw Failures.unverified(job, check, found);
					}
				}
			}
		}
		catch (SQLException ex) {
			throw new ScriptFailure(check, StatementFailure.serverPosition(ex), ex);
		}
	}

	private static @Nullable String found(ResultSet rows) throws SQLException {
		if (!rows.next()) {
			return null;
		}
		int columns = rows.getMetaData().getColumnCount();
		boolean isVerdict = columns == 1 && rows.getMetaData().getColumnType(1) == Types.BIT;
		if (isVerdict && rows.getBoolean(1) && !rows.next()) {
			return null;
		}
		StringBuilder row = new StringBuilder("it returned a row: ");
		if (rows.getRow() != 1) {
			return "it returned more than one row";
		}
		for (int column = 1; column <= columns; column++) {
			row.append((column > 1) ? ", " : "")
				.append(rows.getMetaData().getColumnLabel(column))
				.append(" = ")
				.append(rows.getString(column));
		}
		return row.toString();
	}

}
