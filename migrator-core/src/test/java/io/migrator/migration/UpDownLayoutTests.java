package io.migrator.migration;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class UpDownLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void readsPairs() {
		MigrationSet set = new MigrationTree()
			.files("9_nine.up.sql", "9_nine.down.sql", "10_ten.up.sql", "00011_eleven.tx.up.sql",
					"00011_eleven.tx.down.sql", "11.1_more.up.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("9_nine", "10_ten", "00011_eleven", "11.1_more");
		assertThat(set.list()).map((migration) -> migration.down() != null).containsExactly(true, false, true, false);
		assertThat(set.list().get(2).version()).hasToString("00011");
		assertThat(set.warnings()).isEmpty();
	}

	@Test
	void warnsOfADownWithoutAnUp() {
		MigrationSet set = new MigrationTree().files("1_a.up.sql", "2_b.down.sql").load(this.folder);
		assertThat(set.warnings()).singleElement().satisfies((warning) -> {
			assertThat(warning.kind()).isEqualTo(MigrationWarning.Kind.DOWN_WITHOUT_UP);
			assertThat(warning.message()).contains("2_b.down.sql").contains("2_b.up.sql");
		});
	}

}
