package io.migrator.develop;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.history.HistoryTables;
import io.migrator.run.DatabaseException;
import io.migrator.run.MigratorSettings;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;

/**
 * Runs proved scripts on a database of somebody who is trying things out.
 */
final class Push {

	private final SchemaSource.Database target;

	private final MigratorSettings settings;

	Push(SchemaSource.Database target, MigratorSettings settings) {
		this.target = target;
		this.settings = settings;
	}

	void refuseProduction() {
		try (Connection connection = this.target.dataSource().getConnection()) {
			String sign = ProductionGuard.sign(this.settings.environments(), connection.getMetaData().getURL());
			if (sign != null) {
				throw new RefusedException("This looks like production: " + sign,
						"Write a migration ('migrator new <name> --from …') and deploy it.");
			}
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	void run(List<DraftPart> parts) {
		try (Connection connection = this.target.dataSource().getConnection()) {
			for (int i = 0; i < parts.size(); i++) {
				run(connection, parts.get(i), i, parts.size());
			}
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	/** The plain form of a script has nothing that refuses a transaction. */
	private void run(Connection connection, DraftPart part, int done, int all) throws SQLException {
		String state = "parts 1 to " + done + " of " + all + " are done, this one is not";
		connection.setAutoCommit(false);
		try (java.sql.Statement jdbc = connection.createStatement();
				StatementReader reader = StatementReader.of("the script", new StringReader(part.up()))) {
			jdbc.setEscapeProcessing(false);
			if (!this.settings.lockTimeout().isZero()) {
				jdbc.execute("SET LOCAL lock_timeout = " + this.settings.lockTimeout().toMillis());
			}
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (!statement.isEmpty()) {
					execute(jdbc, statement, state);
				}
			}
			remember(jdbc, "part " + (done + 1) + " of " + all);
			connection.commit();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (SQLException | RuntimeException ex) {
			connection.rollback();
			throw ex;
		}
		finally {
			connection.setAutoCommit(true);
		}
	}

	/** Not every database that somebody tries things out on has an audit log. */
	private void remember(java.sql.Statement jdbc, String part) throws SQLException {
		boolean audited;
		try (ResultSet row = jdbc.executeQuery(HistoryTables.isAudited(this.settings.schema()))) {
			row.next();
			audited = row.getBoolean(1);
		}
		if (audited) {
			jdbc.execute(this.settings.writer().audit(null, "push", part));
		}
	}

	private static void execute(java.sql.Statement jdbc, Statement statement, String state) {
		try {
			jdbc.execute(statement.text());
		}
		catch (SQLException ex) {
			throw new MigratorException(
					"PostgreSQL refuses " + statement.text() + "\n" + ex.getMessage() + " (SQLState " + ex.getSQLState()
							+ ")",
					state, "What is in the tables may be in the way: mend it, or write a migration by hand.", ex);
		}
	}

}
