package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.RowCursor;
import io.migrator.sql.RowsStatement;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement on a part of the rows.
 */
final class StatementWork implements BatchWork {

	private final RowsStatement statement;

	StatementWork(RowsStatement statement) {
		this.statement = statement;
	}

	@Override
	public long run(Connection connection, RowCursor cursor, @Nullable BackfillKey after, BackfillKey upTo)
			throws SQLException {
		return execute(connection,
				this.statement.within(cursor.relation(), cursor.condition(this.statement.row(), after, upTo)));
	}

	/**
	 * Executes a statement as it is.
	 * @param connection the connection
	 * @param sql the statement
	 * @return how many rows it changed, or returned
	 * @throws SQLException whatever the server says
	 */
	static long execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			if (!statement.execute(sql)) {
				return Math.max(0, statement.getLargeUpdateCount());
			}
			long rows = 0;
			try (ResultSet returned = statement.getResultSet()) {
				while (returned.next()) {
					rows++;
				}
			}
			return rows;
		}
	}

}
