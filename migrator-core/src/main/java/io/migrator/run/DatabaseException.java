package io.migrator.run;

import java.sql.SQLException;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * The database could not be reached, or refused something that is not a migration.
 */
public final class DatabaseException extends MigratorException {

	private DatabaseException(String problem, @Nullable String state, String nextStep, SQLException cause) {
		super(problem, state, nextStep, cause);
	}

	/**
	 * Tells what the server said to something that is not a migration.
	 * @param ex what it said
	 * @param settings how the migrator works
	 * @return what an operator can act upon
	 */
	public static DatabaseException of(SQLException ex, MigratorSettings settings) {
		String state = (ex.getSQLState() != null) ? ex.getSQLState() : "";
		if (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D") || state.isEmpty()) {
			return new DatabaseException("Cannot connect to the database: " + Failures.message(ex), null,
					"See that the server runs and that spring.datasource.* (or migrator.datasource.*) names it and a "
							+ "role that may log in.",
					ex);
		}
		if (state.equals("42501")) {
			return new DatabaseException(
					"The role may not do what the migrator needs in schema \"" + settings.schema() + "\": "
							+ Failures.message(ex),
					"nothing was changed by this step", "Let an administrator run 'CREATE SCHEMA " + settings.schema()
							+ " AUTHORIZATION <role>', or set " + "migrator.schema to a schema that the role owns.",
					ex);
		}
		String advice = SqlStates.advice(state);
		return new DatabaseException("The database refused a statement of the migrator: " + Failures.message(ex),
				"see 'migrator status'", (advice != null) ? advice : "Look at the server's log, then try again.", ex);
	}

}
