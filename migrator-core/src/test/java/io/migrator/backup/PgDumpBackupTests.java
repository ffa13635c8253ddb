package io.migrator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.migrator.shadow.ShadowServer;
import io.migrator.test.FakePgDump;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * How {@code pg_dump} is called and what becomes of its answers, by a stand-in for it
 * that is a process like the original. What the original writes is tried by
 * {@link PgDumpRestoreTests}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "The stand-in is a shell script")
class PgDumpBackupTests {

	private static final ShadowServer SERVER = new ShadowServer("jdbc:postgresql://db.example:5433/app", "owner",
			"se cret'");

	@TempDir
	private Path backups;

	@TempDir
	private Path programs;

	@Test
	void callsTheProgramWithThePasswordInItsEnvironmentAlone() throws Exception {
		FakePgDump program = FakePgDump.good(this.programs);
		Backup backup = backup(program, SERVER).take(request("app", 0));
		assertThat(backup.location()).isEqualTo(this.backups.resolve("app-20260102T030405Z.dump").toString());
		assertThat(Path.of(backup.location())).hasContent("backup");
		assertThat(Files.getPosixFilePermissions(Path.of(backup.location())))
			.isEqualTo(PosixFilePermissions.fromString("rw-------"));
		assertThat(program.arguments()).containsExactly("--no-password", "--format=custom",
				"--file=" + backup.location() + ".partial");
		assertThat(program.environment()).containsEntry("PGHOST", "db.example")
			.containsEntry("PGPORT", "5433")
			.containsEntry("PGDATABASE", "app")
			.containsEntry("PGUSER", "owner")
			.containsEntry("PGPASSWORD", "se cret'")
			.containsEntry("PGAPPNAME", "migrator backup")
			.doesNotContainKeys("PGSSLMODE", "PGTARGETSESSIONATTRS");
		assertThat(backup.restoreCommand())
			.isEqualTo("(export PGHOST=db.example PGPORT=5433 PGUSER=owner; createdb --template=template0 "
					+ "app_20260102030405 && pg_restore --exit-on-error --dbname=app_20260102030405 "
					+ backup.location() + ")")
			.doesNotContain("cret");
	}

	@Test
	void carriesEncryptionAndHostsOver() throws Exception {
		FakePgDump program = FakePgDump.good(this.programs);
		Backup backup = backup(program,
				new ShadowServer("jdbc:otel:postgresql://[::1]:5433,db2/my%20app?user=own&password=pw"
						+ "&sslmode=verify-ca&sslrootcert=/etc/the%20ca.crt&sslcert=/c.crt&sslkey=/c.key&gssEncMode=disable"
						+ "&channelBinding=require&options=-c%20statement_timeout=0&targetServerType=primary", null,
						null))
			.take(request("my app", 0));
		assertThat(program.environment()).containsEntry("PGHOST", "::1,db2")
			.containsEntry("PGPORT", "5433,5432")
			.containsEntry("PGDATABASE", "my app")
			.containsEntry("PGUSER", "own")
			.containsEntry("PGPASSWORD", "pw")
			.containsEntry("PGSSLMODE", "verify-ca")
			.containsEntry("PGSSLROOTCERT", "/etc/the ca.crt")
			.containsEntry("PGSSLCERT", "/c.crt")
			.containsEntry("PGSSLKEY", "/c.key")
			.containsEntry("PGGSSENCMODE", "disable")
			.containsEntry("PGCHANNELBINDING", "require")
			.containsEntry("PGOPTIONS", "-c statement_timeout=0")
			.containsEntry("PGTARGETSESSIONATTRS", "read-write");
		assertThat(backup.location()).endsWith("/my_app-20260102T030405Z.dump");
		assertThat(backup.restoreCommand()).contains("PGSSLMODE=verify-ca", "PGSSLROOTCERT='/etc/the ca.crt'",
				"'my app_20260102030405'");
		backup(program, new ShadowServer("jdbc:postgresql:app?ssl=true", null, null)).take(request("app", 0));
		assertThat(program.environment()).containsEntry("PGHOST", "localhost")
			.containsEntry("PGSSLMODE", "verify-full");
	}

	@Test
	void dumpsSomeSchemasWithTheHistory() throws Exception {
		FakePgDump program = FakePgDump.good(this.programs);
		settings(program, DumpFormat.PLAIN, List.of("app", "My \"Own\""), List.of("--exclude-table-data=app.log"), 0,
				Duration.ofMinutes(1))
			.take(request("app", 0));
		assertThat(program.arguments()).contains("--format=plain", "--schema=\"app\"", "--schema=\"My \"\"Own\"\"\"",
				"--schema=\"migrator\"", "--exclude-table-data=app.log");
	}

	@Test
	void refusesAProgramThatIsOlderThanTheServer() {
		FakePgDump program = new FakePgDump(this.programs, "15.18 (Debian 15.18-1)", "echo backup > \"$file\"");
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> backup(program, SERVER).take(request("app", 16)))
			.withMessageContaining("is of version 15, which cannot dump a server of version 16")
			.withMessageContaining("migrator.backup.command");
		assertThat(program.calls()).isZero();
	}

	@Test
	void saysWhatIsMissing() throws Exception {
		FakePgDump program = FakePgDump.good(this.programs);
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> new PgDumpBackup(new PgDumpSettings(null, "pg_dump", DumpFormat.CUSTOM, List.of(),
					List.of(), 0, Duration.ofMinutes(1)), () -> SERVER)
				.take(request("app", 0)))
			.withMessageContaining("migrator.backup.directory");
		assertThatExceptionOfType(BackupException.class).isThrownBy(() -> backup(program, null).take(request("app", 0)))
			.withMessageContaining("migrator.datasource.url");
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> backup(program,
					new ShadowServer("jdbc:postgresql://x/app?socketFactory=com.example.Sockets&password=hush", null,
							null))
				.take(request("app", 0)))
			.withMessageContaining("pg_dump cannot go where the migrator's data source goes")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("hush"));
		Files.delete(program.program());
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> backup(program, SERVER).take(request("app", 0)))
			.withMessageContaining("There is no program");
		assertThat(this.backups).isEmptyDirectory();
	}

	@Test
	void tellsHowTheProgramFailedAndLeavesNothingOfIt() {
		FakePgDump program = new FakePgDump(this.programs, "99.1", """
				echo half > "$file"
				echo 'connection to server failed: no entry in pg_hba.conf' >&2
				exit 3""");
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> backup(program, SERVER).take(request("app", 0)))
			.withMessageContaining("ended with exit code 3: connection to server failed: no entry in pg_hba.conf");
		assertThat(this.backups).isEmptyDirectory();
	}

	@Test
	void doesNotTakeAnEmptyFileForABackup() {
		FakePgDump program = new FakePgDump(this.programs, "99.1", "exit 0");
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> backup(program, SERVER).take(request("app", 0)))
			.withMessageContaining("wrote nothing");
		assertThat(this.backups).isEmptyDirectory();
	}

	@Test
	void endsAProgramThatTakesTooLong() {
		FakePgDump program = new FakePgDump(this.programs, "99.1", """
				echo half > "$file"
				exec sleep 300""");
		assertThatExceptionOfType(BackupException.class)
			.isThrownBy(() -> settings(program, DumpFormat.CUSTOM, List.of(), List.of(), 0, Duration.ofSeconds(2))
				.take(request("app", 0)))
			.withMessageContaining("was not done after 2 s and was ended")
			.withMessageContaining("migrator.backup.timeout");
		assertThat(this.backups).isEmptyDirectory();
		assertThat(ProcessHandle.current().descendants().map((process) -> process.info().command().orElse("")))
			.noneMatch((command) -> command.endsWith("/sleep"));
	}

	@Test
	void keepsAsManyAsAskedAndDeletesWhatWasAbandoned() throws Exception {
		for (String name : List.of("app-20250101T000000Z.dump", "app-20260102T030405Z.dump",
				"app-20260102T030405Z-2.dump", "app-20250601T000000Z.dumpdir/toc.dat", "app-20240101T000000Z.sql",
				"app-20250101T000000Z.dump.partial", "app-20251231T000000Z.dump.partial", "app-notes.txt",
				"app-two-20250101T000000Z.dump", "other-20250101T000000Z.dump")) {
			Path file = this.backups.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "x");
		}
		Files.setLastModifiedTime(this.backups.resolve("app-20250101T000000Z.dump.partial"),
				FileTime.from(Instant.now().minus(Duration.ofHours(2))));
		Backup backup = settings(FakePgDump.good(this.programs), DumpFormat.CUSTOM, List.of(), List.of(), 3,
				Duration.ofMinutes(1))
			.take(request("app", 0));
		assertThat(backup.location()).endsWith("/app-20260102T030405Z-3.dump");
		assertThat(names()).containsExactlyInAnyOrder("app-20260102T030405Z-3.dump", "app-20260102T030405Z-2.dump",
				"app-20260102T030405Z.dump", "app-20251231T000000Z.dump.partial", "app-notes.txt",
				"app-two-20250101T000000Z.dump", "other-20250101T000000Z.dump");
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.backups)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private DatabaseBackup backup(FakePgDump program, ShadowServer server) {
		return new PgDumpBackup(new PgDumpSettings(this.backups, program.program().toString(), DumpFormat.CUSTOM,
				List.of(), List.of(), 0, Duration.ofMinutes(1)), () -> server);
	}

	private DatabaseBackup settings(FakePgDump program, DumpFormat format, List<String> schemas, List<String> arguments,
			int keep, Duration timeout) {
		return new PgDumpBackup(new PgDumpSettings(this.backups, program.program().toString(), format, schemas,
				arguments, keep, timeout), () -> SERVER);
	}

	private static BackupRequest request(String database, int serverVersion) {
		return new BackupRequest(List.of("20260101000000_first"), database, serverVersion, "migrator",
				Instant.parse("2026-01-02T03:04:05.678Z"));
	}

}
