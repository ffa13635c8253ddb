package io.migrator.schema.ddl;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.sql.StatementReader;
import io.migrator.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * What tests with pairs of schemas do with a database.
 */
final class PairDatabase {

	/**
	 * What a statement may wait for that comes later in its file, as in a schema file.
	 */
	private static final Set<String> MISSING = Set.of("3F000", "42P01", "42703", "42704", "42883", "42830");

	private static final String DUPLICATE_OBJECT = "42710";

	private PairDatabase() {
	}

	static SchemaSnapshot build(TestDatabase database, String sql) throws SQLException {
		PGSimpleDataSource dataSource = database.dataSource();
		// The driver does not find the end of BEGIN ATOMIC, the server does
		dataSource.setPreferQueryMode(PreferQueryMode.SIMPLE);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			if (!sql.isBlank()) {
				statement.execute(sql);
			}
			return read(connection);
		}
	}

	/**
	 * Makes a schema as others write theirs: all at once, or failing that statement by
	 * statement, as often as some that failed for something missing succeed, and with
	 * roles that the server has already.
	 */
	static SchemaSnapshot buildInAnyOrder(TestDatabase database, String sql) throws SQLException {
		try {
			return build(database, sql);
		}
		catch (SQLException ex) {
			return buildByStatement(database, sql);
		}
	}

	private static SchemaSnapshot buildByStatement(TestDatabase database, String sql) throws SQLException {
		List<String> open = statements(sql);
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			while (!open.isEmpty()) {
				List<String> left = new ArrayList<>();
				SQLException first = null;
				for (String text : open) {
					try {
						statement.execute(text);
					}
					catch (SQLException ex) {
						boolean role = text.strip().matches("(?is)CREATE\\s+ROLE.*");
						if (!role || !DUPLICATE_OBJECT.equals(ex.getSQLState())) {
							left.add(text);
							first = (first == null || MISSING.contains(first.getSQLState())) ? ex : first;
						}
					}
				}
				if (first != null && (left.size() == open.size() || !MISSING.contains(first.getSQLState()))) {
					throw first;
				}
				open = left;
			}
			return read(connection);
		}
	}

	private static List<String> statements(String sql) {
		List<String> statements = new ArrayList<>();
		try (StatementReader reader = StatementReader.lenient("a pair", new StringReader(sql))) {
			for (io.migrator.sql.Statement next = reader.next(); next != null; next = reader.next()) {
				if (!next.isEmpty()) {
					statements.add(next.text());
				}
			}
			return statements;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static SchemaSnapshot read(Connection connection) throws SQLException {
		return new SnapshotReader(SnapshotScope.database("migrator").withSecrets(true)).read(connection);
	}

	static void run(Connection connection, DdlScript script) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (List<DdlStep> part : script.parts()) {
				boolean transaction = part.get(0).mode() != DdlStep.Mode.OUTSIDE;
				connection.setAutoCommit(!transaction);
				for (DdlStep step : part) {
					try {
						statement.execute(step.sql());
					}
					catch (SQLException ex) {
						throw new AssertionError(ex.getMessage() + "\nat " + step.sql() + "\nin\n" + script.sql(), ex);
					}
				}
				if (transaction) {
					connection.commit();
				}
			}
			connection.setAutoCommit(true);
		}
	}

	/** The object ids and files of tables and indexes by their names. */
	static Map<String, String> files(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery("""
				SELECT format('%s %I.%I', relkind, nspname, relname), oid, relfilenode
				FROM (SELECT c.oid, c.relkind, c.relname, c.relfilenode, n.nspname FROM pg_class c
				    JOIN pg_namespace n ON n.oid = c.relnamespace
				    WHERE c.relkind IN ('r', 'p', 'i', 'I') AND n.nspname !~ '^(pg_|information_schema)') r
				""")) {
			Map<String, String> files = new TreeMap<>();
			while (rows.next()) {
				// An index keeps its file, not its id, when the type of a column changes
				String id = rows.getString(1).startsWith("i") ? "" : rows.getString(2);
				files.put(rows.getString(1), id + "/" + rows.getString(3));
			}
			return files;
		}
	}

	/** How many rows the tables have, each with those of its partitions. */
	static Map<String, Long> rows(Connection connection) throws SQLException {
		Map<String, Long> rows = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet tables = statement.executeQuery("""
				SELECT format('%I.%I', nspname, relname), (xpath('/row/n/text()', query_to_xml(
				    format('SELECT count(*) AS n FROM %I.%I', nspname, relname), false, true, '')))[1]::text::bigint
				FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
				WHERE relkind IN ('r', 'p') AND NOT relispartition AND nspname !~ '^(pg_|information_schema)'
				""")) {
			while (tables.next()) {
				rows.put(tables.getString(1), tables.getLong(2));
			}
		}
		return rows;
	}

}
