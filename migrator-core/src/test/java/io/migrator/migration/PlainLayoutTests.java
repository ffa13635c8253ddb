package io.migrator.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class PlainLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void readsVersionsOfAnyForm() {
		MigrationSet set = new MigrationTree()
			.files("9_nine.sql", "010-ten.sql", "1.2_dots.sql", "20260110120000_now.sql", "0011.sql", "0012.name.sql",
					"001_2fa.sql", "010-ten.down.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("001_2fa", "1.2_dots", "9_nine", "010-ten", "0011",
				"0012.name", "20260110120000_now");
		assertThat(set.list().get(0).version()).hasToString("001");
		assertThat(set.list().get(3).down()).isNotNull();
		assertThat(set.list().get(4).description()).isEmpty();
		assertThat(set.warnings()).isEmpty();
	}

	@Test
	void readsWhatSqlxSaysOfTransactions() {
		MigrationSet set = new MigrationTree()
			.file("20260110120000_index.sql", "-- no-transaction\ncreate index concurrently on a (b);\n")
			.load(this.folder);
		assertThat(set.list().get(0).directives().nonTransactional()).isTrue();
	}

	@Test
	void dollarsAndBracesArePlainText() {
		MigrationSet set = new MigrationTree().file("1_a.sql", "select '${b}';").load(this.folder);
		assertThat(MigrationTree.text(set.list().get(0).up())).isEqualTo("select '${b}';");
	}

}
