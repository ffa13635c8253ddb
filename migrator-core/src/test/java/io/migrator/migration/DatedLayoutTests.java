package io.migrator.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DatedLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void severalMigrationsOfOneDayRunInTheOrderOfTheirIds() {
		MigrationSet set = new MigrationTree()
			.files("2026-01-10-wallet-add-holds/migration.sql", "2026-01-10-funding-add-status/migration.sql",
					"2026-01-10-funding-add-status/down.sql", "2025-12-31-base-init/migration.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("2025-12-31-base-init", "2026-01-10-funding-add-status",
				"2026-01-10-wallet-add-holds");
		Migration funding = set.list().get(1);
		assertThat(funding.version()).hasToString("2026-01-10");
		assertThat(funding.description()).isEqualTo("funding add status");
		assertThat(funding.down()).isNotNull();
		assertThat(set.warnings()).isEmpty();
	}

	@Test
	void readsFilesToo() {
		MigrationSet set = new MigrationTree()
			.files("2026-01-10-a-b.sql", "2026-01-10-a-b.down.sql", "2026-01-09-c-d.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("2026-01-09-c-d", "2026-01-10-a-b");
		assertThat(set.list().get(1).down()).isNotNull();
	}

}
