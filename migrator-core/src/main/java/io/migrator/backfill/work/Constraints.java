package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.error.MigratorException;
import io.migrator.sql.Quote;

/**
 * The constraint that refuses bad new rows from the start, and proves at the end that no
 * old one was missed.
 */
final class Constraints {

	private Constraints() {
	}

	/**
	 * Sees that the constraint that is to be validated at the end is there.
	 * @param connection a connection
	 * @param definition the backfill
	 * @throws SQLException whatever the server says
	 * @throws MigratorException if there is no such constraint
	 */
	static void requireValidatable(Connection connection, BackfillDefinition definition) throws SQLException {
		String constraint = definition.directives().validate();
		if (constraint == null) {
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement("""
				SELECT FROM pg_catalog.pg_constraint WHERE conrelid = to_regclass(?)::oid AND conname = ?
				    AND contype IN ('c', 'f', 'n')""")) {
			statement.setString(1, WalkFinder.table(definition));
			statement.setString(2, constraint);
			try (ResultSet row = statement.executeQuery()) {
				if (!row.next()) {
					throw new MigratorException(
							definition.source() + " is to validate the constraint " + constraint
									+ " at its end, but its table has no CHECK of that name.",
							"nothing was changed", "Add it first: ALTER TABLE … ADD CONSTRAINT " + constraint
									+ " CHECK (…) NOT VALID; then start the backfill anew.",
							null);
				}
			}
		}
	}

	/**
	 * Lets the server prove the constraint, which waits for its lock no longer than the
	 * transaction allows.
	 * @param connection a connection in a transaction
	 * @param definition the backfill
	 * @throws SQLException whatever the server says, 23514 if a row is not as it should
	 * be
	 */
	static void validate(Connection connection, BackfillDefinition definition) throws SQLException {
		String constraint = definition.directives().validate();
		if (constraint == null) {
			return;
		}
		StatementWork.execute(connection,
				"ALTER TABLE " + WalkFinder.table(definition) + " VALIDATE CONSTRAINT " + Quote.identifier(constraint));
	}

}
