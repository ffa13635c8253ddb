package io.migrator.migration;

import java.nio.file.Path;

import io.migrator.migration.MigrationWarning.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class PrismaLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void readsFoldersInTheOrderOfTheirTimestamps() {
		MigrationSet set = new MigrationTree()
			.files("20240110120000_add_wallet/migration.sql", "20240110120000_add_wallet/down.sql",
					"20240110120000_add_wallet/verify.sql", "20230501_users/migration.sql",
					"202305011230_roles/migration.sql", "01_init/migration.sql", "0_base/migration.sql",
					"20230502_a/migration.sql", "20230502_b/migration.sql", "20240110120001/migration.sql")
			.file("migration_lock.toml", "provider = \"postgresql\"")
			.files("README.md", ".gitkeep", "schema.prisma")
			.load(this.folder.resolve("migrations"));
		assertThat(MigrationTree.ids(set)).containsExactly("0_base", "01_init", "202305011230_roles", "20230501_users",
				"20230502_a", "20230502_b", "20240110120000_add_wallet", "20240110120001");
		assertThat(set.warnings()).isEmpty();
		Migration wallet = set.list().get(6);
		assertThat(wallet.version()).hasToString("20240110120000");
		assertThat(wallet.description()).isEqualTo("add wallet");
		assertThat(wallet.up().name()).endsWith("migrations/20240110120000_add_wallet/migration.sql");
		assertThat(wallet.down()).isNotNull();
		assertThat(wallet.verify()).isNotNull();
		assertThat(wallet.repeatable()).isFalse();
		assertThat(set.origins()).singleElement().satisfies((origin) -> {
			assertThat(origin.layout()).isInstanceOf(PrismaLayout.class);
			assertThat(origin.migrations()).hasSize(8);
		});
	}

	@Test
	void namesFoldersWithoutAScript() {
		MigrationSet set = new MigrationTree()
			.files("20240110120000_a/migration.sql", "20240111120000_b/README.md", "20240112120000_c/down.sql",
					"20240113120000_d/data.sql", "archive/notes.txt")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("20240110120000_a");
		assertThat(set.warnings()).extracting(MigrationWarning::kind, MigrationWarning::path)
			.containsExactlyInAnyOrder(tuple(Kind.DOWN_WITHOUT_UP, this.folder + "/20240112120000_c/down.sql"),
					tuple(Kind.STRAY_FILE, this.folder + "/20240113120000_d/data.sql"),
					tuple(Kind.FOLDER_WITHOUT_SCRIPT, this.folder + "/20240111120000_b"),
					tuple(Kind.FOLDER_WITHOUT_SCRIPT, this.folder + "/20240112120000_c"),
					tuple(Kind.FOLDER_WITHOUT_SCRIPT, this.folder + "/20240113120000_d"));
	}

	@Test
	void folderMayBeNamedLikeAFile() {
		MigrationSet set = new MigrationTree()
			.files("20240110120000_a.sql/migration.sql", "20240111120000_b/migration.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("20240110120000_a.sql", "20240111120000_b");
	}

}
