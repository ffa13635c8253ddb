package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Finds what a name stands for.
 */
final class TableName {

	/** What is written where a name should be, is none. */
	private static final Set<String> NO_NAME = Set.of("42601", "42602", "22023", "0A000");

	private TableName() {
	}

	/**
	 * Finds it.
	 * @param connection a connection, whose search path counts
	 * @param table the name as SQL
	 * @return the object identifier
	 * @throws SQLException whatever the server says
	 * @throws UnwalkableTableException if there is nothing of that name
	 */
	static long resolve(Connection connection, String table) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT to_regclass(?)::oid::bigint")) {
			statement.setString(1, table);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				long oid = row.getLong(1);
				if (row.wasNull()) {
					throw missing(connection, table);
				}
				return oid;
			}
		}
		catch (SQLException ex) {
			if (NO_NAME.contains(ex.getSQLState())) {
				throw new UnwalkableTableException("\"%s\" is not the name of a table.".formatted(table),
						"Write it as in SQL: table, schema.table, or \"Table\" in double quotes.", ex);
			}
			throw ex;
		}
	}

	private static UnwalkableTableException missing(Connection connection, String table) throws SQLException {
		String sql = """
				WITH wanted AS (SELECT parse_ident(?, false) AS parts)
				SELECT coalesce(nullif(array_to_string(current_schemas(false), ', '), ''), 'empty'), (
				    SELECT string_agg(format('%I.%I', n.nspname, c.relname), ', ' ORDER BY n.nspname, c.relname)
				    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
				    WHERE lower(c.relname) = lower(parts[cardinality(parts)]) AND c.relkind IN ('r', 'p')
				        AND n.nspname NOT LIKE 'pg\\_%')
				FROM wanted
				""";
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, table);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				String others = row.getString(2);
				return new UnwalkableTableException(
						"There is no table %s; the search path is %s%s.".formatted(table, row.getString(1),
								(others != null) ? ", and there is " + others : ""),
						"Write the name with its schema, or run the migration that creates the table first: "
								+ "'-- migrator: after=…'.",
						null);
			}
		}
	}

}
