package io.migrator.migration;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.migrator.error.MigratorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NewMigrationTests {

	@TempDir
	private Path folder;

	private int count;

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-10T12:00:00.9Z"), ZoneOffset.ofHours(5));

	@Test
	void beginsWithTheFormOfPrisma() {
		assertThat(next(new MigrationTree(), "Add wallet-holds!")).containsExactly(
				"20260110120000_add_wallet_holds/migration.sql", "20260110120000_add_wallet_holds/down.sql");
	}

	@Test
	void followsTheLayoutFound() {
		assertThat(next("20240110120000_a/migration.sql")).containsExactly("20260110120000_b/migration.sql",
				"20260110120000_b/down.sql");
		assertThat(next("2026-01-09-x-a.sql")).containsExactly("2026-01-10-b.sql");
		assertThat(next("2026-01-09-x-a/migration.sql")).containsExactly("2026-01-10-b/migration.sql",
				"2026-01-10-b/down.sql");
		assertThat(next("000009_a.up.sql")).containsExactly("000010_b.up.sql", "000010_b.down.sql");
		assertThat(next("00009_a.tx.up.sql")).containsExactly("00010_b.tx.up.sql", "00010_b.tx.down.sql");
		assertThat(next("V9__a.sql", "R__v.sql")).containsExactly("V10__b.sql");
		assertThat(next("V1_9__a.sql", "U1_9__a.sql")).containsExactly("V1_10__b.sql", "U1_10__b.sql");
		assertThat(next("V1__a.sql", "V20240101000000__c.sql")).containsExactly("V20260110120000__b.sql");
		assertThat(next("2024-01-10-120000_a/up.sql")).containsExactly("2026-01-10-120000_b/up.sql",
				"2026-01-10-120000_b/down.sql");
		assertThat(next("099_a.sql")).containsExactly("100_b.sql");
		assertThat(next("1_a.sql", "1_a.down.sql")).containsExactly("2_b.sql", "2_b.down.sql");
	}

	@Test
	void givesBothSectionsTheirMarks() {
		MigrationTree tree = new MigrationTree().file("00001_a.sql", "-- +goose Up\nselect 1;\n");
		NewMigration next = NewMigration.plan(tree.load(this.folder), this.folder, "b", CLOCK);
		assertThat(next.files()).singleElement().satisfies((file) -> {
			assertThat(file.path()).isEqualTo("00002_b.sql");
			assertThat(file.content()).startsWith("-- +goose Up\n").contains("\n-- +goose Down\n");
		});
	}

	@Test
	void neverTakesATimestampThatIsTaken() {
		assertThat(next("20260110120000_a/migration.sql")).first().isEqualTo("20260110120001_b/migration.sql");
	}

	@Test
	void leavesDrizzleToItsTool() {
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> next("20240110120000_a/migration.sql", "20240110120000_a/snapshot.json"))
			.withMessageContaining("npx drizzle-kit generate --name b");
	}

	@Test
	void refusesANameWithoutLetters() {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> next(new MigrationTree(), " - "));
	}

	@Test
	void writesWhatReadsBackAsAnEmptyMigration() {
		MigrationSource source = new MigrationTree().source(this.folder);
		NewMigration next = NewMigration.plan(source.load(), this.folder, "add wallet", CLOCK);
		assertThat(next.write()).allSatisfy((path) -> assertThat(path).exists());
		MigrationSet set = source.load();
		assertThat(MigrationTree.ids(set)).containsExactly("20260110120000_add_wallet");
		assertThat(set.list().get(0).directives()).isSameAs(Directives.NONE);
		assertThatExceptionOfType(MigratorException.class).isThrownBy(next::write)
			.withMessageContaining("migration.sql");
	}

	private List<String> next(String... existing) {
		return next(new MigrationTree().files(existing), "b");
	}

	private List<String> next(MigrationTree tree, String name) {
		Path location = this.folder.resolve(String.valueOf(this.count++));
		MigrationSet set = tree.load(location);
		return NewMigration.plan(set, location, name, CLOCK).files().stream().map(NewFile::path).toList();
	}

}
