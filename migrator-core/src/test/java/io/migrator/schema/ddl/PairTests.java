package io.migrator.schema.ddl;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotFormat;
import io.migrator.schema.SnapshotJson;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * For each pair: old + script = new, new + reverse = old, the diff of equals is empty,
 * and no table or index is rewritten or made anew without need.
 */
@Execution(ExecutionMode.CONCURRENT)
class PairTests {

	private static final Pattern ROLE = Pattern.compile("^DO .*CREATE ROLE .*$", Pattern.MULTILINE);

	/** Roles belong to the server, so two pairs at once must not both make one. */
	@BeforeAll
	static void createRoles() {
		try (TestDatabase database = TestDatabase.create()) {
			SchemaPair.all()
				.stream()
				.flatMap((pair) -> ROLE.matcher(pair.oldSql() + "\n" + pair.newSql()).results())
				.map(MatchResult::group)
				.distinct()
				.forEach((statement) -> database.jdbc().sql(statement).update());
		}
	}

	static List<SchemaPair> pairs() {
		String only = System.getProperty("pairs");
		return SchemaPair.all().stream().filter((pair) -> only == null || pair.toString().contains(only)).toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("pairs")
	void leadsFromTheOneToTheOtherAndBack(SchemaPair pair) throws SQLException {
		try (TestDatabase left = TestDatabase.create(); TestDatabase right = TestDatabase.create()) {
			Assumptions.assumeTrue(left.majorVersion() >= pair.since(), "this server does not know it");
			SchemaSnapshot before = build(left, pair.oldSql());
			SchemaSnapshot after = build(right, pair.newSql());
			assertThat(SchemaDiff.between(before, before).isEmpty()).isTrue();
			staysWhenKept(before, after);
			goes(left, before, after, DdlOptions.ONLINE, pair);
			if (!pair.has("one-way")) {
				goes(right, after, before, DdlOptions.OFFLINE, pair);
			}
		}
	}

	private static SchemaSnapshot build(TestDatabase database, String sql) throws SQLException {
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
	 * Neither of the forms in which a snapshot is kept loses anything that is compared.
	 */
	private static void staysWhenKept(SchemaSnapshot before, SchemaSnapshot after) {
		String differences = SchemaDiff.between(before, after).toString();
		SchemaSnapshot compact = SnapshotFormat.read(SnapshotFormat.write(before));
		SchemaSnapshot json = SnapshotJson.read(SnapshotJson.write(before));
		assertThat(compact.fingerprint()).isEqualTo(before.fingerprint()).isEqualTo(json.fingerprint());
		assertThat(SchemaDiff.between(compact, after)).hasToString(differences);
		assertThat(SchemaDiff.between(json, after)).hasToString(differences);
	}

	private static SchemaSnapshot read(Connection connection) throws SQLException {
		return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
	}

	private static void goes(TestDatabase database, SchemaSnapshot from, SchemaSnapshot to, DdlOptions options,
			SchemaPair pair) throws SQLException {
		DdlScript script = SchemaDdl.between(from, to, options);
		assertThat(script.unsupported()).as("unsupported").isEmpty();
		try (Connection connection = database.dataSource().getConnection()) {
			Map<String, String> files = files(connection);
			run(connection, script);
			assertThat(SchemaDiff.between(read(connection), to).differences()).as("left over by\n" + script.sql())
				.isEmpty();
			boolean rewrites = pair.has("rewrites") || (options == DdlOptions.OFFLINE && pair.has("rewrites-back"));
			if (!pair.has("recreates")) {
				stays(files, files(connection), script, rewrites);
			}
		}
	}

	private static void run(Connection connection, DdlScript script) throws SQLException {
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
	private static Map<String, String> files(Connection connection) throws SQLException {
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

	private static void stays(Map<String, String> before, Map<String, String> after, DdlScript script,
			boolean rewrites) {
		Map<String, String> expected = new HashMap<>(before);
		expected.keySet().retainAll(after.keySet());
		Map<String, String> actual = new HashMap<>(after);
		actual.keySet().retainAll(before.keySet());
		if (rewrites) {
			expected.replaceAll((name, file) -> file.substring(0, file.indexOf('/')));
			actual.replaceAll((name, file) -> file.substring(0, file.indexOf('/')));
		}
		assertThat(actual).as("made anew or rewritten by\n" + script.sql()).isEqualTo(expected);
	}

}
