package io.migrator.migration;

import java.nio.file.Path;

import io.migrator.sql.ScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SectionLayoutTests {

	@TempDir
	private Path folder;

	@Test
	void readsDbmate() {
		MigrationSet set = new MigrationTree()
			.file("20240110120000_users.sql",
					"-- about\n-- migrate:up\ncreate table users ();\n\n-- migrate:down\ndrop table users;\n")
			.file("20240110120001_index.sql",
					"-- migrate:up transaction:false\ncreate index concurrently on a (b);\n"
							+ "-- migrate:down transaction:false\ndrop index concurrently a_b_idx;\n")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("20240110120000_users", "20240110120001_index");
		Migration users = set.list().get(0);
		assertThat(MigrationTree.text(users.up()).strip()).isEqualTo("create table users ();");
		assertThat(MigrationTree.text(down(users))).isEqualTo("\n\n\n\n\ndrop table users;\n");
		assertThat(users.directives().nonTransactional()).isFalse();
		assertThat(users.downDirectives().nonTransactional()).isFalse();
		assertThat(set.list().get(1).directives().nonTransactional()).isTrue();
		assertThat(set.list().get(1).downDirectives().nonTransactional()).isTrue();
	}

	@Test
	void readsGoose() {
		MigrationSet set = new MigrationTree()
			.file("00009_a.sql", "-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n")
			.file("00010_b.sql",
					"-- +goose up\n-- +goose NO TRANSACTION\n-- migrator: lock-timeout=5s\nselect 1;\n-- +goose down\n")
			.load(this.folder);
		assertThat(MigrationTree.ids(set)).containsExactly("00009_a", "00010_b");
		assertThat(set.list().get(0).directives().nonTransactional()).isFalse();
		assertThat(set.list().get(1).directives().nonTransactional()).isTrue();
		assertThat(set.list().get(1).downDirectives().nonTransactional()).isTrue();
		assertThat(set.list().get(1).directives().lockTimeout()).hasSeconds(5);
		assertThat(down(set.list().get(1)).isBlank()).isTrue();
	}

	@Test
	void readsSqlMigrate() {
		MigrationSet set = new MigrationTree()
			.file("1_a.sql", "-- +migrate Up notransaction\nselect 1;\n-- +migrate Down\nselect 2;\n")
			.load(this.folder);
		assertThat(MigrationTree.text(set.list().get(0).up()).strip()).isEqualTo("select 1;");
		assertThat(set.list().get(0).directives().nonTransactional()).isTrue();
		assertThat(set.list().get(0).downDirectives().nonTransactional()).isFalse();
	}

	@Test
	void refusesStatementsThatNoSectionHolds() {
		MigrationTree tree = new MigrationTree().file("1_a.sql",
				"select 0;\n-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;\n");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("1_a.sql has statements before -- +goose Up");
	}

	@Test
	void refusesAFileWithoutAnUpSection() {
		MigrationTree tree = new MigrationTree().file("1_a.sql", "-- migrate:down\nselect 2;\n");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("1_a.sql has no section -- migrate:up");
	}

	@Test
	void refusesToRunWhatGooseWouldSubstitute() {
		MigrationSet set = new MigrationTree()
			.file("1_a.sql", "-- +goose ENVSUB ON\n-- +goose Up\nselect '${REGION}';\n")
			.load(this.folder);
		assertThat(set.warnings()).singleElement()
			.satisfies((warning) -> assertThat(warning.kind()).isEqualTo(MigrationWarning.Kind.NOT_SUPPORTED));
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> MigrationTree.text(set.list().get(0).up()))
			.withMessageContaining("1_a.sql:1:1: goose would put environment variables in here");
	}

	@Test
	void refusesAPlainFileAmongSections() {
		MigrationTree tree = new MigrationTree().file("1_a.sql", "-- migrate:up\nselect 2;\n").file("2_b.sql");
		assertThatExceptionOfType(InvalidMigrationsException.class).isThrownBy(() -> tree.load(this.folder))
			.withMessageContaining("1_a.sql (dbmate)")
			.withMessageContaining("2_b.sql (plain)");
	}

	private static Script down(Migration migration) {
		Script down = migration.down();
		assertThat(down).isNotNull();
		return down;
	}

}
