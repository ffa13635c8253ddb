package io.migrator.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DieselLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void readsFolders() {
		MigrationSet set = new MigrationTree()
			.files("2024-01-10-120000_create_users/up.sql", "2024-01-10-120000_create_users/down.sql",
					"00000000000000_diesel_initial_setup/up.sql", "00000000000000_diesel_initial_setup/down.sql",
					"20151219180527_older/up.sql", "2024-01-10-120001_index/up.sql", ".keep")
			.file("2024-01-10-120001_index/metadata.toml", "# why\nrun_in_transaction = false\n")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("00000000000000_diesel_initial_setup",
				"20151219180527_older", "2024-01-10-120000_create_users", "2024-01-10-120001_index");
		Migration users = set.list().get(2);
		assertThat(users.version()).hasToString("2024-01-10-120000");
		assertThat(users.description()).isEqualTo("create users");
		assertThat(users.down()).isNotNull();
		assertThat(users.directives().nonTransactional()).isFalse();
		assertThat(set.list().get(3).directives().nonTransactional()).isTrue();
		assertThat(set.warnings()).isEmpty();
	}

	@Test
	void timestampsMayEndInACounter() {
		MigrationSet set = new MigrationTree()
			.files("2026-05-27-120000_a/up.sql", "2026-05-27-120000-0001_c/up.sql", "2026-05-27-120000-0000_b/up.sql",
					"2026-05-27-120001_d/up.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("2026-05-27-120000_a", "2026-05-27-120000-0000_b",
				"2026-05-27-120000-0001_c", "2026-05-27-120001_d");
		assertThat(set.list().get(1).description()).isEqualTo("b");
	}

}
