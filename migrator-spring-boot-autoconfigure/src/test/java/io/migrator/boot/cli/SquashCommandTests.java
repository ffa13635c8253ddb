package io.migrator.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migrator.migration.InvalidMigrationsException;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SquashCommandTests {

	private static final String WALLETS = """
			CREATE TYPE status AS ENUM ('open', 'closed');
			CREATE TABLE wallet (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
			""";

	private static final String STATUS = """
			ALTER TABLE wallet ADD COLUMN status status NOT NULL DEFAULT 'open';
			INSERT INTO wallet (name) VALUES ('first');
			CREATE VIEW open_wallet AS SELECT * FROM wallet WHERE status = 'open';
			""";

	private static final String DEALS = "CREATE TABLE deal (id bigint PRIMARY KEY, wallet bigint REFERENCES wallet);\n";

	private final CommandBench existing = new CommandBench();

	private final CommandBench fresh = new CommandBench();

	@TempDir
	Path folder;

	@AfterEach
	void close() {
		this.existing.close();
		this.fresh.close();
	}

	@ParameterizedTest
	@CsvSource({ "V1__wallets.sql, V2__status.sql, V3__deals.sql, V2__baseline.sql",
			"0001_wallets.up.sql, 0002_status.up.sql, 0003_deals.up.sql, 0002_baseline.up.sql",
			"20260101000000_wallets.sql, 20260102000000_status.sql, 20260103000000_deals.sql, "
					+ "20260102000000_baseline.sql",
			"2026-01-01-wallets/migration.sql, 2026-01-02-status/migration.sql, 2026-01-03-deals/migration.sql, "
					+ "2026-01-02-baseline/migration.sql",
			"2026-01-01-000000_wallets/up.sql, 2026-01-02-000000_status/up.sql, 2026-01-03-000000_deals/up.sql, "
					+ "2026-01-02-000000_baseline/up.sql",
			"20260101000000_wallets/migration.sql, 20260102000000_status/migration.sql, "
					+ "20260103000000_deals/migration.sql, 20260102000000_baseline/migration.sql" })
	void aNewDatabaseGetsTheSameAndAnExistingOneIsLeftAlone(String wallets, String status, String deals,
			String baseline) throws Exception {
		write(wallets, WALLETS);
		write(status, STATUS);
		write(deals, DEALS);
		List<?> ids = (List<?>) this.existing.json("deploy", "--json").get("applied");
		SchemaSnapshot before = snapshot(this.existing);
		Map<String, Object> document = this.existing.json("squash", "--until", ids.get(1).toString(), "--dir",
				this.folder.toString(), "--delete", "--json");
		assertThat(document).containsOnlyKeys("id", "created", "replaced", "deleted", "obsolete", "data", "warnings")
			.containsEntry("created", List.of(this.folder.resolve(baseline).toString()))
			.containsEntry("replaced", ids.subList(0, 2))
			.containsEntry("deleted",
					List.of(this.folder.resolve(wallets).toString(), this.folder.resolve(status).toString()));
		assertThat(document.get("data").toString()).contains("writes rows: INSERT");
		assertThat(this.folder.resolve(wallets)).doesNotExist();
		this.fresh.locations("file:" + this.folder);
		assertThat(this.fresh.json("deploy", "--json")).containsEntry("applied",
				List.of(document.get("id"), ids.get(2)));
		assertThat(snapshot(this.fresh).fingerprint()).isEqualTo(before.fingerprint());
		assertThat(this.existing.run("plan")).contains("stands for 2 applied migrations").doesNotContain("Warning");
		assertThat(this.existing.json("deploy", "--json")).containsEntry("applied", List.of());
		assertThat(snapshot(this.existing).fingerprint()).isEqualTo(before.fingerprint());
		this.existing.run("status", "--check");
		assertThat(this.existing.exitCode()).isZero();
	}

	@Test
	void deletesNothingUnlessAskedAndSaysWhatItLeft() throws IOException {
		threeMigrations();
		String out = this.existing.run("squash", "--until", "20260102000000_status", "--dir", this.folder.toString());
		Path baseline = this.folder.resolve("20260102000000_baseline/migration.sql");
		assertThat(out).startsWith("Created " + baseline + "\nIt stands for 2 migrations:\n  20260101000000_wallets\n")
			.contains("Delete these once every database has them (--delete does it):\n  "
					+ this.folder.resolve("20260101000000_wallets/migration.sql"))
			.contains("20260102000000_status/migration.sql writes rows: INSERT");
		assertThat(this.folder.resolve("20260101000000_wallets/migration.sql")).exists();
		assertThat(Files.readString(baseline))
			.contains("-- migrator: replaces=20260101000000_wallets, 20260102000000_status\n")
			.contains("writes rows: INSERT");
		this.fresh.locations("file:" + this.folder);
		assertThat(this.fresh.json("deploy", "--json")).containsEntry("applied",
				List.of("20260102000000_baseline", "20260103000000_deals"));
	}

	@Test
	void aBaselineCanBeSquashedAgain() throws IOException {
		threeMigrations();
		this.existing.run("deploy");
		this.existing.run("squash", "--until", "20260102000000_status", "--dir", this.folder.toString(), "--delete");
		this.fresh.locations("file:" + this.folder).run("deploy");
		this.existing.run("squash", "--until", "20260103000000_deals", "--dir", this.folder.toString(), "--delete");
		assertThat(Files.readString(this.folder.resolve("20260103000000_baseline/migration.sql")))
			.contains("replaces=20260101000000_wallets?, 20260102000000_status?, 20260102000000_baseline\n");
		assertThat(this.fresh.run("deploy")).startsWith("Nothing to do");
		assertThat(this.fresh.run("plan", "--check")).doesNotContain("Warning");
		assertThat(this.fresh.exitCode()).isZero();
	}

	@Test
	void refusesWhatIsNotThereAsTheApplicationHasIt() throws IOException {
		threeMigrations();
		Path empty = Files.createDirectory(this.folder.resolve("empty"));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(
					() -> this.existing.run("squash", "--until", "20260102000000_status", "--dir", empty.toString()))
			.withMessageContaining("20260101000000_wallets");
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> this.existing.run("squash", "--until", "nope", "--dir", this.folder.toString()))
			.withMessageContaining("There is no migration nope");
	}

	@Test
	void refusesMigrationsThatNotEveryEnvironmentHas() throws IOException {
		threeMigrations();
		write("20260101120000_demo/migration.sql", "-- migrator: environments=demo\nSELECT 1;\n");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(
				() -> this.existing.run("squash", "--until", "20260102000000_status", "--dir", this.folder.toString()))
			.withMessageContaining("20260101120000_demo");
	}

	private void threeMigrations() throws IOException {
		write("20260101000000_wallets/migration.sql", WALLETS);
		write("20260102000000_status/migration.sql", STATUS);
		write("20260103000000_deals/migration.sql", DEALS);
	}

	private void write(String path, String text) throws IOException {
		Path file = this.folder.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
		this.existing.locations("file:" + this.folder);
	}

	private static SchemaSnapshot snapshot(CommandBench bench) throws Exception {
		try (var connection = bench.database().dataSource().getConnection()) {
			return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
		}
	}

}
