package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.migrator.backfill.BackfillKey;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TableWalksTests {

	private TestDatabase database;

	private Connection connection;

	@BeforeEach
	void create() throws SQLException {
		this.database = TestDatabase.create();
		this.connection = this.database.dataSource().getConnection();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	private void execute(String sql) throws SQLException {
		Walker.execute(this.connection, sql);
	}

	private TableWalk find(String table, String... key) throws SQLException {
		return TableWalks.find(this.connection, table, List.of(key));
	}

	private String problem(String table, String... key) {
		try {
			find(table, key);
		}
		catch (MigratorException ex) {
			assertThat(ex.nextStep()).isNotBlank();
			assertThat(ex.exitCode()).isEqualTo(5);
			return ex.problem() + " -> " + ex.nextStep();
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
		throw new AssertionError(table + " was found");
	}

	@Test
	void thePrimaryKeyIsPreferred() throws SQLException {
		execute("CREATE TABLE t (a int NOT NULL UNIQUE, b text, c uuid, PRIMARY KEY (b, c))");
		assertThat(find("t").description()).isEqualTo("by b, c (primary key t_pkey)");
		assertThat(find("t").isStable()).isTrue();
	}

	@Test
	void fewerAndNarrowerColumnsArePreferred() throws SQLException {
		execute("""
				CREATE TABLE t (a text NOT NULL UNIQUE, b uuid NOT NULL UNIQUE, c bigint NOT NULL, d int NOT NULL,
				    UNIQUE (c, d))
				""");
		assertThat(find("t").description()).isEqualTo("by b (unique index t_b_key)");
		execute("CREATE UNIQUE INDEX t_c ON t (c)");
		assertThat(find("t").description()).isEqualTo("by c (unique index t_c)");
	}

	@Test
	void aKeyThatIsChangedOnTheWayIsNotWalkedBy() throws SQLException {
		execute("CREATE TABLE t (a int PRIMARY KEY, b bigint NOT NULL UNIQUE)");
		assertThat(TableWalks.find(this.connection, "t", List.of(), Set.of("a", "c")).description())
			.isEqualTo("by b (unique index t_b_key)");
		assertThat(TableWalks.find(this.connection, "t", List.of(), Set.of("a", "b")).description())
			.isEqualTo("by blocks");
		assertThat(TableWalks.find(this.connection, "t", List.of("a"), Set.of("a")).description())
			.isEqualTo("by a (primary key t_pkey)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"a int                  | CREATE UNIQUE INDEX x ON t (a)              | has a, which can be null",
			"a int NOT NULL           | CREATE UNIQUE INDEX x ON t (a) WHERE a > 0   | does not cover every row",
			"a int NOT NULL           | CREATE UNIQUE INDEX x ON t (abs(a))          | is on an expression",
			"a int NOT NULL, b int NOT NULL | CREATE UNIQUE INDEX x ON t (a, b DESC) | in different directions",
			"a text NOT NULL          | CREATE UNIQUE INDEX x ON t (a text_pattern_ops) | by another operator class",
			"a text NOT NULL          | CREATE UNIQUE INDEX x ON t (a COLLATE \"C\") | by another collation",
			"a citext NOT NULL        | CREATE UNIQUE INDEX x ON t (a text_ops)      | by another operator class",
			"a int NOT NULL           | CREATE UNIQUE INDEX x ON t (a, a)           | has a twice",
			"a money NOT NULL         | CREATE UNIQUE INDEX x ON t (a)              | is money",
			"a int NOT NULL           | ALTER TABLE t ADD CONSTRAINT x UNIQUE (a) DEFERRABLE | is deferrable" })
	void anIndexThatDoesNotOrderEveryRowIsOfNoUse(String columns, String index, String flaw) throws SQLException {
		execute("CREATE EXTENSION citext; CREATE TABLE t (" + columns + "); " + index);
		assertThat(find("t").description()).isEqualTo("by blocks");
		assertThat(find("t").isStable()).isFalse();
		String[] key = columns.contains("b int") ? new String[] { "a", "b" } : new String[] { "a" };
		if (!index.contains("abs")) {
			assertThat(problem("t", key)).contains("public.t").contains("x (").contains(flaw);
		}
	}

	@Test
	void anIndexThatFailedToBuildIsOfNoUse() throws SQLException {
		execute("CREATE TABLE t (a int NOT NULL); INSERT INTO t VALUES (1), (1)");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> execute("CREATE UNIQUE INDEX CONCURRENTLY x ON t (a)"));
		assertThat(find("t").description()).isEqualTo("by blocks");
		assertThat(problem("t", "a")).contains("x (a) is not valid");
	}

	@Test
	void aColumnWhoseNotNullIsNotValidatedIsOfNoUse() throws SQLException {
		Assumptions.assumeTrue(this.database.majorVersion() >= 18, "NOT NULL can be NOT VALID from 18 on");
		execute("CREATE TABLE t (a int UNIQUE); ALTER TABLE t ADD CONSTRAINT n NOT NULL a NOT VALID");
		assertThat(problem("t", "a")).contains("whose NOT NULL is not validated");
		execute("ALTER TABLE t VALIDATE CONSTRAINT n");
		assertThat(find("t", "a").description()).isEqualTo("by a (unique index t_a_key)");
	}

	@Test
	void theKeyCanBeNamed() throws SQLException {
		execute("CREATE TABLE t (id int PRIMARY KEY, \"Other Id\" int NOT NULL UNIQUE, c int NOT NULL, UNIQUE (c, id))");
		assertThat(find("t", "Other Id").description()).isEqualTo("by Other Id (unique index t_Other Id_key)");
		assertThat(find("t", "\"Other Id\"").description()).startsWith("by Other Id");
		assertThat(find("t", "C", "ID").description()).isEqualTo("by c, id (unique index t_c_id_key)");
		assertThat(problem("t", "other id")).contains("cannot be walked by the key (other id)");
		assertThat(problem("t", "id", "c")).contains("t_pkey (id); ")
			.contains("t_c_id_key (c, id)")
			.contains("CREATE UNIQUE INDEX CONCURRENTLY ON public.t (id, c)");
		execute("CREATE TABLE bare (a int)");
		assertThat(problem("bare", "a")).contains("public.bare").contains("it has no unique index");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Odd \"t\" %s ?", "select", "x'y", "Ä" })
	void anyNameIsUnderstood(String name) throws SQLException {
		String quoted = '"' + name.replace("\"", "\"\"") + '"';
		execute("CREATE SCHEMA %1$s; SET search_path = %1$s; CREATE TABLE %1$s (%1$s int PRIMARY KEY, visits int);"
			.formatted(quoted));
		execute("INSERT INTO %s SELECT i, 0 FROM generate_series(1, 3000) i".formatted(quoted));
		TableWalk walk = find(quoted);
		List<KeyRange> ranges = walk.ranges(this.connection, 2);
		assertThat(ranges).hasSize(2);
		execute("SET search_path = ''");
		assertThat(new Walker(1, 100).walk(this.connection, walk, ranges)).isEqualTo(3000);
		assertThat(find(quoted + " . " + quoted).description()).isEqualTo(walk.description());
	}

	@Test
	void theSearchPathSaysWhereATableIs() throws SQLException {
		execute("""
				CREATE SCHEMA one; CREATE SCHEMA two; CREATE TABLE one.t (a int PRIMARY KEY);
				CREATE TABLE two.t (b int PRIMARY KEY); CREATE TABLE one."T" (c int PRIMARY KEY); SET search_path = two, one
				""");
		assertThat(find("T").description()).startsWith("by b ");
		assertThat(find("one.t").description()).startsWith("by a ");
		assertThat(find("\"T\"").description()).startsWith("by c ");
		execute("SET search_path = public");
		assertThat(problem("t")).contains("There is no table t; the search path is public")
			.contains("one.\"T\", one.t, two.t");
		execute("SET search_path = ''");
		assertThat(problem("nowhere")).contains("the search path is empty").doesNotContain("there is one");
		assertThat(problem("no such.t;")).contains("no such.t;");
		assertThat(problem("\"t")).contains("is not the name of a table");
		assertThat(problem("a.b.c")).contains("a.b.c");
	}

	@Test
	void whatHasNoRowsOfItsOwnIsRefused() throws SQLException {
		execute("""
				CREATE VIEW v AS SELECT 1 AS a; CREATE MATERIALIZED VIEW m AS SELECT 1 AS a; CREATE SEQUENCE s;
				CREATE TYPE c AS (a int); CREATE TEMP TABLE temporary_table (a int PRIMARY KEY);
				CREATE FOREIGN DATA WRAPPER w; CREATE SERVER far FOREIGN DATA WRAPPER w;
				CREATE TABLE p (a int) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
				CREATE FOREIGN TABLE p2 PARTITION OF p FOR VALUES IN (2) SERVER far;
				""");
		assertThat(problem("v")).contains("public.v is a view");
		assertThat(problem("m")).contains("public.m is a materialized view");
		assertThat(problem("s")).contains("public.s is a sequence");
		assertThat(problem("c")).contains("public.c is a type");
		assertThat(problem("p2")).contains("public.p2 is a foreign table");
		assertThat(problem("p")).contains("foreign tables").contains("public.p2").doesNotContain("public.p1");
		assertThat(problem("temporary_table")).contains("temporary");
	}

	@Test
	void partitionsAreWalkedOneByOne() throws SQLException {
		execute("""
				CREATE TABLE p (id int, at date, visits int DEFAULT 0, PRIMARY KEY (at, id)) PARTITION BY RANGE (at);
				CREATE TABLE "P 2024" PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
				    PARTITION BY HASH (id);
				CREATE TABLE h0 PARTITION OF "P 2024" FOR VALUES WITH (MODULUS 2, REMAINDER 0);
				CREATE TABLE h1 (visits int, at date NOT NULL, gone int, id int NOT NULL);
				ALTER TABLE h1 DROP gone; ALTER TABLE h1 ALTER visits SET DEFAULT 0;
				ALTER TABLE "P 2024" ATTACH PARTITION h1 FOR VALUES WITH (MODULUS 2, REMAINDER 1);
				CREATE TABLE rest PARTITION OF p DEFAULT;
				CREATE TABLE empty PARTITION OF p FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
				INSERT INTO p (id, at) SELECT i, date '2023-07-01' + i %% 365 FROM generate_series(1, 5000) i;
				""".replace("%%", "%"));
		TableWalk walk = find("p");
		assertThat(walk.description()).isEqualTo("partition by partition, by at, id");
		List<KeyRange> ranges = walk.ranges(this.connection, 4);
		assertThat(ranges).extracting(KeyRange::relation).contains("public.h0", "public.h1", "public.rest");
		assertThat(ranges).extracting(KeyRange::relation).doesNotContain("public.p", "public.empty");
		assertThat(new Walker(3, 70).walk(this.connection, find("p"), ranges)).isEqualTo(5000);
		assertThat(Walker.number(this.connection, "SELECT count(*) FROM p WHERE visits <> 1")).isZero();
		assertThat(find("\"P 2024\"").description()).isEqualTo("partition by partition, by at, id");
		assertThat(find("h0").description()).isEqualTo("by at, id (primary key h0_pkey)");
		execute("CREATE TABLE alone (a int) PARTITION BY LIST (a)");
		assertThat(find("alone").ranges(this.connection, 4)).isEmpty();
		assertThat(find("alone").description()).isEqualTo("partition by partition");
	}

	@Test
	void childrenAreWalkedEachOnTheirOwn() throws SQLException {
		execute("""
				CREATE TABLE parent (id int PRIMARY KEY, visits int NOT NULL DEFAULT 0);
				CREATE TABLE child (b int UNIQUE NOT NULL) INHERITS (parent);
				CREATE TABLE bare () INHERITS (parent);
				CREATE TABLE both_of_them () INHERITS (child, bare);
				INSERT INTO parent SELECT generate_series(1, 1000); INSERT INTO child SELECT 7, 0, generate_series(1, 1000);
				INSERT INTO bare SELECT 7 FROM generate_series(1, 1000);
				INSERT INTO both_of_them (id, b) SELECT 7, 7 FROM generate_series(1, 1000);
				""");
		TableWalk walk = find("parent");
		assertThat(walk.description()).isEqualTo("partition by partition, by b or by blocks or by id");
		assertThat(walk.isStable()).isFalse();
		List<KeyRange> ranges = walk.ranges(this.connection, 1);
		assertThat(ranges).extracting(KeyRange::relation)
			.containsExactly("public.bare", "public.both_of_them", "public.child", "public.parent");
		new Walker(3, 70).walk(this.connection, walk, ranges.subList(2, 4));
		assertThat(Walker.number(this.connection,
				"SELECT count(*) FROM parent WHERE visits <> CASE WHEN tableoid::regclass::text IN ('parent', 'child') "
						+ "THEN 1 ELSE 0 END"))
			.isZero();
		assertThat(problem("parent", "id")).contains("public.bare cannot be walked by the key (id)");
	}

	@Test
	void aRelationOrPositionThatIsNotOfTheTableIsNamed() throws SQLException {
		execute("CREATE TABLE t (a int PRIMARY KEY, b int)");
		TableWalk walk = find("t");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> walk.cursor("public.gone"))
			.withMessageContaining("public.gone is no part of public.t, or not any more; it has public.t.");
		BackfillKey two = new BackfillKey(List.of("1", "2"));
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> walk.cursor("public.t").next(this.connection, two, null, 1))
			.withMessageContaining("The position (1, 2) in public.t")
			.withMessageContaining("t_pkey (a)");
		execute("ALTER TABLE t DROP CONSTRAINT t_pkey");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> find("t").cursor("public.t").next(this.connection, two, null, 1))
			.withMessageContaining("no key to be walked by now");
	}

}
