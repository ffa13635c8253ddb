package io.migrator.sql;

import java.io.StringReader;

import io.migrator.sql.RowsReading.NotRecognised;
import io.migrator.sql.RowsReading.OtherTable;
import io.migrator.sql.RowsReading.Recognised;
import io.migrator.sql.RowsStatement.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RowsStatementTests {

	@Test
	void cutsAnUpdateIntoPieces() {
		RowsStatement statement = read("""
				/* licence */
				UPDATE app.wallets AS w -- the wallets
				SET cents = w.amount * 100, note = 'WHERE; FROM'
				WHERE w.cents IS NULL OR (SELECT 1 WHERE true) = 2 -- all
				;
				""");
		assertThat(statement.kind()).isEqualTo(Kind.UPDATE);
		assertThat(statement.table()).isEqualTo(new QualifiedName("app", "wallets"));
		assertThat(statement.row()).isEqualTo("w");
		assertThat(statement.assigned()).containsExactlyInAnyOrder("cents", "note");
		assertThat(statement.where()).isEqualTo("w.cents IS NULL OR (SELECT 1 WHERE true) = 2");
		assertThat(statement.within("\"app\".\"wallets_1\"", "w.id <= 5")).isEqualToNormalizingWhitespace("""
				UPDATE ONLY "app"."wallets_1" AS w SET cents = w.amount * 100, note = 'WHERE; FROM'
				WHERE (w.cents IS NULL OR (SELECT 1 WHERE true) = 2 ) AND (w.id <= 5)""");
		assertThat(statement.whole()).isEqualToNormalizingWhitespace("""
				UPDATE app.wallets AS w SET cents = w.amount * 100, note = 'WHERE; FROM'
				WHERE w.cents IS NULL OR (SELECT 1 WHERE true) = 2 """);
	}

	@Test
	void cutsADeleteAndAnInsertIntoPieces() {
		assertThat(within("DELETE FROM logs USING old_runs r WHERE r.id = logs.run")).isEqualToNormalizingWhitespace(
				"DELETE FROM ONLY part AS logs USING old_runs r WHERE (r.id = logs.run ) AND (true)");
		assertThat(within("DELETE FROM \"Logs\""))
			.isEqualToNormalizingWhitespace("DELETE FROM ONLY part AS \"Logs\" WHERE true");
		assertThat(within("""
				INSERT INTO archive.logs AS x (id, text) OVERRIDING SYSTEM VALUE
				SELECT l.id, coalesce(l.text, '')::text AS from FROM logs l LEFT JOIN runs r ON r.id = l.run
				ON CONFLICT (id) DO UPDATE SET text = excluded.text;""")).isEqualToNormalizingWhitespace("""
				INSERT INTO archive.logs AS x (id, text) OVERRIDING SYSTEM VALUE
				SELECT l.id, coalesce(l.text, '')::text AS from FROM ONLY part AS l LEFT JOIN runs r ON r.id = l.run
				WHERE true ON CONFLICT (id) DO UPDATE SET text = excluded.text""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "UPDATE t SET a = 1 | t", "UPDATE t a SET a = 1 | a", "UPDATE t * SET a = 1 | t",
					"UPDATE t*SET a = 1 | t", "UPDATE ONLY (t) x SET a = 1 | x",
					"UPDATE \"T\"\"x\" SET a = 1 | \"T\"\"x\"", "UPDATE db.s.t SET a = 1 | t",
					"UPDATE Order_Items SET a = 1 | Order_Items", "DELETE FROM t AS \"Row\" WHERE a | \"Row\"",
					"INSERT INTO x SELECT t.from FROM t WHERE true | t", "INSERT INTO x SELECT ALL 1 FROM ONLY t | t" })
	void knowsWhatARowIsCalled(String sql, String row) {
		assertThat(read(sql).row()).isEqualTo(row);
	}

	@Test
	void keepsTheMeaningOfOnly() {
		RowsStatement statement = read("UPDATE ONLY app.\"T\" x SET a = 1 WHERE a IS NULL OR b");
		assertThat(statement.where())
			.isEqualToNormalizingWhitespace("(a IS NULL OR b ) AND x.tableoid = 'app.\"T\"'::regclass");
		assertThat(read("DELETE FROM ONLY t").where()).isEqualTo("t.tableoid = 't'::regclass");
		assertThat(read("DELETE FROM ONLY t WHERE a").remaining())
			.isEqualToNormalizingWhitespace("(a ) AND t.tableoid = 't'::regclass");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "WITH a AS (SELECT 1) UPDATE t SET b = 1 | begins with WITH",
			"UPDATE t SET a = 1 WHERE CURRENT OF c | CURRENT OF", "UPDATE t SET a = 1 RETURNING a | RETURNING",
			"DELETE FROM t WHERE a RETURNING * | RETURNING", "DELETE FROM t, u | not understood",
			"INSERT INTO x SELECT 1 FROM t ON CONFLICT DO NOTHING RETURNING a | RETURNING",
			"INSERT INTO x SELECT DISTINCT a FROM t | has DISTINCT",
			"INSERT INTO x SELECT DISTINCT ON (a) a FROM t | has DISTINCT",
			"INSERT INTO x SELECT a FROM t GROUP BY a | has GROUP",
			"INSERT INTO x SELECT 1 FROM t HAVING true | HAVING",
			"INSERT INTO x SELECT a FROM t WINDOW w AS () | has WINDOW",
			"INSERT INTO x SELECT a FROM t ORDER BY a | has ORDER", "INSERT INTO x SELECT a FROM t LIMIT 5 | has LIMIT",
			"INSERT INTO x SELECT a FROM t OFFSET 5 | has OFFSET",
			"INSERT INTO x SELECT a FROM t FETCH FIRST ROW ONLY | has FETCH",
			"INSERT INTO x SELECT a FROM t WHERE b UNION SELECT 1 | has UNION",
			"INSERT INTO x SELECT a FROM t INTERSECT SELECT 1 | has INTERSECT",
			"INSERT INTO x SELECT a FROM t EXCEPT SELECT 1 | has EXCEPT",
			"INSERT INTO x SELECT a FROM t FOR UPDATE | has FOR",
			"INSERT INTO x SELECT 1 + count(*) FROM t | has count()",
			"INSERT INTO x SELECT coalesce(pg_catalog.max(a), 0) FROM t | has max()",
			"INSERT INTO x SELECT my_sum(a) FILTER (WHERE b) FROM t | has my_sum()",
			"INSERT INTO x SELECT row_number() OVER (ORDER BY a) FROM t | has row_number()",
			"INSERT INTO x SELECT f(lag(a) OVER w) FROM t | has lag()",
			"INSERT INTO x SELECT 1 FROM (SELECT 1) s | a subquery", "INSERT INTO x SELECT 1 FROM f(1) s | a function",
			"INSERT INTO x SELECT 1 FROM (t JOIN u ON true) | join in parentheses",
			"INSERT INTO x SELECT 1 FROM LATERAL (SELECT 1) s | a function",
			"INSERT INTO x SELECT 1 FROM ROWS FROM (f(1)) s | no plain table",
			"INSERT INTO x SELECT 1 FROM t AS s (a, b) | other names",
			"INSERT INTO x SELECT 1 FROM t TABLESAMPLE system (1) | a sample",
			"INSERT INTO x SELECT 1 FROM t s TABLESAMPLE system (1) JOIN u ON true | a sample",
			"INSERT INTO x SELECT 1 FROM t RIGHT JOIN u ON true | outer join",
			"INSERT INTO x SELECT 1 FROM t JOIN v ON true FULL OUTER JOIN u USING (a) | outer join",
			"INSERT INTO x SELECT 1 | no table", "INSERT INTO x VALUES (1) | names",
			"INSERT INTO x DEFAULT VALUES | names", "INSERT INTO x (SELECT 1 FROM t) | not begin with SELECT",
			"INSERT INTO x TABLE t | not begin with SELECT",
			"INSERT INTO x WITH a AS (SELECT 1) SELECT 1 FROM a | begins with WITH",
			"INSERT INTO x (a) SELECT a FROM x | inserts into the table",
			"INSERT INTO public.x SELECT a FROM x | inserts into the table",
			"UPDATE app.t SET a = 1 WHERE app.t.b | with the table's schema",
			"UPDATE t SET a = app.t.b | with the table's schema",
			"UPDATE t SET a = 1 WHERE id IN (SELECT id FROM t LIMIT 10) | subquery with LIMIT",
			"DELETE FROM app.t a USING (SELECT id FROM app.t FETCH FIRST 9 ROWS ONLY) b | subquery with FETCH",
			"MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE | It is MERGE", "SELECT f() | It is SELECT",
			"UPDATE t SET | SET is not understood", "UPDATE t SET a | SET is not understood",
			"UPDATE t SET a = 1 WHERE | no condition", "UPDATE | not understood", "DELETE FROM | not understood",
			"INSERT INTO | not understood", "UPDATE U&\"d!0061\" UESCAPE '!' SET a = 1 | not understood" })
	void saysWhyAStatementCannotBeRunOnAPartOfTheRows(String sql, String why) {
		assertThat(reading(sql, null)).isInstanceOfSatisfying(NotRecognised.class,
				(reading) -> assertThat(reading.why()).endsWith(".").contains(why));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE t SET a = b IS DISTINCT FROM c", "UPDATE t SET a = u.b FROM u WHERE t.where = u.x",
			"UPDATE t SET (a, b) = (SELECT c, max(d) FROM u LIMIT 1)", "UPDATE t SET a[1] = 2, b.c = DEFAULT",
			"UPDATE t SET a = (SELECT b FROM t o WHERE o.id < t.id ORDER BY id DESC LIMIT 1)",
			"DELETE FROM t x WHERE EXISTS (SELECT FROM t o WHERE o.id < x.id AND o.a = x.a LIMIT 1)",
			"UPDATE t SET a = CASE WHEN b THEN $$WHERE 1$$ ELSE E'\\'WHERE' END",
			"INSERT INTO x SELECT (SELECT count(*) FROM u WHERE u.t = t.id), max FROM t",
			"INSERT INTO x SELECT a FROM t, u LEFT JOIN v ON left(v.a, 1) = u.a, LATERAL f(t.id)",
			"INSERT INTO x SELECT 1 FROM t WHERE b IN (SELECT b FROM u ORDER BY b LIMIT 5) ON CONFLICT DO NOTHING",
			"INSERT INTO x SELECT 1 FROM t a JOIN t b ON b.up = a.id", "INSERT INTO x SELECT FROM t" })
	void recognisesWhatOnlyLooksLikeAnotherClause(String sql) {
		assertThat(read(sql).table()).isEqualTo(new QualifiedName(null, "t"));
	}

	@Test
	void walksTheTableThatItIsToldTo() {
		String sql = "INSERT INTO x SELECT 1 FROM u LEFT JOIN v ON true JOIN app.t AS s ON true RIGHT JOIN w ON true";
		assertThat(read(sql.replace(" RIGHT", " LEFT"), "t").row()).isEqualTo("s");
		assertThat(read(sql, "w").before()).endsWith("RIGHT JOIN");
		assertThat(why(sql, "app.t")).contains("outer join");
		assertThat(why(sql, "v")).contains("outer join");
		assertThat(why("INSERT INTO x SELECT 1 FROM u LEFT JOIN v JOIN t ON true ON true", "t")).contains("outer join");
		assertThat(reading(sql, "other.t")).isInstanceOf(OtherTable.class);
		assertThat(reading("UPDATE app.t SET a = 1", "other.t")).isInstanceOf(OtherTable.class);
		assertThat(reading("UPDATE app.t SET a = 1", "t")).isInstanceOf(Recognised.class);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "UPDATE t SET a = 1 WHERE a IS NULL | a IS NULL",
			"UPDATE t SET A = 'x'::text WHERE t.a ISNULL AND b BETWEEN 1 AND 2 | t.a ISNULL AND b BETWEEN 1 AND 2",
			"UPDATE t SET a = b WHERE (a IS NULL AND c) | ((a IS NULL AND c) ) AND ((b ) IS NOT NULL)",
			"UPDATE t SET (a, c) = (b, d) WHERE a IS NULL AND c IS NULL | (a IS NULL AND c IS NULL ) AND ((b ) IS NOT NULL OR (d ) IS NOT NULL)",
			"UPDATE t SET a = coalesce(b, 0) WHERE a IS NULL | a IS NULL",
			"UPDATE t SET a = gen_random_uuid() WHERE a IS NULL | a IS NULL",
			"UPDATE t SET a = lower( b ) WHERE a IS DISTINCT FROM LOWER(b) | a IS DISTINCT FROM LOWER(b)",
			"DELETE FROM t WHERE a = 1 OR b | a = 1 OR b" })
	void knowsWhenAStatementMakesItsOwnConditionFalse(String sql, String remaining) {
		assertThat(read(sql).remaining()).isEqualToNormalizingWhitespace(remaining);
		assertThat(read(sql).doubts()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE t SET a = 1", "UPDATE t SET a = NULL WHERE a IS NULL",
			"UPDATE t SET a = null::int WHERE a IS NULL", "UPDATE t SET a = 1 WHERE a IS NULL OR b",
			"UPDATE t SET a = 1 WHERE NOT a IS NULL", "UPDATE t SET a = 1 WHERE b IS NULL",
			"UPDATE t SET a = DEFAULT WHERE a IS NULL", "UPDATE t SET a[1] = 1 WHERE a IS NULL",
			"UPDATE t SET a = u.b FROM u WHERE a IS NULL", "UPDATE t SET a = 1 WHERE a IS NULL AND b < now()",
			"UPDATE t SET a = 1 WHERE CASE WHEN b AND a IS NULL THEN true END", "UPDATE t SET a = 1 WHERE u.a IS NULL",
			"UPDATE t SET (a, b) = (SELECT 1, 2) WHERE a IS NULL",
			"UPDATE t SET a = b, b = c WHERE a IS DISTINCT FROM b", "UPDATE t SET a = 1 WHERE a IS DISTINCT FROM 2",
			"DELETE FROM t", "DELETE FROM t USING u WHERE t.a = u.a", "DELETE FROM t WHERE a < current_date - 30",
			"INSERT INTO x SELECT a FROM t WHERE NOT EXISTS (SELECT FROM x WHERE x.a = t.a)" })
	void doesNotGuessWhenARowIsDone(String sql) {
		assertThat(read(sql).remaining()).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "UPDATE t SET n = n + 1 | n from its own value",
			"UPDATE t SET n = t.n + 1 | n from its own value",
			"UPDATE t x SET n = (SELECT max(n) FROM t) | n from its own value",
			"UPDATE t x SET n = (SELECT u.a FROM u WHERE u.b = x.n) | n from its own value",
			"UPDATE t SET n = lower(concat(a, n)) | n from its own value",
			"UPDATE t SET a = 1, at = now() | at with now()",
			"UPDATE t SET a = gen_random_uuid() | a with gen_random_uuid()",
			"UPDATE t SET a = pg_catalog.random() * 5 | a with random()",
			"UPDATE t SET day = current_date | day with current_date",
			"INSERT INTO x SELECT a FROM t | neither ON CONFLICT",
			"INSERT INTO x SELECT a FROM t LEFT JOIN u ON true WHERE b IS NOT NULL | neither ON CONFLICT",
			"INSERT INTO x SELECT a FROM t ON CONFLICT (a) DO UPDATE SET n = x.n + excluded.n | n from its own value" })
	void doubtsThatAStatementIsIdempotent(String sql, String doubt) {
		assertThat(read(sql).doubts()).singleElement().asString().contains(doubt).endsWith(".");
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE t SET n = 1", "UPDATE t SET n = lower(t.n)", "UPDATE t SET n = coalesce(n, now())",
			"UPDATE t SET n = (SELECT n FROM u WHERE u.id = t.id)", "UPDATE t SET n = u.n FROM u WHERE u.id = t.id",
			"UPDATE t SET date = at::date, time = CAST(at AS time)", "UPDATE t SET now = u.now FROM u",
			"UPDATE t SET date = DATE '2020-01-01'", "DELETE FROM t USING u WHERE u.a = now()",
			"INSERT INTO x SELECT a FROM t WHERE NOT EXISTS (SELECT FROM x WHERE x.a = t.a)",
			"INSERT INTO x SELECT a FROM t WHERE a NOT IN (SELECT a FROM x)",
			"INSERT INTO x SELECT t.a FROM t LEFT JOIN x y ON y.a = t.a WHERE y.a IS NULL",
			"INSERT INTO x SELECT a FROM t ON CONFLICT DO NOTHING",
			"INSERT INTO x SELECT a FROM t ON CONFLICT (a) DO UPDATE SET n = excluded.n WHERE x.n < excluded.n" })
	void hasNoDoubtsWhereTheTextGivesNone(String sql) {
		assertThat(read(sql).doubts()).isEmpty();
	}

	@Test
	void readsNamesAsTheServerDoes() {
		assertThat(QualifiedName.parse(" App.\"T.x\" ")).isEqualTo(new QualifiedName("app", "T.x"));
		assertThat(QualifiedName.parse("")).isNull();
		assertThat(QualifiedName.parse("a b")).isNull();
	}

	private static String within(String sql) {
		return read(sql).within("part", "true");
	}

	private static String why(String sql, String table) {
		return ((NotRecognised) reading(sql, table)).why();
	}

	private static RowsStatement read(String sql) {
		return read(sql, null);
	}

	private static RowsStatement read(String sql, @Nullable String table) {
		RowsReading reading = reading(sql, table);
		assertThat(reading).isInstanceOf(Recognised.class);
		return ((Recognised) reading).statement();
	}

	private static RowsReading reading(String sql, @Nullable String table) {
		Statement statement = StatementReader.lenient("test.sql", new StringReader(sql)).next();
		assertThat(statement).isNotNull();
		return RowsReading.of(statement, (table != null) ? QualifiedName.parse(table) : null);
	}

}
