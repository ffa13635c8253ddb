package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import io.migrator.backfill.BackfillKey;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeysetCursorTests {

	private static TestDatabase database;

	private Connection connection;

	@BeforeAll
	static void create() {
		database = TestDatabase.create();
	}

	@AfterAll
	static void drop() {
		database.close();
	}

	@BeforeEach
	void connect() throws SQLException {
		this.connection = database.dataSource().getConnection();
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.connection.setAutoCommit(true);
		Walker.execute(this.connection, "DROP SCHEMA IF EXISTS public, odd CASCADE; CREATE SCHEMA public");
		this.connection.close();
	}

	/**
	 * A kind of key.
	 *
	 * @param columns the columns
	 * @param key what the primary key or unique index is on
	 * @param values values of the columns for a number i, from 1 to 1000
	 */
	record Kind(String columns, String key, String values) {

		static Kind of(String type, String value) {
			return new Kind("k " + type + " NOT NULL", "k", value);
		}

		@Override
		public String toString() {
			return this.columns + " (" + this.key + ") " + this.values;
		}

	}

	static Stream<Kind> kinds() {
		return Stream.of(Kind.of("bigint", "i"), Kind.of("bigint", "i * i * i * 9000001 - 4000000000000000000"),
				Kind.of("integer", "500 - i"), Kind.of("smallint", "i - 500"), Kind.of("oid", "i * 4000000"),
				Kind.of("uuid", "md5(i::text)::uuid"), Kind.of("text", "md5(i::text)"),
				Kind.of("text", "repeat('\\', (i / 2)::int % 3) || repeat('''', i::int % 4) || '{?}' || i"),
				Kind.of("text",
						"CASE i WHEN 1 THEN '' WHEN 2 THEN ' ' WHEN 3 THEN E'\\t\\n' ELSE chr(300 + i::int) END"),
				Kind.of("text COLLATE \"C\"", "CASE WHEN i % 2 = 0 THEN upper(md5(i::text)) ELSE md5(i::text) END"),
				Kind.of("varchar(40)", "md5(i::text)"), Kind.of("char(12)", "'a' || i"), Kind.of("name", "'n' || i"),
				Kind.of("numeric", "i / 7.0"),
				Kind.of("numeric", "(ARRAY['NaN', 'Infinity', '-Infinity', '0.00'])[i]::numeric"),
				Kind.of("double precision", "i / 7.0::float8"),
				Kind.of("double precision",
						"(ARRAY['NaN', 'Infinity', '-Infinity', '-0', '1e-300', '1e300'])[i]::float8"),
				Kind.of("real", "(i / 7.0)::real"),
				Kind.of("timestamp", "timestamp '1999-12-31 23:59:59.999999' + i * interval '7 h 0.000001 s'"),
				Kind.of("timestamptz", "timestamptz '2024-10-27 00:00:00.123456+02' + i * interval '17 min'"),
				Kind.of("timestamptz", "timestamptz '0040-03-01 00:00:00.5+00 BC' + i * interval '31 days'"),
				Kind.of("timestamptz",
						"(ARRAY['infinity', '-infinity', 'epoch', '20000-01-02 03:04:05+06'])[i]::timestamptz"),
				Kind.of("date", "date '2000-01-31' + 13 * i::int"),
				Kind.of("date", "date '0010-03-04 BC' + 13 * i::int"),
				Kind.of("date", "(ARRAY['infinity', '-infinity', '0044-03-15 BC', '12345-01-02'])[i]::date"),
				Kind.of("time", "time '00:00:00.000001' + i * interval '61.5 s'"),
				Kind.of("timetz", "timetz '00:00:00.5+05:45' + i * interval '61.5 s'"),
				Kind.of("interval", "i * interval '-1 mon 3 days -4.5 h'"),
				Kind.of("boolean", "(ARRAY[true, false])[i]"), Kind.of("bytea", "decode(md5(i::text), 'hex')"),
				Kind.of("inet", "inet '10.0.0.0/8' + i * 77"), Kind.of("integer[]", "ARRAY[i % 7, NULL, i]"),
				Kind.of("date[]", "ARRAY[date '2000-02-01' + i::int]"),
				Kind.of("tsrange", "tsrange(timestamp '2000-01-01' + i * interval '1 d', NULL)"),
				Kind.of("bit(10)", "i::bit(10)"), Kind.of("feeling", "(enum_range(NULL::feeling))[i]"),
				Kind.of("pair", "ROW(i % 10, 'it''s, \"' || i)::pair"), Kind.of("odd.code", "'c' || i"),
				Kind.of("odd.short_code", "'c' || i"),
				Kind.of("text COLLATE \"de-x-icu\"", "chr(60 + i::int) || chr(2000 - i::int)"),
				Kind.of("text COLLATE odd.nocase", "repeat('aB', i::int % 9) || i"),
				Kind.of("odd.citext", "repeat('aB', i::int % 9) || i"), Kind.of("odd.ltree", "('a.b' || i)::odd.ltree"),
				new Kind("a odd.citext NOT NULL, b odd.citext NOT NULL", "a, b",
						"CASE WHEN i % 2 = 0 THEN 'ab' ELSE 'AB' END, i::text"),
				new Kind("a odd.citext NOT NULL, b int NOT NULL, c odd.citext NOT NULL", "a, b, c",
						"CASE i % 3 WHEN 0 THEN 'ab' WHEN 1 THEN 'AB' ELSE 'c' END || i / 20, i % 10, 'c' || i"),
				new Kind("a int NOT NULL, b bigint NOT NULL", "a, b", "i % 5, i"),
				new Kind("a int NOT NULL, b bigint NOT NULL", "a, b", "CASE WHEN i < 900 THEN 3 ELSE i END, i"),
				new Kind("a text NOT NULL, b timestamptz NOT NULL, c int NOT NULL", "a, b, c",
						"'t' || i % 3, now() + i % 10 * interval '1 h', i"),
				new Kind("a uuid NOT NULL, b odd.short_code NOT NULL", "b, a", "md5(i::text)::uuid, 'same'"),
				new Kind("a date NOT NULL, b numeric NOT NULL", "b DESC, a DESC", "date '2000-01-01', i / 3.0"),
				new Kind("k bigint NOT NULL", "k DESC", "i * 10"),
				new Kind("k bigint NOT NULL", "k NULLS FIRST", "i * 10"),
				new Kind("a text NOT NULL, b int NOT NULL", "a DESC NULLS LAST, b DESC NULLS LAST", "i % 4, i"),
				new Kind("a int NOT NULL, b int NOT NULL, \"In\"\"c %s ?\" int", "a, b) INCLUDE (\"In\"\"c %s ?\"",
						"i % 4, i, i"));
	}

	private void createTable(Kind kind) throws SQLException {
		Walker.execute(this.connection, """
				CREATE SCHEMA odd;
				CREATE EXTENSION citext SCHEMA odd;
				CREATE EXTENSION ltree SCHEMA odd;
				CREATE COLLATION odd.nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
				CREATE TYPE feeling AS ENUM ('sad', 'ok', 'a''b', 'Happy, very');
				CREATE TYPE pair AS (x int, y text);
				CREATE DOMAIN odd.code AS text COLLATE "C" CHECK (VALUE LIKE 'c%%' OR VALUE = 'same');
				CREATE DOMAIN odd.short_code AS odd.code CHECK (length(VALUE) < 6);
				CREATE TABLE t (visits int NOT NULL DEFAULT 0, %s) WITH (autovacuum_enabled = false);
				INSERT INTO t SELECT * FROM (SELECT 0, %s FROM generate_series(1, 1000::bigint) AS i) AS v
				    WHERE v IS NOT NULL;
				CREATE UNIQUE INDEX t_key ON t (%s);
				""".formatted(kind.columns, kind.values, kind.key));
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void visitsEveryRowOnceWhateverTheKey(Kind kind) throws SQLException {
		createTable(kind);
		TableWalk walk = TableWalks.find(this.connection, "t", List.of());
		assertThat(walk.description()).startsWith("by ").endsWith("(unique index t_key)");
		Walker.execute(this.connection, """
				SET DateStyle = 'ISO, DMY'; SET IntervalStyle = sql_standard; SET extra_float_digits = -10;
				SET TimeZone = 'Asia/Kathmandu'; SET bytea_output = escape; SET search_path = '';
				""");
		long rows = Walker.number(this.connection, "SELECT count(*) FROM public.t");
		assertThat(rows).isPositive();
		assertThat(new Walker(7, 60).walk(this.connection, walk, walk.ranges(this.connection, 3))).isEqualTo(rows);
		assertThat(Walker.number(this.connection, "SELECT count(*) FROM public.t WHERE visits <> 1")).isZero();
	}

	static Stream<Kind> kindsOfManyRows() {
		return kinds().filter((kind) -> !kind.values.contains("[i]"));
	}

	@ParameterizedTest
	@MethodSource("kindsOfManyRows")
	void hopsAndBatchesAreRangesOfTheIndexWithAndWithoutStatistics(Kind kind) throws SQLException {
		createTable(kind);
		KeysetCursor cursor = (KeysetCursor) TableWalks.find(this.connection, "t", List.of()).cursor("public.t");
		BackfillKey one = cursor.next(this.connection, null, null, 2);
		BackfillKey two = cursor.next(this.connection, null, null, 4);
		assertThat(one).isNotNull();
		assertThat(two).isNotNull();
		for (String statistics : List.of("SELECT 1", "ANALYZE t")) {
			Walker.execute(this.connection, statistics);
			assertThat(Walker.plan(this.connection,
					"UPDATE ONLY t AS row SET visits = 0 WHERE " + cursor.condition("row", one, two)))
				.contains("Index Cond")
				.doesNotContain("Seq Scan");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a int, b uuid | b, a | i % 3, md5(i::text)::uuid", "a int, b bigint | a, b | i % 3, i",
			"a int, b bigint | a, b | CASE WHEN i % 10 < 9 THEN 3 ELSE i % 10 END, i",
			"a bigint, b timestamptz | a, b | i, now()", "a uuid, b int | a | md5(i::text)::uuid, i" })
	void aLargeTableIsNeverScanned(String table) throws SQLException {
		String[] parts = table.split(" \\| ");
		Walker.execute(this.connection, """
				CREATE TABLE t (%1$s, PRIMARY KEY (%2$s)) WITH (autovacuum_enabled = false);
				INSERT INTO t SELECT %3$s FROM generate_series(1, 100000) AS i;
				ALTER TABLE t ALTER a SET NOT NULL, ALTER b SET NOT NULL, ADD visits int;
				""".formatted((Object[]) parts));
		KeysetCursor cursor = (KeysetCursor) TableWalks.find(this.connection, "t", List.of()).cursor("public.t");
		for (String statistics : List.of("SELECT 1", "ANALYZE t")) {
			Walker.execute(this.connection, statistics);
			BackfillKey last = cursor.last(this.connection);
			BackfillKey after = null;
			BackfillKey upTo = cursor.next(this.connection, null, last, 1);
			for (int rows : new int[] { 1, 5000, 500, 20_000, 10, 10_000, 1 }) {
				assertThat(SteadyQuery.run(this.connection, "EXPLAIN " + cursor.hop(after, last, rows)).toString())
					.contains("Index Only Scan using", "Index Only Scan Backward using")
					.doesNotContain("Seq Scan", "Sort", "Bitmap");
				assertThat(Walker.plan(this.connection,
						"UPDATE ONLY t AS row SET visits = 0 WHERE " + cursor.condition("row", after, upTo)))
					.contains("Index Cond")
					.doesNotContain("Seq Scan");
				after = upTo;
				upTo = cursor.next(this.connection, after, last, rows);
			}
		}
	}

	@Test
	void onlyTheLastHopLooksFromTheOtherEnd() throws SQLException {
		createTable(Kind.of("bigint", "i"));
		KeysetCursor cursor = (KeysetCursor) TableWalks.find(this.connection, "t", List.of()).cursor("public.t");
		String explain = "EXPLAIN (ANALYZE, TIMING off, COSTS off) ";
		BackfillKey middle = new BackfillKey(List.of("500"));
		assertThat(SteadyQuery.run(this.connection, explain + cursor.hop(middle, null, 500)).toString())
			.contains("never executed");
		assertThat(SteadyQuery.run(this.connection, explain + cursor.hop(middle, null, 501)).toString())
			.doesNotContain("never executed");
		assertThat(cursor.next(this.connection, middle, null, 501)).hasToString("1000");
		assertThat(cursor.next(this.connection, middle, new BackfillKey(List.of("502")), 501)).hasToString("502");
	}

	@Test
	void theSettingsOfTheSessionAreAsBefore() throws SQLException {
		createTable(Kind.of("interval", "i * interval '1 mon 2 h'"));
		Walker.execute(this.connection, "SET IntervalStyle = postgres_verbose");
		RowCursor cursor = TableWalks.find(this.connection, "t", List.of()).cursor("public.t");
		for (boolean autocommit : List.of(false, true)) {
			this.connection.setAutoCommit(autocommit);
			Walker.execute(this.connection, "SET extra_float_digits = 0; SET enable_sort = on");
			assertThat(cursor.next(this.connection, null, null, 3)).hasToString("P3MT6H");
			assertThat(setting("IntervalStyle")).isEqualTo("postgres_verbose");
			assertThat(setting("extra_float_digits")).isEqualTo("0");
			assertThat(setting("enable_sort")).isEqualTo("on");
		}
	}

	private String setting(String name) throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SHOW " + name)) {
			row.next();
			return row.getString(1);
		}
	}

}
