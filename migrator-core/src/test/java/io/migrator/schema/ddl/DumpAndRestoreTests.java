package io.migrator.schema.ddl;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that was dumped and restored shows no drift. Needs a {@code pg_dump} that is
 * not older than the server, such as Debian's with {@code -Dpostgres.version=15}.
 */
@Execution(ExecutionMode.CONCURRENT)
class DumpAndRestoreTests {

	@TempDir
	private Path folder;

	@BeforeAll
	static void findTools() throws IOException, InterruptedException {
		int dumpVersion;
		try {
			Process process = new ProcessBuilder("pg_dump", "--version").redirectErrorStream(true).start();
			Matcher version = Pattern.compile("(\\d+)\\.").matcher(new String(process.getInputStream().readAllBytes()));
			dumpVersion = (process.waitFor() == 0 && version.find()) ? Integer.parseInt(version.group(1)) : 0;
		}
		catch (IOException ex) {
			dumpVersion = 0;
		}
		try (TestDatabase database = TestDatabase.create()) {
			int server = database.majorVersion();
			Assumptions.assumeTrue(dumpVersion >= server,
					"there is no pg_dump of version " + server + " or newer, but " + dumpVersion);
		}
		PairTests.createRoles();
	}

	static List<SchemaPair> pairs() {
		String folder = System.getProperty("pairs.folder");
		if (folder == null) {
			return PairTests.pairs();
		}
		return PairFolder.read(Path.of(folder), System.getProperty("pairs", ""))
			.stream()
			.map((pair) -> new SchemaPair("folder", pair.name(), pair.oldSql(), pair.newSql(), "", List.of()))
			.toList();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("pairs")
	void showsNoDrift(SchemaPair pair) throws Exception {
		try (TestDatabase original = TestDatabase.create(); TestDatabase restored = TestDatabase.create()) {
			Assumptions.assumeFalse(pair.has("undumpable"), "pg_dump itself cannot bring it back");
			int server = original.majorVersion();
			Assumptions.assumeFalse(server < 15 && pair.has("undumpable-before-15"),
					"a newer pg_dump takes another state for the initial one");
			Assumptions.assumeTrue(server >= pair.since(), "this server does not know it");
			try {
				PairDatabase.buildInAnyOrder(original, pair.newSql());
			}
			catch (SQLException ex) {
				assertThat(System.getProperty("pairs.folder")).as("PostgreSQL rejects it: " + ex.getMessage())
					.isNotNull();
				Assumptions.abort("PostgreSQL rejects it: " + ex.getMessage());
			}
			File dump = this.folder.resolve("dump.sql").toFile();
			run(original, "pg_dump", "-f", dump.toString());
			run(restored, "psql", "-q", "-f", dump.toString());
			assertThat(SchemaDiff.between(read(original), read(restored)).differences())
				.as(Files.readString(dump.toPath()))
				.isEmpty();
		}
	}

	private void run(TestDatabase database, String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("PGHOST", "localhost");
		builder.environment().put("PGPORT", String.valueOf(database.dataSource().getPortNumbers()[0]));
		builder.environment().put("PGUSER", "postgres");
		builder.environment().put("PGPASSWORD", "postgres");
		builder.environment().put("PGDATABASE", database.name());
		Path log = this.folder.resolve("log");
		Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(log)).isZero();
	}

	private static SchemaSnapshot read(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return PairDatabase.read(connection);
		}
	}

}
