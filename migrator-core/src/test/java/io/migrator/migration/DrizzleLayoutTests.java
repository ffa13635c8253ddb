package io.migrator.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DrizzleLayoutTests {

	@TempDir
	private Path folder;

	private static final String JOURNAL = """
			{"version": "7", "dialect": "postgresql", "entries": [
			  {"idx": 0, "version": "7", "when": 1775629999714, "tag": "0000_good_malice", "breakpoints": true},
			  {"idx": 1, "version": "7", "when": 1744502400000, "tag": "0003_later_number", "breakpoints": true},
			  {"idx": 2, "version": "7", "when": 1776083056945, "tag": "0001_quick_wit", "breakpoints": true}
			]}
			""";

	@Test
	void followsItsJournal() {
		MigrationSet set = journal()
			.file("0001_quick_wit.sql", "create table a ();--> statement-breakpoint\ncreate table b ();")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("0000_good_malice", "0003_later_number", "0001_quick_wit");
		assertThat(set.list().get(2).version()).hasToString("0001");
		assertThat(MigrationTree.text(set.list().get(2).up()))
			.matches("create table a \\(\\);; *\ncreate table b \\(\\);");
		assertThat(set.warnings()).isEmpty();
	}

	@Test
	void warnsOfFilesThatTheJournalDoesNotList() {
		MigrationSet set = journal().files("0001_quick_wit.sql", "0004_by_hand.sql").load(this.folder);
		assertThat(set.size()).isEqualTo(3);
		assertThat(set.warnings()).singleElement().satisfies((warning) -> {
			assertThat(warning.kind()).isEqualTo(MigrationWarning.Kind.NOT_IN_JOURNAL);
			assertThat(warning.message()).contains("0004_by_hand.sql is not listed in");
		});
	}

	@Test
	void refusesAJournalWithoutItsFiles() {
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> journal().load(this.folder))
			.withMessageContaining("meta/_journal.json lists 0001_quick_wit");
	}

	@Test
	void refusesABrokenJournal() {
		MigrationTree tree = journal().file("0001_quick_wit.sql").file("meta/_journal.json", "{<<<<<<< HEAD");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("_journal.json is not a journal of Drizzle Kit");
	}

	@Test
	void readsTheFoldersOfItsFirstRelease() {
		MigrationSet set = new MigrationTree()
			.files("20260110120000_premium_mister_fear/migration.sql", "20260111120000_by_hand/migration.sql")
			.file("20260110120000_premium_mister_fear/snapshot.json", "{}")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("20260110120000_premium_mister_fear",
				"20260111120000_by_hand");
		assertThat(set.origins().get(0).layout()).isInstanceOf(DrizzleFolderLayout.class);
	}

	private static MigrationTree journal() {
		return new MigrationTree().file("meta/_journal.json", JOURNAL)
			.files("0000_good_malice.sql", "0003_later_number.sql", "meta/0000_snapshot.json", "relations.ts");
	}

}
