package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends one statement at a time through plain JDBC, for connections that do not lead to
 * the PostgreSQL driver.
 */
final class PlainSender implements StatementSender {

	private final Connection connection;

	PlainSender(Connection connection) {
		this.connection = connection;
	}

	@Override
	public long[] send(List<String> statements, Consumer<SQLWarning> notices) throws StatementFailure {
		long[] rows = new long[statements.size()];
		for (int i = 0; i < statements.size(); i++) {
			try (Statement statement = this.connection.createStatement()) {
				statement.setEscapeProcessing(false);
				statement.execute(statements.get(i));
				rows[i] = Math.max(0, statement.getLargeUpdateCount());
				for (SQLWarning notice = statement.getWarnings(); notice != null; notice = notice.getNextWarning()) {
					notices.accept(notice);
				}
			}
			catch (SQLException ex) {
				throw new StatementFailure(i, StatementFailure.serverPosition(ex), ex);
			}
		}
		return rows;
	}

}
