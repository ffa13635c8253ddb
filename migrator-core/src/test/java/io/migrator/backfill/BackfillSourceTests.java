package io.migrator.backfill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.BackfillDefinition.Bean;
import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.error.ExitCodes;
import io.migrator.migration.BackfillDirectives;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackfillSourceTests {

	@TempDir
	private Path folder;

	@Test
	void readsFilesInFoldersAndBeans() {
		file("owners.sql", "UPDATE wallets SET owner = 1 WHERE owner IS NULL;");
		file("2026/cents.sql", "-- migrator: batch=50ms\nUPDATE wallets SET cents = cents * 100;");
		file("2026/readme.txt", "nothing");
		List<BackfillDefinition> definitions = load(new Filler("names", Long.class, "wallets"));
		assertThat(definitions).extracting(BackfillDefinition::name).containsExactly("2026/cents", "names", "owners");
		BackfillDefinition cents = definitions.get(0);
		assertThat(cents.source()).endsWith("2026/cents.sql");
		assertThat(cents.work()).isInstanceOfSatisfying(Batched.class,
				(batched) -> assertThat(batched.statement().table()).hasToString("wallets"));
		assertThat(cents.directives().batchDuration()).hasMillis(50);
		assertThat(cents.warnings()).singleElement().asString().contains("cents from its own value");
		assertThat(definitions.get(1).work()).isInstanceOf(Bean.class);
		assertThat(definitions.get(1).source()).isEqualTo("bean " + Filler.class.getName());
		assertThat(definitions.get(2).warnings()).isEmpty();
	}

	@Test
	void whatCannotBeBatchedIsRunAsAWholeAndSaysWhy() {
		file("1.sql", "SELECT fill_all();");
		file("2.sql", "UPDATE a SET b = 1; UPDATE a SET c = 2;");
		file("3.sql", "COPY a FROM STDIN;\n1\n\\.\n");
		file("4.sql", "SAVEPOINT a;\nUPDATE a SET b = 1;\n-- migrator: batch=10\nRELEASE a;");
		List<BackfillDefinition> definitions = load();
		assertThat(definitions)
			.allSatisfy((definition) -> assertThat(definition.work()).isInstanceOfSatisfying(Whole.class,
					(whole) -> assertThat(definition.warnings()).last()
						.asString()
						.startsWith("It is run as a whole in one transaction, not batch by batch: ")
						.endsWith(whole.why())));
		assertThat(definitions).extracting((definition) -> ((Whole) definition.work()).why())
			.satisfiesExactly((why) -> assertThat(why).startsWith("It is SELECT"),
					(why) -> assertThat(why).startsWith("It has 2 statements"),
					(why) -> assertThat(why).startsWith("It is COPY"),
					(why) -> assertThat(why).startsWith("It has 3 statements"));
		assertThat(definitions.get(3).warnings()).first().asString().contains("below its first statement");
	}

	@Test
	void onlyWhatAScriptSaysCountsForItsChecksum() {
		file("a.sql", "UPDATE wallets SET a = 1 WHERE a IS NULL;");
		String checksum = load().get(0).checksum();
		file("a.sql", "-- migrator: parallel=2\nupdate WALLETS\n  set a=1 -- one\n where a is null\n");
		assertThat(load().get(0).checksum()).isEqualTo(checksum);
		file("a.sql", "UPDATE wallets SET a = 2 WHERE a IS NULL;");
		assertThat(load().get(0).checksum()).isNotEqualTo(checksum);
		file("a.sql", "-- migrator: key=id\nUPDATE wallets SET a = 1 WHERE a IS NULL;");
		assertThat(load().get(0).checksum()).isNotEqualTo(checksum);
	}

	@Test
	void theTableThatDrivesAnInsertMayBeChosen() {
		file("a.sql",
				"-- migrator: table=app.wallets\nINSERT INTO x SELECT 1 FROM u JOIN wallets w ON true ON CONFLICT DO NOTHING");
		assertThat(load().get(0).work()).isInstanceOfSatisfying(Batched.class,
				(batched) -> assertThat(batched.statement().row()).isEqualTo("w"));
	}

	@Test
	void tellsAllThatIsWrongAtOnce() {
		file("1.sql", "-- migrator: batch=lots\nUPDATE a SET b = 1;");
		file("2.sql", "-- nothing here\n;\n");
		file("3.sql", "-- migrator: table=wallets\n\nUPDATE deals SET b = 1;");
		file("4.sql", "\\copy a from b\n");
		file("5.sql", "UPDATE a SET b = 'x;\n");
		file("6.sql", "BEGIN;\nUPDATE a SET b = 1;\nCOMMIT;");
		file("7.sql", "UPDATE a SET b = 1;\nVACUUM a;");
		file("8.sql", "-- migrator: table=a b\nUPDATE a SET b = 1;");
		file("9.sql", "-- migrator: phase=after-start\nUPDATE a SET b = 1;");
		file("91.sql", "-- migrator: key=ID\nUPDATE a SET id = id + 1;");
		assertThatExceptionOfType(InvalidBackfillsException.class)
			.isThrownBy(() -> load(new Filler("b", Long.class, null), new Filler("c", Integer.class, "wallets"),
					new Filler(" ", Long.class, "wallets")))
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(ExitCodes.INVALID);
				assertThat(ex.problems()).satisfiesExactly(
						(problem) -> assertThat(problem).contains("1.sql:1:14: \"lots\" is not a duration")
							.contains("Write for example"),
						(problem) -> assertThat(problem).contains("2.sql:1:1: there is no statement"),
						(problem) -> assertThat(problem).contains("3.sql:3:1: the directive \"table\" says wallets")
							.contains("It changes deals, not wallets"),
						(problem) -> assertThat(problem).contains("4.sql:1:1: the psql command \\copy"),
						(problem) -> assertThat(problem).contains("5.sql:1:18: unterminated"),
						(problem) -> assertThat(problem).contains("6.sql:1:1: BEGIN cannot be run"),
						(problem) -> assertThat(problem).contains("7.sql:2:1: VACUUM cannot be run"),
						(problem) -> assertThat(problem).contains("8.sql:1:"),
						(problem) -> assertThat(problem).contains("9.sql:1:14: the directive \"phase\""),
						(problem) -> assertThat(problem).contains("91.sql:2:1: the directive \"key\" says ID"),
						(problem) -> assertThat(problem).contains("no table that it walks"),
						(problem) -> assertThat(problem).contains("keys of type java.lang.Integer"),
						(problem) -> assertThat(problem).contains("has no name"));
			});
	}

	@Test
	void refusesTwoOfOneNameUnlessTheyAreTheSame() {
		file("one/a.sql", "UPDATE wallets SET a = 1;");
		file("two/a.sql", "update wallets set a = 1;");
		List<String> locations = List.of("file:" + this.folder + "/one", "file:" + this.folder + "/two",
				"classpath:not/there");
		assertThat(new BackfillSource(locations, getClass().getClassLoader(), List.of()).load()).hasSize(1);
		file("two/a.sql", "UPDATE wallets SET a = 2;");
		assertThatExceptionOfType(InvalidBackfillsException.class)
			.isThrownBy(() -> new BackfillSource(locations, getClass().getClassLoader(),
					List.of(new Filler("b", UUID.class, "a"), new Filler("b", UUID.class, "a")))
				.load())
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(2)
				.allSatisfy((problem) -> assertThat(problem).contains("is there twice: "))
				.first()
				.asString()
				.contains("one/a.sql and ")
				.endsWith("two/a.sql"));
	}

	private List<BackfillDefinition> load(Backfill<?>... beans) {
		return new BackfillSource(List.of("file:" + this.folder), getClass().getClassLoader(), List.of(beans)).load();
	}

	private void file(String path, String text) {
		try {
			Path file = this.folder.resolve(path);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static final class Filler implements Backfill<Object> {

		private final String name;

		private final Class<?> keyType;

		private final String table;

		Filler(String name, Class<?> keyType, String table) {
			this.name = name;
			this.keyType = keyType;
			this.table = table;
		}

		@Override
		@SuppressWarnings("unchecked")
		public BackfillDescription<Object> describe() {
			return new BackfillDescription<>(this.name, (Class<Object>) this.keyType, "1",
					(this.table != null) ? BackfillDirectives.forTable(this.table) : BackfillDirectives.NONE);
		}

		@Override
		public long process(BackfillBatch<Object> batch) {
			return 0;
		}

	}

}
