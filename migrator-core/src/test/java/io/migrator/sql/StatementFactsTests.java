package io.migrator.sql;

import java.io.StringReader;
import java.util.List;

import io.migrator.sql.Constraint.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementFactsTests {

	@Test
	void readsCreateIndex() {
		assertThat(fact("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"I\" ON ONLY Shop.orders USING btree "
				+ "(lower(a) DESC, (b + 1)) INCLUDE (c) WITH (fillfactor = 70) WHERE a > 0 AND b IN (1, 2);"))
			.isEqualTo(new Fact.CreateIndex("I", name("shop", "orders"), true, true, true, true, "btree",
					List.of("lower(a) DESC", "(b + 1)"), "a > 0 AND b IN (1, 2)"));
		assertThat(fact("CREATE INDEX ON t (a)"))
			.isEqualTo(new Fact.CreateIndex(null, name("t"), false, false, false, false, null, List.of("a"), null));
	}

	@Test
	void readsDropIndexAndReindex() {
		assertThat(fact("DROP INDEX CONCURRENTLY IF EXISTS a.b, c CASCADE"))
			.isEqualTo(new Fact.DropIndex(List.of(name("a", "b"), name("c")), true, true));
		assertThat(fact("REINDEX (VERBOSE, CONCURRENTLY) TABLE a.b"))
			.isEqualTo(new Fact.Reindex("TABLE", name("a", "b"), true));
		assertThat(fact("REINDEX INDEX CONCURRENTLY i")).isEqualTo(new Fact.Reindex("INDEX", name("i"), true));
		assertThat(fact("REINDEX DATABASE")).isEqualTo(new Fact.Reindex("DATABASE", null, false));
	}

	@Test
	void readsEnums() {
		assertThat(fact("CREATE TYPE a.mood AS ENUM ('sad', 'it''s', E'\\x6f\\'k')"))
			.isEqualTo(new Fact.CreateEnum(name("a", "mood"), List.of("sad", "it's", "o'k")));
		assertThat(fact("ALTER TYPE mood ADD VALUE IF NOT EXISTS $$glad$$ AFTER 'sad'"))
			.isEqualTo(new Fact.AddEnumValue(name("mood"), "glad", true));
		assertThat(fact("ALTER TYPE mood RENAME VALUE 'a' TO 'b'"))
			.isEqualTo(new Fact.RenameEnumValue(name("mood"), "a", "b"));
	}

	@Test
	void readsCreateTable() {
		Fact.CreateTable table = (Fact.CreateTable) fact(
				"""
						CREATE UNLOGGED TABLE IF NOT EXISTS shop.orders (
						  id bigint GENERATED ALWAYS AS IDENTITY (START 10) PRIMARY KEY,
						  customer_id uuid NOT NULL CONSTRAINT fk REFERENCES customers (id) ON DELETE SET NULL (customer_id) DEFERRABLE,
						  amount NUMERIC (10, 2) DEFAULT (0 + 1) NOT NULL CHECK (amount > 0),
						  at timestamp  with time zone DEFAULT now(),
						  tags text[] COLLATE "C" DEFAULT '{}'::text[] NULL,
						  total numeric GENERATED ALWAYS AS (amount * 2) STORED,
						  LIKE other INCLUDING ALL,
						  UNIQUE NULLS NOT DISTINCT (customer_id, "At"),
						  CONSTRAINT ex EXCLUDE USING gist (a WITH =) WHERE (b),
						  FOREIGN KEY (a, b) REFERENCES c.d MATCH FULL ON UPDATE CASCADE
						) PARTITION BY RANGE (at)""");
		assertThat(table.name()).isEqualTo(name("shop", "orders"));
		assertThat(table.ifNotExists()).isTrue();
		assertThat(table.unlogged()).isTrue();
		assertThat(table.temporary()).isFalse();
		assertThat(table.partitioned()).isTrue();
		assertThat(table.columns()).extracting(Column::name)
			.containsExactly("id", "customer_id", "amount", "at", "tags", "total");
		assertThat(table.columns()).extracting(Column::type)
			.containsExactly("bigint", "uuid", "numeric(10,2)", "timestamp with time zone", "text[]", "numeric");
		assertThat(table.columns()).extracting(Column::notNull).containsExactly(true, true, true, false, false, false);
		assertThat(table.columns()).extracting(Column::defaultExpression)
			.containsExactly(null, null, "(0 + 1)", "now()", "'{}'::text[]", null);
		assertThat(table.columns()).extracting(Column::identity)
			.containsExactly(true, false, false, false, false, false);
		assertThat(table.columns().get(5).generated()).isEqualTo("(amount * 2)");
		Constraint reference = table.columns().get(1).constraints().get(1);
		assertThat(reference).isEqualTo(new Constraint("fk", Kind.FOREIGN_KEY, List.of("customer_id"), null,
				name("customers"), List.of("id"), null, false, true));
		assertThat(table.constraints()).extracting(Constraint::kind)
			.containsExactly(Kind.UNIQUE, Kind.EXCLUDE, Kind.FOREIGN_KEY);
		assertThat(table.constraints().get(0).columns()).containsExactly("customer_id", "At");
		assertThat(table.constraints().get(2).references()).isEqualTo(name("c", "d"));
	}

	@Test
	void readsOtherFormsOfCreateTable() {
		assertThat(fact("CREATE TEMP TABLE t AS SELECT 1")).isInstanceOfSatisfying(Fact.CreateTable.class, (table) -> {
			assertThat(table.temporary()).isTrue();
			assertThat(table.asQuery()).isTrue();
		});
		assertThat(fact("CREATE TABLE p PARTITION OF a.t FOR VALUES IN (1)")).isInstanceOfSatisfying(
				Fact.CreateTable.class, (table) -> assertThat(table.partitionOf()).isEqualTo(name("a", "t")));
	}

	@Test
	void readsAlterTable() {
		Fact.AlterTable table = (Fact.AlterTable) fact("""
				ALTER TABLE IF EXISTS ONLY a.t
				  ADD COLUMN IF NOT EXISTS b int NOT NULL DEFAULT 1,
				  ADD c text,
				  DROP COLUMN IF EXISTS d CASCADE,
				  ALTER COLUMN e SET DATA TYPE varchar(10) USING e::varchar,
				  ALTER f TYPE bigint,
				  ALTER g SET DEFAULT f(1, 2), ALTER g DROP DEFAULT,
				  ALTER h SET NOT NULL, ALTER h DROP NOT NULL,
				  ADD CONSTRAINT k CHECK (i > 0) NOT VALID,
				  ADD CONSTRAINT u UNIQUE USING INDEX ui,
				  ADD PRIMARY KEY (id),
				  ADD CONSTRAINT nn NOT NULL j NOT VALID,
				  VALIDATE CONSTRAINT k, DROP CONSTRAINT IF EXISTS l,
				  SET LOGGED, OWNER TO o""");
		assertThat(table.table()).isEqualTo(name("a", "t"));
		assertThat(table.ifExists()).isTrue();
		assertThat(table.only()).isTrue();
		Constraint.Kind check = Kind.CHECK;
		assertThat(table.actions()).containsExactly(
				new TableAction.AddColumn(new Column("b", "int", true, "1", null, false,
						List.of(new Constraint(null, Kind.NOT_NULL, List.of("b"), null, null, List.of(), null, false,
								false))),
						true),
				new TableAction.AddColumn(new Column("c", "text", false, null, null, false, List.of()), false),
				new TableAction.DropColumn("d", true, true),
				new TableAction.AlterColumnType("e", "varchar(10)", "e::varchar"),
				new TableAction.AlterColumnType("f", "bigint", null), new TableAction.SetDefault("g", "f(1, 2)"),
				new TableAction.SetDefault("g", null), new TableAction.SetNotNull("h"),
				new TableAction.DropNotNull("h"),
				new TableAction.AddConstraint(
						new Constraint("k", check, List.of(), "(i > 0)", null, List.of(), null, true, false)),
				new TableAction.AddConstraint(
						new Constraint("u", Kind.UNIQUE, List.of(), null, null, List.of(), "ui", false, false)),
				new TableAction.AddConstraint(new Constraint(null, Kind.PRIMARY_KEY, List.of("id"), null, null,
						List.of(), null, false, false)),
				new TableAction.AddConstraint(
						new Constraint("nn", Kind.NOT_NULL, List.of("j"), null, null, List.of(), null, true, false)),
				new TableAction.ValidateConstraint("k"), new TableAction.DropConstraint("l", true, false),
				new TableAction.Rewrite("set logged"), new TableAction.Other("OWNER TO o"));
	}

	@Test
	void readsRenamesAndPartitions() {
		assertThat(action("RENAME TO u")).isEqualTo(new TableAction.RenameTable("u"));
		assertThat(action("RENAME a TO b")).isEqualTo(new TableAction.RenameColumn("a", "b"));
		assertThat(action("RENAME CONSTRAINT a TO b")).isEqualTo(new TableAction.RenameConstraint("a", "b"));
		assertThat(action("SET SCHEMA s")).isEqualTo(new TableAction.MoveToSchema("s"));
		assertThat(action("ATTACH PARTITION a.p FOR VALUES IN (1)"))
			.isEqualTo(new TableAction.AttachPartition(name("a", "p")));
		assertThat(action("DETACH PARTITION p CONCURRENTLY"))
			.isEqualTo(new TableAction.DetachPartition(name("p"), true, false));
		assertThat(fact("ALTER INDEX a.i RENAME TO j")).isEqualTo(new Fact.Rename("INDEX", name("a", "i"), "j"));
		assertThat(fact("ALTER FUNCTION f(int) SET SCHEMA s"))
			.isEqualTo(new Fact.SetSchema("FUNCTION", name("f"), "s"));
		assertThat(fact("ALTER SEQUENCE s OWNED BY t.a"))
			.isEqualTo(new Fact.AlterObject("SEQUENCE", name("s"), "OWNED BY t.a"));
	}

	@Test
	void readsOtherCreatesAndDrops() {
		assertThat(fact("DROP TABLE IF EXISTS a, b.c CASCADE"))
			.isEqualTo(new Fact.DropTable(List.of(name("a"), name("b", "c")), true, true));
		assertThat(fact("DROP FUNCTION f(int, text), g"))
			.isEqualTo(new Fact.DropObjects("FUNCTION", List.of(name("f"), name("g")), false, false));
		assertThat(fact("CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 WITH NO DATA"))
			.isEqualTo(new Fact.CreateView(name("v"), true, false, true, false));
		assertThat(fact("CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS int LANGUAGE 'sql' AS $x$ SELECT 1 $x$"))
			.isEqualTo(new Fact.CreateFunction(name("f"), false, true, "sql", " SELECT 1 "));
		assertThat(fact("CREATE TRIGGER t AFTER UPDATE OF a ON s.t FOR EACH ROW EXECUTE FUNCTION f()"))
			.isEqualTo(new Fact.CreateOnTable("TRIGGER", "t", name("s", "t")));
		assertThat(fact("CREATE RULE r AS ON INSERT TO t DO NOTHING"))
			.isEqualTo(new Fact.CreateOnTable("RULE", "r", name("t")));
		assertThat(fact("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\""))
			.isEqualTo(new Fact.CreateObject("EXTENSION", name("uuid-ossp"), false, true));
	}

	@Test
	void readsSettings() {
		assertThat(fact("SET search_path TO a, 'B', \"C\""))
			.isEqualTo(new Fact.SetParameter("search_path", List.of("a", "B", "C"), false));
		assertThat(fact("SET LOCAL lock_timeout = '3s'"))
			.isEqualTo(new Fact.SetParameter("lock_timeout", List.of("3s"), true));
		assertThat(fact("SET SESSION ROLE r")).isEqualTo(new Fact.SetParameter("role", List.of("r"), false));
		assertThat(fact("SET SESSION AUTHORIZATION u"))
			.isEqualTo(new Fact.SetParameter("session_authorization", List.of("u"), false));
		assertThat(fact("RESET a.B")).isEqualTo(new Fact.SetParameter("a.b", List.of(), false));
		assertThat(fact("SELECT set_config('search_path', '', true)"))
			.isEqualTo(new Fact.SetParameter("search_path", List.of(""), true));
		assertThat(fact("SET work_mem = -1")).isEqualTo(new Fact.SetParameter("work_mem", List.of("-1"), false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "UPDATE ONLY a.t SET b = 1 WHERE c|UPDATE|a.t|true", "DELETE FROM t|DELETE|t|false",
					"INSERT INTO t (a) VALUES (1)|INSERT|t|false", "LOCK TABLE t IN SHARE MODE|LOCK|t|false",
					"COPY t (a) FROM STDIN|COPY FROM STDIN|t|false", "VACUUM (FULL) t|VACUUM|t|false" })
	void readsWorkOnTables(String sql, String command, String table, boolean restricted) {
		Fact.Work work = StatementFacts
			.of(Scripts.statements(StatementReader.lenient("x", new StringReader(sql))).get(0))
			.find(Fact.Work.class)
			.orElseThrow();
		assertThat(work.command()).isEqualTo(command);
		assertThat(work.tables()).extracting(QualifiedName::toString).containsExactly(table);
		assertThat(work.restricted()).isEqualTo(restricted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "FROB", "CREATE", "ALTER TABLE", "DROP INDEX", "CREATE TABLE", "SET", "REINDEX",
			"ALTER TYPE", "CREATE INDEX CONCURRENTLY", "ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b", "SELECT 1",
			"(", "'" })
	void whatIsNotUnderstoodYieldsNoFact(String sql) {
		List<Statement> statements = Scripts.statements(StatementReader.lenient("x", new StringReader(sql)));
		assertThat(StatementFacts.of(statements.get(0)).facts()).isEmpty();
	}

	@Test
	void namesFollowTheServersRules() {
		String long64 = "a".repeat(64);
		assertThat(fact("CREATE SCHEMA FooBar")).isEqualTo(created("foobar"));
		assertThat(fact("CREATE SCHEMA \"Foo\"\"Bar\"")).isEqualTo(created("Foo\"Bar"));
		assertThat(fact("CREATE SCHEMA U&\"d\\0061t\\+000061\"")).isEqualTo(created("data"));
		assertThat(fact("CREATE SCHEMA ÄbC")).isEqualTo(created("Äbc"));
		assertThat(fact("CREATE SCHEMA " + long64)).isEqualTo(created(long64.substring(1)));
		assertThat(fact("CREATE SCHEMA \"" + "ä".repeat(40) + "\"")).isEqualTo(created("ä".repeat(31)));
		assertThat(name("a b", "c").toString()).isEqualTo("\"a b\".c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO t VALUES ('x''y')", "SELECT E'x\\'y'", "SELECT $$x'y$$", "SELECT $a$x'y$a$",
			"SELECT U&'x\\0027y'", "SELECT 'x'\n'''y'", "SELECT N'x''y'", "DO $$ BEGIN UPDATE t SET a = 'x'y'; END $$",
			"SELECT '{a,x''y}'::mood[]" })
	void findsAValueHoweverItIsWritten(String sql) {
		assertThat(Scripts.statement(sql).usesLiteral("x'y")).isTrue();
	}

	@Test
	void findsAValueInABodyInSingleQuotes() {
		assertThat(Scripts.statement("DO 'BEGIN UPDATE t SET a = ''done''; END'").usesLiteral("done")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "SELECT done", "SELECT \"done\"", "SELECT 'done?'", "SELECT 1 /* 'done' */", "SELECT 'Done'" })
	void doesNotFindAValueThatIsNotThere(String sql) {
		assertThat(Scripts.statement(sql).usesLiteral("done")).isFalse();
	}

	private static TableAction action(String action) {
		return ((Fact.AlterTable) fact("ALTER TABLE t " + action)).actions().get(0);
	}

	private static Fact fact(String sql) {
		List<Fact> facts = StatementFacts.of(Scripts.statement(sql)).facts();
		assertThat(facts).hasSize(1);
		return facts.get(0);
	}

	private static Fact created(String schema) {
		return new Fact.CreateObject("SCHEMA", name(schema), false, false);
	}

	private static QualifiedName name(String name) {
		return new QualifiedName(null, name);
	}

	private static QualifiedName name(String schema, String name) {
		return new QualifiedName(schema, name);
	}

}
