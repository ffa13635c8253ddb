package io.migrator.migration;

import java.nio.file.Path;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.migration.Listing.Entry;
import io.migrator.migration.MigrationWarning.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class MigrationSourceTests {

	@TempDir
	private Path folder;

	@Test
	void refusesMixedLayoutsNamingAFileOfEach() {
		MigrationTree tree = new MigrationTree().files("V1__a.sql", "20240110120000_b/migration.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("mixes layouts")
			.withMessageContaining("V1__a.sql (Flyway)")
			.withMessageContaining("20240110120000_b/migration.sql (Prisma)");
	}

	@Test
	void refusesDuplicateVersionsNamingBothFiles() {
		MigrationTree tree = new MigrationTree().files("1_a.sql", "01_b.sql", "2_c.sql", "3_d.sql", "3_e.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(2))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCodes.INVALID))
			.withMessageContaining("/1_a.sql")
			.withMessageContaining("/01_b.sql")
			.withMessageContaining("/3_d.sql")
			.withMessageContaining("/3_e.sql");
	}

	@Test
	void refusesDuplicateVersionsAcrossLocations() {
		Path one = new MigrationTree().files("V1__a.sql").writeTo(this.folder.resolve("one"));
		Path two = new MigrationTree().files("1_b.sql").writeTo(this.folder.resolve("two"));
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> MigrationSource.of("file:" + one, "file:" + two).load())
			.withMessageContaining("one/V1__a.sql")
			.withMessageContaining("two/1_b.sql");
	}

	@Test
	void duplicateVersionsMayBeAllowed() {
		MigrationSet set = new MigrationTree().files("1_b.sql", "01_a.sql")
			.source(this.folder)
			.withRefuseDuplicateVersions(false)
			.load();
		assertThat(MigrationTree.ids(set)).containsExactly("01_a", "1_b");
		assertThat(set.warnings()).map(MigrationWarning::kind).containsExactly(Kind.DUPLICATE_VERSION);
	}

	@Test
	void mergesLocationsInOneOrder() {
		Path one = new MigrationTree().files("V20240101000000__a.sql", "V20240103000000__c.sql")
			.writeTo(this.folder.resolve("one"));
		Path two = new MigrationTree().files("20240102000000_b/migration.sql").writeTo(this.folder.resolve("two"));
		MigrationSet set = MigrationSource.of("file:" + one, "filesystem:" + two, "file:" + one).load();
		assertThat(MigrationTree.ids(set)).containsExactly("V20240101000000__a", "20240102000000_b",
				"V20240103000000__c");
		assertThat(set.origins()).hasSize(2);
		assertThat(set.find("20240102000000_b")).isSameAs(set.list().get(1));
		assertThat(set.find(new MigrationId("nothing"))).isNull();
	}

	@Test
	void sameIdWithTheSameTextIsUsedOnceWithAWarning() {
		Path one = new MigrationTree().files("1_a.sql").writeTo(this.folder.resolve("one"));
		Path two = new MigrationTree().files("1_a.sql").writeTo(this.folder.resolve("two"));
		MigrationSource source = MigrationSource.of("file:" + one, "file:" + two);
		MigrationSet set = source.load();
		assertThat(set.size()).isOne();
		assertThat(set.warnings()).map(MigrationWarning::kind).containsExactly(Kind.IDENTICAL_COPY);
		new MigrationTree().file("1_a.sql", "select 2;").writeTo(this.folder.resolve("two"));
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(source::load)
			.withMessageContaining("The id 1_a is there twice with different texts");
	}

	@Test
	void refusesSqlFilesWithoutAnyVersion() {
		MigrationTree tree = new MigrationTree().files("init.sql", "README.md");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("init.sql")
			.withMessageContaining("no version");
	}

	@Test
	void saysWhatIsEmptyStrayOrMissing() {
		Path one = new MigrationTree().file("1_a.sql", "-- nothing yet\n")
			.files("2_b.sql", "seed.sql", "sub/3_c.sql", "README.md", "tool.toml")
			.writeTo(this.folder.resolve("one"));
		Path two = new MigrationTree().files("README.md").writeTo(this.folder.resolve("two"));
		MigrationSet set = MigrationSource.of("file:" + one, "file:" + two, "file:" + one + "/nowhere", "no/where")
			.load();
		assertThat(MigrationTree.ids(set)).containsExactly("1_a", "2_b");
		assertThat(set.list().get(0).up().isBlank()).isTrue();
		assertThat(set.warnings()).extracting(MigrationWarning::kind)
			.containsExactly(Kind.EMPTY_SCRIPT, Kind.STRAY_FILE, Kind.STRAY_FILE, Kind.EMPTY_LOCATION,
					Kind.MISSING_LOCATION, Kind.MISSING_LOCATION);
		assertThat(set.warnings()).map(MigrationWarning::toString).allSatisfy((text) -> assertThat(text).contains(" "));
	}

	@Test
	void saysWhichDirectivesAreOutOfPlace() {
		MigrationSet set = new MigrationTree()
			.file("1_a.sql", "-- migrator: lock-timeout=5s\nselect 1;\n-- migrator: why=too late\n")
			.file("2_b.sql", "-- migrator: lock-timeout=5s\n  -- migrator: why=" + "x".repeat(300) + "\nselect 1;\n")
			.load(this.folder);
		assertThat(set.warnings()).extracting(MigrationWarning::kind, MigrationWarning::path)
			.containsExactly(tuple(Kind.MISPLACED_DIRECTIVE, this.folder + "/1_a.sql"));
	}

	@Test
	void passesOverTheHiddenCopiesOfMountedFiles() throws IOException {
		new MigrationTree().files("..2026_01_10/1_a.sql").writeTo(this.folder);
		Files.createSymbolicLink(this.folder.resolve("..data"), Path.of("..2026_01_10"));
		Files.createSymbolicLink(this.folder.resolve("1_a.sql"), Path.of("..data/1_a.sql"));
		assertThat(MigrationTree.ids(MigrationSource.of("file:" + this.folder).load())).containsExactly("1_a");
	}

	@Test
	void readsFoldersAndJarsOfTheClassPathTogether() throws IOException {
		Path classes = new MigrationTree().files("db/migrations/20240102000000_b/migration.sql", "other/1_x.sql")
			.writeTo(this.folder.resolve("classes"));
		Path jar = new MigrationTree()
			.files("db/migrations/20240101000000_a/migration.sql", "db/migrations/20240101000000_a/down.sql",
					"db/migrationsx/1_y.sql", "Main.class")
			.writeToJar(this.folder.resolve("module one.jar"), true);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL(), jar.toUri().toURL() },
				null)) {
			for (String location : List.of("classpath:db/migrations", "classpath:/db/migrations/", "db/migrations",
					"classpath*:db/migrations")) {
				MigrationSet set = MigrationSource.of(location).withClassLoader(loader).load();
				assertThat(MigrationTree.ids(set)).containsExactly("20240101000000_a", "20240102000000_b");
				assertThat(set.list()).map((migration) -> migration.up().name())
					.containsExactly("db/migrations/20240101000000_a/migration.sql",
							"db/migrations/20240102000000_b/migration.sql");
				assertThat(set.list().get(0).down()).isNotNull();
				assertThat(MigrationTree.text(set.list().get(0).up())).isEqualTo("select 1;\n");
				assertThat(set.list().get(0).up().size()).isEqualTo(10);
				assertThat(set.warnings()).isEmpty();
			}
		}
	}

	@Test
	void readsJarsWithoutEntriesForFolders() throws IOException {
		Path jar = new MigrationTree().files("db/migrations/20240101000000_a/migration.sql")
			.writeToJar(this.folder.resolve("module.jar"), false);
		try (URLClassLoader loader = new URLClassLoader(new URL[] { jar.toUri().toURL() }, null)) {
			MigrationSet set = MigrationSource.of("classpath:db/migrations").withClassLoader(loader).load();
			assertThat(MigrationTree.ids(set)).containsExactly("20240101000000_a");
			assertThat(MigrationTree.text(set.list().get(0).up())).isEqualTo("select 1;\n");
		}
	}

	@Test
	void findsEachFolderOfSeveralJarsWithoutEntriesForFolders() throws IOException {
		Path one = new MigrationTree().files("db/migrations/20240101000000_a/migration.sql", "db/other/readme.txt")
			.writeToJar(this.folder.resolve("one.jar"), false);
		Path two = new MigrationTree().files("db/migrations/20240102000000_b/migration.sql", "db/more/1_c.sql")
			.writeToJar(this.folder.resolve("two.jar"), false);
		Path said = new MigrationTree().files("db/said/1_d.sql").writeToJar(this.folder.resolve("said.jar"), true);
		try (URLClassLoader loader = new URLClassLoader(
				new URL[] { one.toUri().toURL(), two.toUri().toURL(), said.toUri().toURL() }, null)) {
			assertThat(MigrationTree.ids(load(loader, "classpath:db/none"))).isEmpty();
			assertThat(MigrationTree.ids(load(loader, "classpath:db/migrations"))).containsExactly("20240101000000_a",
					"20240102000000_b");
			assertThat(MigrationTree.ids(load(loader, "classpath:db/more"))).containsExactly("1_c");
			assertThat(MigrationTree.ids(load(loader, "classpath:db/said"))).containsExactly("1_d");
		}
	}

	private static MigrationSet load(ClassLoader loader, String location) {
		return MigrationSource.of(location).withClassLoader(loader).load();
	}

	@Test
	void ownLayoutsAreAskedFirst() {
		MigrationLayout own = new OwnLayout();
		MigrationSet set = new MigrationTree().files("1_a.sql", "2_b.sql")
			.source(this.folder)
			.withLayouts(List.of(own))
			.load();
		assertThat(MigrationTree.ids(set)).containsExactly("own 2_b.sql", "own 1_a.sql");
		assertThat(set.origins().get(0).layout()).isSameAs(own);
	}

	@Test
	void orderIsTheSameHoweverTheFilesAreListed() {
		MigrationTree tree = new MigrationTree();
		List<String> expected = new ArrayList<>();
		for (int i = 1; i <= 120; i++) {
			tree.file(i + "_m.sql");
			expected.add(i + "_m");
		}
		assertThat(MigrationTree.ids(tree.load(this.folder))).isEqualTo(expected);
	}

	private static final class OwnLayout implements MigrationLayout {

		@Override
		public String name() {
			return "own";
		}

		@Override
		public boolean claims(Entry entry, Listing listing) {
			return entry.path().endsWith(".sql");
		}

		@Override
		public void read(List<Entry> claimed, Listing listing, Sink sink) {
			int version = 10;
			for (Entry entry : claimed) {
				sink.add(Migration.builder("own " + entry.path(), listing.script(entry))
					.version(String.valueOf(version--)));
			}
		}

		@Override
		public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
			return List.of();
		}

	}

}
