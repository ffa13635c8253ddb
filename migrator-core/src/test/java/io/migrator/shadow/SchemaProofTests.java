package io.migrator.shadow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.schema.Attributes;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.DdlStep;
import io.migrator.schema.ddl.Rename;
import io.migrator.schema.ddl.RenameGuess;
import io.migrator.schema.ddl.RenameHints;
import io.migrator.schema.ddl.SchemaDdl;
import io.migrator.shadow.ProofResult.Failed;
import io.migrator.shadow.ProofResult.Residue;
import io.migrator.shadow.ProofResult.Stage;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SchemaProofTests {

	private static final SnapshotScope SCOPE = SnapshotScope.database("migrator");

	private static final String BEFORE = """
			CREATE TABLE public.account (id int PRIMARY KEY, mail text NOT NULL, note text DEFAULT 'none');
			CREATE INDEX account_note ON public.account (note);
			CREATE VIEW public.mails AS SELECT mail FROM public.account;
			""";

	private TestDatabase database;

	private Shadow shadow;

	@BeforeEach
	void create() {
		this.database = TestDatabase.create();
		this.shadow = Shadow.open(ShadowSettings.of(this.database.dataSource()));
	}

	@AfterEach
	void close() {
		this.shadow.close();
		this.database.close();
	}

	private static SchemaSnapshot schema(String sql) throws SQLException {
		try (TestDatabase database = TestDatabase.create();
				Connection connection = database.dataSource().getConnection()) {
			connection.createStatement().execute(sql);
			return new SnapshotReader(SCOPE).read(connection);
		}
	}

	private SchemaProof proof() {
		return new SchemaProof(this.shadow, SCOPE);
	}

	private static DdlStep step(String sql, DdlStep.Mode mode) {
		return new DdlStep(sql, ObjectId.of(Kind.TABLE, "public", "account"), mode, null);
	}

	@Test
	void aGeneratedScriptIsProvedBothWays() throws SQLException {
		SchemaSnapshot from = schema(BEFORE);
		SchemaSnapshot to = schema(BEFORE.replace("note text DEFAULT 'none'", "tags text[], note varchar(9) NOT NULL")
			.replace("(note)", "(lower(note)) WHERE note <> ''"));
		DdlScript script = SchemaDdl.between(from, to, DdlOptions.ONLINE);
		assertThat(script.parts()).extracting((part) -> part.get(0).mode()).contains(DdlStep.Mode.OUTSIDE);
		assertThat(proof().prove(script, from, to)).hasToString("proved");
		assertThat(proof().proveBothWays(script, SchemaDdl.between(to, from, DdlOptions.ONLINE), from, to))
			.matches(ProofResult::isProved);
	}

	@Test
	void whatAScriptLeavesIsToldObjectByObject() throws SQLException {
		SchemaSnapshot from = schema(BEFORE);
		SchemaSnapshot to = schema(BEFORE + "COMMENT ON TABLE public.account IS 'x'; CREATE SEQUENCE public.s;");
		DdlScript incomplete = new DdlScript(
				List.of(step("COMMENT ON TABLE public.account IS 'y'", DdlStep.Mode.TRANSACTION)), List.of());
		ProofResult result = proof().prove(incomplete, from, to);
		assertThat(result).isInstanceOfSatisfying(Residue.class,
				(residue) -> assertThat(residue.stage()).isEqualTo(Stage.SCRIPT));
		assertThat(result.toString()).contains("~ table public.account: comment y -> x", "+ sequence public.s");
		DdlScript up = SchemaDdl.between(from, to, DdlOptions.ONLINE);
		assertThat(proof().proveBothWays(up, incomplete, from, to)).isInstanceOfSatisfying(Residue.class,
				(residue) -> assertThat(residue.stage()).isEqualTo(Stage.REVERSE));
	}

	@Test
	void aStatementThatFailsIsToldWithWhatTheServerPointsAt() throws SQLException {
		SchemaSnapshot from = schema(BEFORE);
		List<DdlStep> steps = new ArrayList<>();
		steps.add(step("COMMENT ON TABLE public.account IS 'undone'", DdlStep.Mode.TRANSACTION));
		steps.add(step("ALTER TABLE public.account ADD CHECK (nothing > 0)", DdlStep.Mode.TRANSACTION));
		ProofResult result = proof().prove(new DdlScript(steps, List.of()), from, from);
		assertThat(result).isInstanceOfSatisfying(Failed.class, (failed) -> {
			assertThat(failed.step()).isEqualTo(steps.get(1));
			assertThat(failed.sqlState()).isEqualTo("42703");
			assertThat(failed.message()).contains("nothing").doesNotContain("\n");
			assertThat(failed.position()).isZero();
		});
		assertThat(this.shadow.snapshot(SCOPE).fingerprint()).isEqualTo(from.fingerprint());
		DdlScript wrong = new DdlScript(List.of(step("ALTER TABEL x", DdlStep.Mode.OUTSIDE)), List.of());
		assertThat(proof().proveHere(wrong, from)).isInstanceOfSatisfying(Failed.class,
				(failed) -> assertThat(failed.position()).isEqualTo(7));
		DdlScript inside = new DdlScript(List.of(step("VACUUM public.account", DdlStep.Mode.TRANSACTION)), List.of());
		assertThat(proof().proveHere(inside, from)).isInstanceOfSatisfying(Failed.class,
				(failed) -> assertThat(failed.sqlState()).isEqualTo("25001"));
	}

	@Test
	void aSchemaThatCannotBeMadeIsAResultToo() throws SQLException {
		SchemaSnapshot real = schema(BEFORE);
		List<Fact> facts = new ArrayList<>(real.facts());
		facts.add(new Fact(ObjectId.of(Kind.UNKNOWN, null, "strange thing"), null, Attributes.NONE, List.of()));
		SchemaSnapshot odd = new SchemaSnapshot(real.serverVersion(), facts);
		ProofResult result = proof().prove(new DdlScript(List.of(), List.of()), odd, odd);
		assertThat(result).isInstanceOfSatisfying(Residue.class,
				(residue) -> assertThat(residue.stage()).isEqualTo(Stage.CLONE));
		assertThat(result.toString()).contains("strange thing");
	}

	@Test
	void renamesComeFirstAndTheRestBeginsWithWhatTheyLeave() throws SQLException {
		SchemaSnapshot from = schema(BEFORE);
		String desired = """
				-- migrator: renamed-from=account
				CREATE TABLE public."Customer" (
				    id int PRIMARY KEY,

				    "E-Mail" text NOT NULL, -- migrator: renamed-from=mail
				    -- migrator: renamed-from="note"
				    remark text DEFAULT 'nothing',
				    age int
				);
				-- migrator: renamed-from=account_note
				CREATE INDEX customer_remark ON public."Customer" (remark);
				CREATE VIEW public.mails AS SELECT "E-Mail" AS mail FROM public."Customer";
				ALTER TABLE public."Customer" RENAME CONSTRAINT "Customer_pkey" TO account_pkey;
				""";
		if (this.database.majorVersion() >= 18) {
			desired += """
					ALTER TABLE public."Customer" RENAME CONSTRAINT "Customer_id_not_null" TO account_id_not_null;
					ALTER TABLE public."Customer" RENAME CONSTRAINT "Customer_E-Mail_not_null" TO account_mail_not_null;
					""";
		}
		SchemaSnapshot to = schema(desired);
		List<Rename> renames = RenameHints.read("schema.sql", desired, "public");
		DdlScript script = new RenamingDdl(this.shadow, SCOPE).between(from, to, renames, DdlOptions.ONLINE);
		assertThat(script.steps()).extracting(DdlStep::sql)
			.startsWith("ALTER TABLE public.account RENAME TO \"Customer\"",
					"ALTER INDEX public.account_note RENAME TO customer_remark",
					"ALTER TABLE public.\"Customer\" RENAME COLUMN mail TO \"E-Mail\"",
					"ALTER TABLE public.\"Customer\" RENAME COLUMN note TO remark");
		assertThat(script.sql()).doesNotContain("DROP ");
		assertThat(script.losses()).isEmpty();
		assertThat(proof().prove(script, from, to)).hasToString("proved");
		assertThat(new RenamingDdl(this.shadow, SCOPE).between(to, to, renames, DdlOptions.ONLINE).steps()).isEmpty();
	}

	@Test
	void likelyRenamesAreProposed() throws SQLException {
		SchemaSnapshot from = schema(
				BEFORE + "CREATE TABLE public.a (x int, y date); CREATE TABLE public.keep (u text);");
		SchemaSnapshot to = schema(BEFORE.replace("note", "remark")
				+ "CREATE TABLE public.b (x int, y date); CREATE TABLE public.keep (v int);");
		assertThat(RenameGuess.among(from, to)).extracting((guess) -> guess.from() + " → " + guess.to().path())
			.containsExactly("table public.a → public.b", "column public.account.note → public.account.remark");
		assertThat(RenameGuess.among(from, to).get(1).hint()).contains("-- migrator: renamed-from=note");
		SchemaSnapshot two = schema(
				BEFORE + "CREATE TABLE public.b (x int, y date); CREATE TABLE public.c (y date, x int);");
		assertThat(RenameGuess.among(from, two)).isEmpty();
	}

	@Test
	void aRenameThatTheServerRefusesIsToldWithTheStatement() throws SQLException {
		SchemaSnapshot from = schema(BEFORE);
		SchemaSnapshot to = schema(BEFORE.replace("note", "tableoid2"));
		List<Rename> renames = List.of(new Rename(new ObjectId(Kind.COLUMN, "public", "account", "note"), "tableoid2"));
		assertThat(new RenamingDdl(this.shadow, SCOPE).between(from, to, renames, DdlOptions.ONLINE).sql())
			.contains("RENAME COLUMN note TO tableoid2");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(
				() -> RenameHints.read("schema.sql", "-- migrator: renamed-from=f\nCREATE EXTENSION hstore;", "public"))
			.withMessageContaining("schema.sql:1");
	}

}
