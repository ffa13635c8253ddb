package io.migrator.develop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.develop.SchemaSource.Database;
import io.migrator.develop.SchemaSource.Empty;
import io.migrator.develop.SchemaSource.Migrations;
import io.migrator.develop.SchemaSource.Scripts;
import io.migrator.develop.SchemaSource.Stored;
import io.migrator.history.AuditEntry;
import io.migrator.history.AuditQuery;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.shadow.ShadowSettings;
import io.migrator.test.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class WorkbenchTests {

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path folder;

	private Workbench workbench;

	@BeforeEach
	void writeMigration() throws IOException {
		Files.createDirectories(this.folder.resolve("20260101000000_wallet"));
		Files.writeString(this.folder.resolve("20260101000000_wallet/migration.sql"),
				"CREATE TABLE wallet (id bigint PRIMARY KEY, owner text);");
		this.workbench = new Workbench(this::migrations, MigratorSettings.defaults(),
				ShadowSettings.of(this.database.dataSource()), List.of());
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void findsNothingBetweenEquals() {
		Comparison comparison = this.workbench.compare(new Migrations(),
				desired("CREATE TABLE wallet (owner text, id bigint PRIMARY KEY);"), DdlOptions.ONLINE);
		assertThat(comparison.isEmpty()).isTrue();
		assertThat(comparison.parts()).isEmpty();
	}

	@Test
	void writesTheMigrationsThatLeadToADesiredSchemaAndBack() throws IOException {
		migrator().deploy();
		Scripts desired = desired("""
				CREATE TABLE wallet (id bigint PRIMARY KEY, owner text NOT NULL, note text);
				CREATE INDEX wallet_owner ON wallet (owner);
				""");
		Comparison comparison = this.workbench.compare(new Migrations(), desired, DdlOptions.ONLINE);
		List<Path> files = this.workbench.write(comparison, "own notes", this.folder, Clock.systemUTC());
		assertThat(files).extracting((file) -> this.folder.relativize(file).toString().replaceFirst("^\\d{14}", ""))
			.containsExactly("_own_notes_change/migration.sql", "_own_notes_change/down.sql",
					"_own_notes_finish/migration.sql", "_own_notes_finish/down.sql", "_own_notes_indexes/migration.sql",
					"_own_notes_indexes/down.sql");
		assertThat(Files.readString(files.get(4)))
			.contains("CREATE INDEX CONCURRENTLY wallet_owner ON public.wallet USING btree (owner);");
		assertThat(this.workbench.compare(new Migrations(), desired, DdlOptions.ONLINE).isEmpty()).isTrue();
		assertThat(migrator().deploy().applied()).hasSize(3);
		assertThat(this.workbench.compare(live(), desired, DdlOptions.ONLINE).isEmpty()).isTrue();
		assertThat(migrator().rollback(3).rolledBack()).hasSize(3);
		assertThat(this.workbench
			.compare(live(), desired("CREATE TABLE wallet (id bigint PRIMARY KEY, owner text);"), DdlOptions.ONLINE)
			.isEmpty()).isTrue();
	}

	@Test
	void saysInTheDownScriptWhatDoesNotComeBack() {
		Comparison comparison = this.workbench.compare(new Migrations(),
				desired("CREATE TABLE wallet (id bigint PRIMARY KEY);"), DdlOptions.ONLINE);
		assertThat(comparison.losses()).containsExactly("all values of public.wallet.owner");
		assertThat(comparison.parts()).singleElement().satisfies((part) -> {
			assertThat(part.up())
				.startsWith("-- migrator: rollback=\"does not bring back all values of public.wallet.owner\"\n\n")
				.contains("-- loses: all values of public.wallet.owner");
			assertThat(part.down()).startsWith("-- does not bring back: all values of public.wallet.owner")
				.contains("ALTER TABLE public.wallet ADD COLUMN owner text;");
		});
		this.workbench.write(comparison, "forget owners", this.folder, Clock.systemUTC());
		assertThat(migrator().plan().next()).last()
			.satisfies((planned) -> assertThat(planned.reasons())
				.containsExactly("rollback: does not bring back all values of public.wallet.owner"));
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> RefusedException.unlessAccepted(comparison, false))
			.withMessageContaining("--accept-loss");
	}

	@Test
	void renamesWhereAHintSaysSoAndProposesItElsewhere() {
		Comparison guessed = this.workbench.compare(new Migrations(),
				desired("CREATE TABLE wallet (id bigint PRIMARY KEY, holder text);"), DdlOptions.ONLINE);
		assertThat(guessed.guesses()).singleElement()
			.satisfies((guess) -> assertThat(guess.hint()).contains("renamed-from=owner"));
		Comparison told = this.workbench.compare(new Migrations(), desired("""
				CREATE TABLE wallet (
				    id bigint PRIMARY KEY,
				    -- migrator: renamed-from=owner
				    holder text
				);
				"""), DdlOptions.ONLINE);
		assertThat(told.sql()).isEqualTo("ALTER TABLE public.wallet RENAME COLUMN owner TO holder;\n");
		assertThat(told.losses()).isEmpty();
		assertThat(told.guesses()).isEmpty();
		assertThat(told.parts().get(0).down()).contains("holder");
	}

	@Test
	void comparesInEveryCombination() {
		migrator().deploy();
		this.database.jdbc().sql("ALTER TABLE wallet ADD COLUMN by_hand int").update();
		List<SchemaSource> sources = List.of(new Migrations(), new Stored("the database", this.database.dataSource()),
				live(), desired("CREATE TABLE wallet (id bigint PRIMARY KEY, owner text);"), new Empty());
		for (SchemaSource from : sources) {
			for (SchemaSource to : sources.subList(sources.indexOf(from), sources.size())) {
				Comparison comparison = this.workbench.compare(from, to, DdlOptions.OFFLINE);
				boolean equal = from == to || !(special(from) || special(to));
				assertThat(comparison.isEmpty()).as(from + " to " + to).isEqualTo(equal);
			}
		}
	}

	private static boolean special(SchemaSource source) {
		return source instanceof Empty || source instanceof Database;
	}

	@Test
	void pushesButNotWhereDataWouldBeLostOrProductionIsNear() {
		migrator().deploy();
		this.workbench.push(desired("CREATE TABLE wallet (id bigint PRIMARY KEY, owner text, more int);"), live(),
				false);
		assertThat(this.database.jdbc().sql("SELECT count(more) FROM wallet").query(Integer.class).single()).isZero();
		assertThat(migrator().audit(AuditQuery.latest(1))).extracting(AuditEntry::action, AuditEntry::reason)
			.containsExactly(tuple("push", "part 1 of 1"));
		assertThatExceptionOfType(RefusedException.class)
			.isThrownBy(() -> this.workbench.push(desired("CREATE TABLE other (id int);"), live(), false))
			.withMessageContaining("would lose data");
		MigratorSettings now = MigratorSettings.defaults();
		Workbench production = new Workbench(this::migrations,
				new MigratorSettings(now.schema(), now.stream(), java.util.Set.of("prod"), now.lockTimeout(),
						now.lockRetries(), now.lockWait(), now.outOfOrder(), now.applicationName(), null, null),
				ShadowSettings.of(this.database.dataSource()), List.of());
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> production.push(new Empty(), live(), true))
			.withMessageContaining("the environment is 'prod'");
	}

	@Test
	void refusesWhatItCannotChange() {
		this.database.jdbc().sql("""
				CREATE TYPE label;
				CREATE FUNCTION label_in(cstring) RETURNS label LANGUAGE internal IMMUTABLE STRICT AS 'textin';
				CREATE FUNCTION label_out(label) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
				CREATE TYPE label (INPUT = label_in, OUTPUT = label_out, LIKE = text)
				""").update();
		assertThatExceptionOfType(UnprovedException.class)
			.isThrownBy(() -> this.workbench.compare(new Migrations(), live(), DdlOptions.ONLINE))
			.withMessageContaining("type public.label")
			.satisfies((ex) -> assertThat(ex.databaseState()).contains("shadow"));
	}

	@Test
	void writesThePasswordsThatAFileSaysAndNeverThoseOfADatabase() {
		String desired = """
				CREATE TABLE wallet (id bigint PRIMARY KEY, owner text);
				CREATE FOREIGN DATA WRAPPER far;
				CREATE SERVER far FOREIGN DATA WRAPPER far;
				CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'me', password 'opensesame');
				""";
		Comparison comparison = this.workbench.compare(new Migrations(), desired(desired), DdlOptions.ONLINE);
		assertThat(comparison.sql())
			.contains("CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (password 'opensesame', \"user\" 'me')");
		assertThat(comparison.diff().toString()).doesNotContain("opensesame,");
		this.database.jdbc().sql(desired).update();
		assertThatExceptionOfType(UnprovedException.class)
			.isThrownBy(() -> this.workbench.compare(new Migrations(), live(), DdlOptions.ONLINE))
			.withMessageContaining("user mapping FOR PUBLIC SERVER far")
			.satisfies((ex) -> assertThat(ex.toString()).doesNotContain("opensesame"));
	}

	@Test
	void subscribesWithoutTalkingToThePublisherAndSaysWhatStaysThere() {
		migrator().deploy();
		String tables = "CREATE TABLE wallet (id bigint PRIMARY KEY, owner text);\n";
		Scripts desired = desired(tables + """
				CREATE SUBSCRIPTION shop CONNECTION 'host=nowhere.example' PUBLICATION orders
				    WITH (connect = false, slot_name = wallet_slot);
				""");
		Comparison comparison = this.workbench.compare(new Migrations(), desired, DdlOptions.ONLINE);
		this.workbench.write(comparison, "shop", this.folder, Clock.systemUTC());
		assertThat(migrator().deploy().applied()).hasSize(1);
		assertThat(this.workbench.compare(live(), desired, DdlOptions.ONLINE).isEmpty()).isTrue();
		Comparison back = this.workbench.compare(new Migrations(), desired(tables), DdlOptions.ONLINE);
		assertThat(back.losses()).singleElement(InstanceOfAssertFactories.STRING).contains("slot wallet_slot");
		assertThat(migrator().rollback(1).rolledBack()).hasSize(1);
		assertThat(this.database.jdbc()
			.sql("SELECT subname FROM pg_subscription WHERE subname = 'shop'")
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void neverLetsASubscriptionBegin() {
		this.database.jdbc().sql("CREATE TABLE wallet (id bigint PRIMARY KEY, owner text)").update();
		this.database.jdbc().sql("""
				CREATE SUBSCRIPTION shop CONNECTION 'host=127.0.0.1 port=1' PUBLICATION orders WITH (connect = false)
				""").update();
		this.database.jdbc().sql("ALTER SUBSCRIPTION shop ENABLE").update();
		assertThatExceptionOfType(UnprovedException.class)
			.isThrownBy(() -> this.workbench.compare(new Migrations(), live(), DdlOptions.ONLINE))
			.withMessageContaining("subscription shop");
	}

	@Test
	void tellsWhichMigrationCannotBeReplayed() throws IOException {
		Files.createDirectories(this.folder.resolve("20260102000000_bad"));
		Files.writeString(this.folder.resolve("20260102000000_bad/migration.sql"), "SELECT 1;\nDROP TABLE nowhere;");
		assertThatExceptionOfType(io.migrator.error.MigratorException.class)
			.isThrownBy(() -> this.workbench.compare(new Migrations(), new Empty(), DdlOptions.ONLINE))
			.satisfies((ex) -> assertThat(ex.problem()).contains("cannot be replayed on a shadow")
				.contains("migration.sql:2"));
	}

	private Database live() {
		return new Database("the database", this.database.dataSource());
	}

	private static Scripts desired(String sql) {
		return new Scripts("schema.sql", List.of(new DesiredScript("schema.sql", sql)));
	}

	private Migrator migrator() {
		return new Migrator(this.database.dataSource(), this::migrations, MigratorSettings.defaults(), List.of());
	}

	private MigrationSet migrations() {
		return MigrationSource.of("file:" + this.folder).load();
	}

}
