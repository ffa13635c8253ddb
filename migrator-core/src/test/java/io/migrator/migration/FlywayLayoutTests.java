package io.migrator.migration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migrator.migration.MigrationWarning.Kind;
import io.migrator.sql.ScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FlywayLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void readsNestedFolders() {
		MigrationSet set = new MigrationTree()
			.files("V1__init.sql", "V1_2__add_wallet.sql", "2024/V9__nine.sql", "2024/q1/V10__ten.sql", "U9__nine.sql",
					"views/R__wallet_view.sql", "R__a_view.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("V1__init", "V1_2__add_wallet", "V9__nine", "V10__ten",
				"R__a_view", "R__wallet_view");
		assertThat(set.list().get(1).version()).hasToString("1_2");
		assertThat(set.list().get(1).description()).isEqualTo("add wallet");
		assertThat(set.list().get(2).down()).isNotNull();
		assertThat(set.list().get(5).repeatable()).isTrue();
		assertThat(set.list().get(5).version()).isNull();
		assertThat(set.warnings()).isEmpty();
	}

	@Test
	void namesAreSettings() {
		MigrationTree tree = new MigrationTree().files("V0009.Name.sql", "V0010.Other.sql", "R.View.sql");
		MigrationSet set = tree.source(this.folder)
			.withFlywayNaming(new FlywayNaming("V", "R", "U", "B", ".", List.of(".sql")))
			.load();
		assertThat(MigrationTree.ids(set)).containsExactly("V0009.Name", "V0010.Other", "R.View");
		assertThat(set.list().get(0).description()).isEqualTo("Name");
		assertThat(set.list().get(0).version()).hasToString("0009");
	}

	@Test
	void replacesPlaceholders() {
		MigrationTree tree = new MigrationTree().file("V1__a.sql", "select '${env}', '${ Schema }', $1;\n");
		Script script = load(tree, Map.of("ENV", "täst", " schema ", "app")).list().get(0).up();
		assertThat(MigrationTree.text(script)).isEqualTo("select 'täst', 'app', $1;\n");
		assertThat(script.checksum()).isEqualTo(ScriptTests.script("select '${env}', '${ Schema }', $1;\n").checksum());
	}

	@Test
	void namesThePlaceholderThatHasNoValue() {
		MigrationSet set = load(new MigrationTree().file("V1__a.sql", "-- ä\nselect 'ä${env}';\n"), Map.of());
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> MigrationTree.text(set.list().get(0).up()))
			.withMessageContaining("V1__a.sql:2:10: the placeholder ${env} has no value")
			.withMessageContaining("migrator.flyway.placeholders.env");
	}

	@Test
	void readsTheSettingsBesideAScript() {
		MigrationTree tree = new MigrationTree().file("V1__a.sql", "select '${env}';\n")
			.file("V1__a.sql.conf", "executeInTransaction=false\nplaceholderReplacement=false\n");
		Migration migration = load(tree, Map.of()).list().get(0);
		assertThat(migration.directives().nonTransactional()).isTrue();
		assertThat(MigrationTree.text(migration.up())).isEqualTo("select '${env}';\n");
	}

	@Test
	void passesOverBaselinesAndCallbacksAndSaysSo() {
		MigrationSet set = new MigrationTree()
			.files("V1__a.sql", "V2__b.sql", "B2__all.sql", "afterMigrate.sql", "U7__gone.sql", "notes.sql")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("V1__a", "V2__b");
		assertThat(set.warnings()).extracting(MigrationWarning::kind)
			.containsExactlyInAnyOrder(Kind.NOT_SUPPORTED, Kind.NOT_SUPPORTED, Kind.DOWN_WITHOUT_UP, Kind.STRAY_FILE);
	}

	@Test
	void refusesABaselineWithoutTheVersionsThatItReplaces() {
		MigrationTree tree = new MigrationTree().files("B5__all.sql", "V6__b.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("B5__all.sql is a Flyway baseline")
			.withMessageContaining("V5__all.sql");
	}

	@Test
	void refusesANameWithoutAVersion() {
		MigrationTree tree = new MigrationTree().files("V__b.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("V__b.sql has no version");
	}

	private MigrationSet load(MigrationTree tree, Map<String, String> placeholders) {
		return tree.source(this.folder).withPlaceholders(Placeholders.of(placeholders)).load();
	}

}
