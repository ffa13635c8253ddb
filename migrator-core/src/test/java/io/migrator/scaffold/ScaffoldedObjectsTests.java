package io.migrator.scaffold;

import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.scaffold.Scaffold.Stage;
import io.migrator.scaffold.ScaffoldRequest.ChangeType;
import io.migrator.scaffold.ScaffoldRequest.DropColumn;
import io.migrator.scaffold.ScaffoldRequest.RenameColumn;
import io.migrator.scaffold.ScaffoldRequest.SplitColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What stands on a column, and names that need quotes.
 */
class ScaffoldedObjectsTests {

	private final ScaffoldWorkspace workspace = new ScaffoldWorkspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void everythingThatStandsOnAColumnStandsOnItsSuccessorInTheEnd() {
		made("""
				CREATE TABLE owners (id bigint PRIMARY KEY);
				CREATE TABLE wallets (
				    id bigint PRIMARY KEY,
				    code text NOT NULL,
				    region text NOT NULL DEFAULT 'eu',
				    CONSTRAINT wallets_code_key UNIQUE (code),
				    CONSTRAINT short CHECK (length(code) < 20)
				);
				CREATE TABLE deals (id bigint PRIMARY KEY, wallet text CONSTRAINT deals_wallet_fkey REFERENCES wallets (code));
				CREATE INDEX lookup ON wallets (region, lower(code)) WHERE code <> '';
				CREATE UNIQUE INDEX wallets_code_idx ON wallets (code, region);
				CREATE VIEW codes AS SELECT id, code FROM wallets;
				CREATE VIEW upper_codes AS SELECT upper(code) AS code FROM codes;
				CREATE MATERIALIZED VIEW kept_codes AS SELECT code FROM wallets;
				CREATE STATISTICS code_region ON code, region FROM wallets;
				ALTER TABLE wallets ENABLE ROW LEVEL SECURITY;
				CREATE POLICY everybody ON wallets USING (code IS NOT NULL);
				COMMENT ON COLUMN wallets.code IS 'what people call it';
				CREATE FUNCTION count_code() RETURNS bigint LANGUAGE sql AS 'SELECT count(code) FROM wallets';
				INSERT INTO wallets VALUES (1, 'one'), (2, 'two');
				INSERT INTO deals VALUES (1, 'one');
				""");
		Scaffold scaffold = this.workspace.write(new RenameColumn("wallets", "code", "reference"));
		assertThat(scaffold.advice()).anyMatch((line) -> line.startsWith("view public.codes uses code"))
			.anyMatch((line) -> line.startsWith("materialized view public.kept_codes uses code"))
			.anyMatch((line) -> line.startsWith("function public.count_code() mentions the word code"));
		this.workspace.takeAll(scaffold);
		assertThat(names("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'wallets'::regclass"))
			.containsExactlyInAnyOrder("wallets_pkey", "wallets_reference_key", "wallets_reference_idx", "lookup");
		assertThat(names("SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f', 'u') AND convalidated"))
			.contains("wallets_reference_key", "short", "deals_wallet_fkey");
		assertThat(names("SELECT code FROM upper_codes ORDER BY 1")).containsExactly("ONE", "TWO");
		assertThat(names("SELECT col_description('wallets'::regclass, attnum) FROM pg_attribute "
				+ "WHERE attrelid = 'wallets'::regclass AND attname = 'reference'"))
			.containsExactly("what people call it");
	}

	@Test
	void indexesAreBuiltAfterTheBackfillAndConcurrently() {
		made("CREATE TABLE wallets (id bigint PRIMARY KEY, code text);\nCREATE INDEX wallets_code ON wallets (code);");
		Scaffold scaffold = this.workspace.scaffold(new RenameColumn("wallets", "code", "reference"));
		assertThat(scaffold.steps()).extracting(Stage::phase)
			.containsExactly(Phase.EXPAND, Phase.BACKFILL, Phase.INDEXES, Phase.CONTRACT);
		assertThat(ScaffoldWorkspace.text(scaffold, Phase.INDEXES))
			.contains("-- migrator: requires-backfill=rename_wallets_code\n")
			.endsWith("CREATE INDEX CONCURRENTLY wallets_reference ON public.wallets USING btree (reference);\n");
		assertThat(scaffold.steps().get(1).application()).contains("roll out the version");
	}

	@Test
	void aSequenceAndItsDefaultGoOver() {
		made("CREATE TABLE wallets (id bigint PRIMARY KEY, number serial NOT NULL);");
		Scaffold scaffold = this.workspace.write(new RenameColumn("wallets", "number", "position"));
		this.workspace.takeAll(scaffold);
		this.workspace.jdbc().sql("INSERT INTO wallets (id) VALUES (1), (2)").update();
		assertThat(names("SELECT \"position\"::text FROM wallets ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void oddNamesAreQuoted() {
		made("""
				CREATE SCHEMA "My App";
				CREATE TABLE "My App"."Odd ""Table" (
				    "Id" bigint PRIMARY KEY,
				    "Old Name" text DEFAULT 'it''s' CHECK ("Old Name" <> '$$')
				);
				CREATE INDEX "Odd Index" ON "My App"."Odd ""Table" ("Old Name");
				INSERT INTO "My App"."Odd ""Table" VALUES (1, 'one'), (2, NULL), (3, DEFAULT);
				""");
		Scaffold scaffold = this.workspace.write(new RenameColumn("Odd \"Table", "Old Name", "\"select; 'x'\""));
		assertThat(scaffold.backfill()).isEqualTo("rename_my_app_odd_table_old_name");
		this.workspace.takeAll(scaffold);
		assertThat(names("SELECT coalesce(\"select; 'x'\", '-') FROM \"My App\".\"Odd \"\"Table\" ORDER BY \"Id\""))
			.containsExactly("one", "-", "it's");
	}

	@Test
	void allThatCanBeTakenBackLeadsBack() {
		made("CREATE TABLE wallets (id bigint PRIMARY KEY, code text UNIQUE);");
		this.workspace.jdbc().sql("INSERT INTO wallets VALUES (1, 'one')").update();
		Scaffold scaffold = this.workspace.write(new RenameColumn("wallets", "code", "reference"));
		scaffold.steps().stream().filter((stage) -> stage.phase() != Phase.CONTRACT).forEach(this.workspace::take);
		this.workspace.rollback(2);
		assertThat(names("SELECT attname FROM pg_attribute WHERE attrelid = 'wallets'::regclass AND attnum > 0 "
				+ "AND NOT attisdropped"))
			.containsExactlyInAnyOrder("id", "code");
		assertThat(names("SELECT code FROM wallets")).containsExactly("one");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "wallet | code | There is no column code | code_text",
					"walet | code_text | make no table walet | wallet", "wallet | id | primary key | by hand",
					"wallet | twice | is generated | drop-column", "wallet | once | is generated from | plain column",
					"part_1 | code | is a partition | partitioned table", "parts | day | partition key | copying",
					"wallet | range | exclusion constraint | by hand", "wallet | watched | fires for | every change",
					"wallet | number | is an identity | by hand", "base | code | inherits | each of the tables" })
	void refusesWhatCannotBeScaffoldedAndSaysWhy(String table, String column, String why, String next) {
		made("""
				CREATE EXTENSION IF NOT EXISTS btree_gist;
				CREATE TABLE wallet (
				    id bigint PRIMARY KEY,
				    code_text text,
				    once int,
				    twice int GENERATED ALWAYS AS (once * 2) STORED,
				    range int4range,
				    watched int,
				    number int GENERATED ALWAYS AS IDENTITY,
				    EXCLUDE USING gist (range WITH &&)
				);
				CREATE TABLE parts (day date, code text) PARTITION BY RANGE (day);
				CREATE TABLE part_1 PARTITION OF parts DEFAULT;
				CREATE TABLE base (code text);
				CREATE TABLE derived () INHERITS (base);
				CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
				CREATE TRIGGER watching BEFORE UPDATE OF watched ON wallet FOR EACH ROW EXECUTE FUNCTION watch();
				""");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> this.workspace.scaffold(new RenameColumn(table, column, "other")))
			.satisfies((ex) -> assertThat(ex.problem()).contains(why))
			.satisfies((ex) -> assertThat(ex.nextStep()).contains(next));
	}

	@Test
	void refusesWhatPeopleMustDecide() {
		made("CREATE TABLE wallets (id bigint PRIMARY KEY, code text);\nCREATE VIEW codes AS SELECT code FROM wallets;");
		for (ScaffoldRequest request : List.of(new DropColumn("wallets", "code"),
				new SplitColumn("wallets", "code", List.of(new ScaffoldRequest.Part("a", "code")), null),
				new ChangeType("wallets", "code", "varchar(9)", null, null, "other"))) {
			assertThatExceptionOfType(ScaffoldException.class).isThrownBy(() -> this.workspace.scaffold(request))
				.withMessageContaining("view public.codes uses column public.wallets.code")
				.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(7));
		}
	}

	@Test
	void refusesANameThatIsTaken() {
		made("CREATE TABLE wallets (id bigint PRIMARY KEY, code text, reference text);");
		assertThatExceptionOfType(ScaffoldException.class)
			.isThrownBy(() -> this.workspace.scaffold(new RenameColumn("wallets", "code", "reference")))
			.withMessageContaining("already a column reference")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(2));
	}

	private List<String> names(String sql) {
		return this.workspace.jdbc().sql(sql).query(String.class).list();
	}

	private void made(String sql) {
		this.workspace.migration("20260101000000_made", sql);
		this.workspace.deploy();
	}

}
