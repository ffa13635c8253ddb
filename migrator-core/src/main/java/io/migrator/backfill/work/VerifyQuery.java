package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.sql.RowsStatement;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rows that are not done: by the query of the definition, or by what its
 * statement's own condition tells.
 *
 * @param sql the query
 */
record VerifyQuery(String sql) {

	/**
	 * The query of a backfill.
	 * @param definition the backfill
	 * @return the query, or {@code null} if nothing tells what is not done
	 */
	static @Nullable VerifyQuery of(BackfillDefinition definition) {
		String verify = definition.directives().verify();
		if (verify != null) {
			return new VerifyQuery(verify);
		}
		if (definition.work() instanceof Batched batched && batched.statement().remaining() != null) {
			RowsStatement statement = batched.statement();
			return new VerifyQuery("SELECT FROM " + WalkFinder.table(definition) + " AS " + statement.row()
					+ "\nWHERE (" + statement.remaining() + "\n) LIMIT 1");
		}
		return null;
	}

	/**
	 * Runs the query.
	 * @param connection a connection in a transaction
	 * @return whether it finds a row that is not done; a single {@code true} is none
	 * @throws SQLException whatever the server says
	 */
	boolean findsRows(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.setMaxRows(2);
			try (ResultSet rows = statement.executeQuery(this.sql)) {
				if (!rows.next()) {
					return false;
				}
				boolean isVerdict = rows.getMetaData().getColumnCount() == 1
						&& rows.getMetaData().getColumnType(1) == Types.BIT;
				return !(isVerdict && rows.getBoolean(1) && !rows.next());
			}
		}
	}

}
