package io.migrator.schema.ddl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.migrator.schema.Difference;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pairs of a folder of somebody else's, given by {@code -Dpairs.folder}: the way
 * there, online, and back. With {@code -Dpairs.thorough} also the same two schemas made
 * from nothing, and no difference between two databases with the same schema. Writes
 * {@code target/pairs/<folder>.tsv} with one line for each pair.
 */
@EnabledIfSystemProperty(named = "pairs.folder", matches = ".+")
class FolderPairTests {

	private static final Map<String, String> REPORT = new TreeMap<>();

	private static TestDatabase home;

	private static List<String> roles = List.of();

	static List<PairFolder.Pair> pairs() {
		return PairFolder.read(folder(), System.getProperty("pairs", ""));
	}

	private static Path folder() {
		return Path.of(System.getProperty("pairs.folder"));
	}

	@BeforeAll
	static void rememberRoles() {
		home = TestDatabase.create();
		roles = roles();
	}

	private static List<String> roles() {
		return home.jdbc().sql("SELECT quote_ident(rolname) FROM pg_roles").query(String.class).list();
	}

	/** Roles belong to the server, and the next pair makes its own. */
	@AfterEach
	void dropRoles() {
		List<String> left = new ArrayList<>(roles());
		left.removeAll(roles);
		left.forEach((role) -> home.jdbc().sql("DROP OWNED BY " + role).update());
		left.forEach((role) -> home.jdbc().sql("DROP ROLE " + role).update());
	}

	@AfterAll
	static void report() throws IOException {
		home.close();
		List<String> lines = new ArrayList<>();
		REPORT.forEach((name, line) -> lines.add(name + "\t" + line));
		Path file = Files.createDirectories(Path.of("target/pairs")).resolve(folder().getFileName() + ".tsv");
		Files.write(file, lines);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("pairs")
	void leadsThereAndBack(PairFolder.Pair pair) throws SQLException {
		try (TestDatabase left = TestDatabase.create(); TestDatabase right = TestDatabase.create()) {
			SchemaSnapshot before = build(left, pair.oldSql(), pair);
			SchemaSnapshot after = build(right, pair.newSql(), pair);
			List<String> findings = new ArrayList<>();
			data(left, pair.data(), "data", findings);
			data(right, pair.dataBack(), "data-back", findings);
			goes(left, before, after, DdlOptions.ONLINE, "there", findings);
			goes(right, after, before, DdlOptions.ONLINE, "back", findings);
			if (Boolean.getBoolean("pairs.thorough")) {
				comesFromNothing(before, "old from nothing", findings);
				comesFromNothing(after, "new from nothing", findings);
				compare(pair.oldSql(), before, pair, findings);
			}
			boolean same = SchemaDiff.between(before, after).isEmpty();
			boolean closed = findings.stream().noneMatch((finding) -> finding.startsWith("there"));
			REPORT.put(pair.name(), (same ? "same" : closed ? "closed" : "open") + "\t" + first(findings));
			assertThat(findings).isEmpty();
		}
	}

	private static String first(List<String> findings) {
		return String.join(" | ", findings.stream().map((finding) -> finding.lines().findFirst().orElse("")).toList());
	}

	private static SchemaSnapshot build(TestDatabase database, String sql, PairFolder.Pair pair) {
		try {
			return PairDatabase.buildInAnyOrder(database, sql);
		}
		catch (SQLException ex) {
			REPORT.put(pair.name(), "invalid\t" + String.valueOf(ex.getMessage()).replace('\n', ' '));
			return Assumptions.abort("PostgreSQL rejects it: " + ex.getMessage());
		}
	}

	private static void data(TestDatabase database, String sql, String label, List<String> findings) {
		try {
			if (!sql.isBlank()) {
				PairDatabase.build(database, sql);
			}
		}
		catch (SQLException ex) {
			findings.add(label + ": " + ex.getMessage());
		}
	}

	private static SchemaSnapshot snapshot(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return PairDatabase.read(connection);
		}
	}

	/** As a desired schema is made on a shadow. */
	private static void comesFromNothing(SchemaSnapshot schema, String label, List<String> findings)
			throws SQLException {
		try (TestDatabase database = TestDatabase.create()) {
			goes(database, snapshot(database), schema, DdlOptions.OFFLINE, label, findings);
		}
	}

	private static void goes(TestDatabase database, SchemaSnapshot from, SchemaSnapshot to, DdlOptions options,
			String label, List<String> findings) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			DdlScript script = SchemaDdl.between(from, to, options);
			if (!script.unsupported().isEmpty()) {
				findings.add(label + ": unsupported " + script.unsupported());
				return;
			}
			Map<String, String> files = PairDatabase.files(connection);
			PairDatabase.run(connection, script);
			List<Difference> left = SchemaDiff.between(PairDatabase.read(connection), to).differences();
			if (!left.isEmpty()) {
				findings.add(label + ": left over " + left + " by\n" + script.sql());
			}
			made(files, PairDatabase.files(connection), label, script, findings);
		}
		catch (AssertionError | RuntimeException ex) {
			findings.add(label + ": " + ex.getMessage());
		}
	}

	/** Which tables and indexes are others than before, or have another file. */
	private static void made(Map<String, String> before, Map<String, String> after, String label, DdlScript script,
			List<String> findings) {
		Set<String> kept = new HashSet<>(before.keySet());
		kept.retainAll(after.keySet());
		kept.stream().sorted().filter((name) -> !before.get(name).equals(after.get(name))).forEach((name) -> {
			String id = before.get(name).substring(0, before.get(name).indexOf('/') + 1);
			findings
				.add("(" + label + (after.get(name).startsWith(id) && id.length() > 1 ? ": rewritten " : ": made anew ")
						+ name + ") by\n" + script.sql());
		});
	}

	private static void compare(String sql, SchemaSnapshot expected, PairFolder.Pair pair, List<String> findings)
			throws SQLException {
		try (TestDatabase database = TestDatabase.create()) {
			List<Difference> differences = SchemaDiff.between(build(database, sql, pair), expected).differences();
			if (!differences.isEmpty()) {
				findings.add("false alarm: " + differences);
			}
		}
	}

}
