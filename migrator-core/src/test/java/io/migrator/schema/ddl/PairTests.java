package io.migrator.schema.ddl;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotFormat;
import io.migrator.schema.SnapshotJson;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
			SchemaSnapshot before = PairDatabase.build(left, pair.oldSql());
			SchemaSnapshot after = PairDatabase.build(right, pair.newSql());
			assertThat(SchemaDiff.between(before, before).isEmpty()).isTrue();
			staysWhenKept(before, after);
			PairDatabase.build(left, pair.rows());
			goes(left, before, after, DdlOptions.ONLINE, pair);
			if (!pair.has("one-way")) {
				boolean filled = !pair.rows().isEmpty();
				// What has come there can have other names where names are of no interest
				SchemaSnapshot there = filled ? PairDatabase.build(left, "") : after;
				goes(filled ? left : right, there, before, DdlOptions.OFFLINE, pair);
			}
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

	private static void goes(TestDatabase database, SchemaSnapshot from, SchemaSnapshot to, DdlOptions options,
			SchemaPair pair) throws SQLException {
		DdlScript script = SchemaDdl.between(from, to, options);
		assertThat(script.unsupported()).as("unsupported").isEmpty();
		try (Connection connection = database.dataSource().getConnection()) {
			Map<String, String> files = PairDatabase.files(connection);
			Map<String, Long> rows = pair.rows().isEmpty() ? Map.of() : PairDatabase.rows(connection);
			PairDatabase.run(connection, script);
			if (!rows.isEmpty()) {
				Map<String, Long> now = PairDatabase.rows(connection);
				rows.keySet().retainAll(now.keySet());
				assertThat(now).as("rows after\n" + script.sql()).containsAllEntriesOf(rows);
			}
			assertThat(SchemaDiff.between(PairDatabase.read(connection), to).differences())
				.as("left over by\n" + script.sql())
				.isEmpty();
			boolean rewrites = pair.has("rewrites") || (options == DdlOptions.OFFLINE && pair.has("rewrites-back"));
			if (!pair.has("recreates")) {
				stays(files, PairDatabase.files(connection), script, rewrites);
			}
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
