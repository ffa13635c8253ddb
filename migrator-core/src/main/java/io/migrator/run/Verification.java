package io.migrator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

import io.migrator.migration.Script;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;

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
		try {
			String found = Expectation.unmet(session.connection(), check);
			if (found != null) {
				throw Failures.unverified(job, check, found);
			}
		}
		catch (SQLException ex) {
			throw new ScriptFailure(check, StatementFailure.serverPosition(ex), ex);
		}
	}

}
