package io.migrator.scaffold;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.shadow.Shadow;
import org.jspecify.annotations.Nullable;

/**
 * A shadow on which a change is tried out the short way, to see what the server makes of
 * it.
 */
final class Trial {

	private final Shadow shadow;

	private final SnapshotScope scope;

	Trial(Shadow shadow, SnapshotScope scope) {
		this.shadow = shadow;
		this.scope = scope;
	}

	/**
	 * Runs statements and looks.
	 * @param statements the statements
	 * @return the schema after them
	 * @throws ScaffoldException if the server refuses one
	 */
	SchemaSnapshot after(List<String> statements) {
		try (Connection connection = this.shadow.dataSource().getConnection();
				Statement jdbc = connection.createStatement()) {
			jdbc.setEscapeProcessing(false);
			for (String statement : statements) {
				run(jdbc, statement);
			}
		}
		catch (SQLException ex) {
			throw ScaffoldException.unproved("The shadow cannot be used: " + ex.getMessage(), "See the server's log.");
		}
		return this.shadow.snapshot(this.scope);
	}

	/**
	 * Asks for a value.
	 * @param query a query of one row and column
	 * @return the value as text, or {@code null} if there is none or the server refuses
	 */
	@Nullable String value(String query) {
		try (Connection connection = this.shadow.dataSource().getConnection();
				Statement jdbc = connection.createStatement()) {
			jdbc.setEscapeProcessing(false);
			try (ResultSet row = jdbc.executeQuery(query)) {
				return row.next() ? row.getString(1) : null;
			}
		}
		catch (SQLException ex) {
			return null;
		}
	}

	private static void run(Statement jdbc, String statement) throws SQLException {
		try {
			jdbc.execute(statement);
		}
		catch (SQLException ex) {
			if (ex.getSQLState() == null || ex.getSQLState().startsWith("08")) {
				throw ex;
			}
			throw ScaffoldException.refused(
					"PostgreSQL refuses " + statement + "\n" + ex.getMessage() + " (SQLState " + ex.getSQLState() + ")",
					"Change what is in the way by a migration of its own first.");
		}
	}

}
