package io.migrator.schema;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.error.MigratorException;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SnapshotFormatTests {

	private static final String RICH = """
					CREATE SCHEMA "Odd ""x\""";

			CREATE TABLE public.account(
			id bigint
			GENERATED ALWAYS

			AS IDENTITY (START WITH 100 CACHE 20) PRIMARY KEY,
					    "E-Mail" text COLLATE "C" NOT NULL CHECK ("E-Mail" ~ '^\\S+@\\S+$'),
					    gone integer, balance numeric(12, 2) DEFAULT 0, note text, doubled numeric GENERATED ALWAYS AS (balance * 2) STORED
					) WITH (fillfactor = 70, autovacuum_enabled = false);
					ALTER TABLE public.account DROP COLUMN gone;
					CREATE INDEX ON public.account (lower("E-Mail")) WHERE balance > 0;
					CREATE TABLE "Odd ""x\"""."select" (account bigint REFERENCES public.account ON DELETE CASCADE, n int);
					CREATE VIEW public.rich AS SELECT a.id, s.n FROM public.account a JOIN "Odd ""x\"""."select" s
					    ON s.account = a.id WHERE a.balance > 1000;
					CREATE SEQUENCE public.numbers INCREMENT BY 5;
					COMMENT ON TABLE public.account IS 'Tabs\tand "quotes" and \\ and ü – 💶';
					COMMENT ON COLUMN public.rich.n IS E'two\\nlines';
					""";

	private TestDatabase database;

	@BeforeEach
	void create() {
		this.database = TestDatabase.create();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	private SchemaSnapshot build(String sql) throws SQLException {
		this.database.jdbc().sql(sql).update();
		return read();
	}

	private SchemaSnapshot read() throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
		}
	}

	@Test
	void everythingComesBack() throws SQLException {
		SchemaSnapshot snapshot = build(RICH);
		assertThat(snapshot.facts()).hasSizeGreaterThan(15);
		SchemaSnapshot back = SnapshotFormat.read(SnapshotFormat.write(snapshot));
		assertThat(back.serverVersion()).isEqualTo(snapshot.serverVersion());
		assertThat(back.fingerprint()).isEqualTo(snapshot.fingerprint());
		assertThat(SchemaDiff.between(snapshot, back).differences()).isEmpty();
		for (Fact fact : snapshot.facts()) {
			Fact other = back.find(fact.id());
			assertThat(other).isNotNull();
			assertThat(other.parent()).isEqualTo(fact.parent());
			assertThat(other.dependencies()).isEqualTo(fact.dependencies());
			assertThat(other.text("_position")).isEqualTo(fact.text("_position"));
		}
		assertThat(SnapshotFormat.write(back)).isEqualTo(SnapshotFormat.write(snapshot));
	}

	@Test
	void everythingComesBackFromJson() throws SQLException {
		SchemaSnapshot snapshot = build(RICH);
		String json = SnapshotJson.write(snapshot);
		SchemaSnapshot back = SnapshotJson.read(json);
		assertThat(back.fingerprint()).isEqualTo(snapshot.fingerprint());
		assertThat(SchemaDiff.between(back, snapshot).differences()).isEmpty();
		assertThat(SnapshotJson.write(back)).isEqualTo(json);
		assertThat(json).contains("Odd \\\"x\\\"",
				"      \".options\": [\"autovacuum_enabled=false\", \"fillfactor=70\"]");
	}

	@Test
	void jsonIsTheSameWhereverTheSchemaWasMade() throws SQLException {
		String here = SnapshotJson.write(build(RICH));
		try (TestDatabase other = TestDatabase.create()) {
			other.jdbc()
				.sql("CREATE TABLE public.before (); DROP TABLE public.before;" + RICH.replace("gone integer, ", "")
					.replace("ALTER TABLE public.account DROP COLUMN gone;", ""))
				.update();
			try (Connection connection = other.dataSource().getConnection()) {
				SchemaSnapshot there = new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
				assertThat(SnapshotJson.write(there)).isEqualTo(here);
			}
		}
	}

	@Test
	void whatAnOlderVersionDidNotLookAtIsNoDifference() throws SQLException {
		SchemaSnapshot now = build(RICH);
		Set<String> columns = Set.of("type", "not_null");
		List<Fact> facts = now.facts()
			.stream()
			.filter((fact) -> fact.id().kind() == Kind.TABLE || fact.id().kind() == Kind.COLUMN)
			.map((fact) -> (fact.id().kind() == Kind.COLUMN)
					? fact.with("collation", null).with("identity", null).with("comment", null) : fact)
			.toList();
		SchemaSnapshot older = new SchemaSnapshot(now.serverVersion(), facts,
				Knowledge.of(Map.of(Kind.COLUMN, columns, Kind.TABLE, Set.of("options", "comment"))));
		older = SnapshotFormat.read(SnapshotFormat.write(older));
		assertThat(SchemaDiff.between(older, now).differences()).isEmpty();
		assertThat(SchemaDiff.between(now, older).differences()).isEmpty();
		SchemaSnapshot changed = build("""
				ALTER TABLE public.account ALTER COLUMN note TYPE varchar(9), RESET (fillfactor);
				""");
		assertThat(SchemaDiff.between(older, changed).differences().stream().map(Difference::toString)).containsExactly(
				"~ table public.account: options [autovacuum_enabled=false, fillfactor=70] -> "
						+ "[autovacuum_enabled=false]",
				"~ column public.account.note: type text -> character varying(9)");
	}

	@Test
	void whatALaterVersionWritesIsReadAsFarAsItIsKnown() {
		String json = """
				{"format": 1, "serverVersion": 21, "fingerprint": "",
				 "attributes": {"TABLE": ["comment", "newfangled"], "PROPERTY_GRAPH": ["definition"]},
				 "objects": [
				   {"id": ["TABLE", "public", "t"], ".newfangled": "yes"},
				   {"id": ["PROPERTY_GRAPH", "public", "t"], ".definition": "…", "needs": [["TABLE", "public", "t"]]}
				 ], "signature": "?"}
				""";
		SchemaSnapshot later = SnapshotFormat.read(SnapshotFormat.write(SnapshotJson.read(json)));
		assertThat(later.facts()).extracting((fact) -> fact.id().toString())
			.containsExactly("unknown public.property graph t", "table public.t");
		SchemaSnapshot mine = new SchemaSnapshot(18,
				List.of(new Fact(ObjectId.of(Kind.TABLE, "public", "t"), null, Attributes.NONE, List.of())));
		assertThat(SchemaDiff.between(mine, later).differences()).hasSize(1)
			.first()
			.extracting(Difference::attributes)
			.isEqualTo(List.of("newfangled"));
	}

	@Test
	void aDamagedSnapshotIsRefusedInWords() throws SQLException {
		byte[] good = SnapshotFormat.write(build(RICH));
		for (int length : new int[] { 0, 4, 5, 100, good.length / 2, good.length - 1 }) {
			refuses(Arrays.copyOf(good, length));
		}
		byte[] later = good.clone();
		later[4] = 2;
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> SnapshotFormat.read(later))
			.withMessageContaining("form 2");
		refuses("{}".getBytes(StandardCharsets.UTF_8));
		for (String json : List.of("", "{}", "[]", "{\"format\": 1}", SnapshotJson.write(read()).substring(7))) {
			assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> SnapshotJson.read(json));
		}
	}

	private static void refuses(byte[] bytes) {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> SnapshotFormat.read(bytes));
	}

}
