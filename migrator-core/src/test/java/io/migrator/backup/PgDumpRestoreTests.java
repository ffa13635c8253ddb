package io.migrator.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.Migrator;
import io.migrator.run.MigrationFailedException;
import io.migrator.shadow.ShadowServer;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A deploy that fails half-way, and the database from before it, brought back by the very
 * command that the error names. Needs PostgreSQL's client programs of the server's
 * version or a newer one; {@code -Dpostgres.version} chooses the server's.
 */
class PgDumpRestoreTests {

	private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

	private static final Pattern COMMAND = Pattern.compile("To restore it: (.*)$");

	private static final Pattern RESTORED = Pattern.compile("--dbname='?([^ ')]+)");

	private final Workspace workspace = new Workspace();

	@TempDir
	private Path backups;

	@BeforeEach
	void needsPgDump() throws Exception {
		int installed = installed();
		int server = this.workspace.database().majorVersion();
		assumeTrue(installed >= server,
				() -> "There is " + ((installed == 0) ? "no pg_dump on the PATH"
						: "only pg_dump " + installed + " on the PATH, which cannot dump PostgreSQL " + server
								+ ": try -Dpostgres.version=" + installed));
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@ParameterizedTest
	@EnumSource
	void theCommandInTheErrorRestoresWhatWasThereBeforeTheDeploy(DumpFormat format) throws Exception {
		this.workspace.migration("20260101000000_first", """
				CREATE SCHEMA "Odd Schema";
				CREATE TABLE "Odd Schema".wallet (id int PRIMARY KEY, name text NOT NULL);
				INSERT INTO "Odd Schema".wallet SELECT i, 'Wallet ' || i FROM generate_series(1, 1000) i;
				""");
		this.workspace.migrator().deploy();
		this.workspace.migration("20260102000000_second", "DELETE FROM \"Odd Schema\".wallet WHERE id > 10;")
			.migration("20260103000000_third", "SELECT nonsense;");
		String command = restoreCommand(migrator(format, List.of()));
		assertThat(count(this.workspace.jdbc())).isEqualTo(10);

		JdbcClient restored = restore(command);
		assertThat(count(restored)).isEqualTo(1000);
		assertThat(restored.sql("SELECT id || ' ' || state FROM migrator.migration_history").query(String.class).list())
			.containsExactly("20260101000000_first applied");
	}

	@Test
	void someSchemasComeBackWithTheHistory() throws Exception {
		this.workspace.migration("20260101000000_first", """
				CREATE SCHEMA "Odd Schema";
				CREATE TABLE "Odd Schema".wallet (id int PRIMARY KEY);
				CREATE TABLE public.elsewhere (id int);
				""");
		this.workspace.migrator().deploy();
		this.workspace.migration("20260102000000_second", "SELECT nonsense;");
		JdbcClient restored = restore(restoreCommand(migrator(DumpFormat.CUSTOM, List.of("Odd Schema"))));
		assertThat(count(restored)).isZero();
		assertThat(restored.sql("SELECT to_regclass('public.elsewhere') IS NULL").query(Boolean.class).single())
			.isTrue();
		assertThat(restored.sql("SELECT count(*) FROM migrator.migration_history").query(Integer.class).single())
			.isEqualTo(1);
	}

	private Migrator migrator(DumpFormat format, List<String> schemas) {
		PgDumpSettings settings = new PgDumpSettings(this.backups, PgDumpSettings.DEFAULT_COMMAND, format, schemas,
				List.of(), 0, Duration.ofMinutes(2));
		return this.workspace.migrator()
			.withBackups(new BackupPolicy(BackupMode.REQUIRED,
					new PgDumpBackup(settings, () -> ShadowServer.of(this.workspace.database().dataSource()))));
	}

	private static String restoreCommand(Migrator migrator) {
		MigrationFailedException failure = assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(migrator::deploy)
			.actual();
		Matcher command = COMMAND.matcher(Objects.requireNonNull(failure.getMessage()));
		assertThat(command.find()).as(failure.getMessage()).isTrue();
		return command.group(1);
	}

	/** As an operator does it, in a shell, who knows the password. */
	private JdbcClient restore(String command) throws Exception {
		ChildProgram.Outcome outcome = ChildProgram.run(List.of("/bin/sh", "-c", command),
				(environment) -> environment.putAll(Map.of("PGPASSWORD", "postgres")), Duration.ofMinutes(2));
		assertThat(outcome.exitCode()).as(command + "\n" + outcome.output()).isZero();
		Matcher name = RESTORED.matcher(command);
		assertThat(name.find()).isTrue();
		PGSimpleDataSource dataSource = this.workspace.database().dataSource();
		dataSource.setDatabaseName(name.group(1));
		return JdbcClient.create(dataSource);
	}

	private static int count(JdbcClient jdbc) {
		return jdbc.sql("SELECT count(*) FROM \"Odd Schema\".wallet").query(Integer.class).single();
	}

	private static int installed() throws InterruptedException {
		try {
			Matcher version = VERSION.matcher(ChildProgram.run(List.of("pg_dump", "--version"), (environment) -> {
			}, Duration.ofSeconds(30)).output());
			return version.find() ? Integer.parseInt(version.group(1)) : 0;
		}
		catch (IOException ex) {
			return 0;
		}
	}

}
