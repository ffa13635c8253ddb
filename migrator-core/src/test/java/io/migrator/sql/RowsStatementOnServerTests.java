package io.migrator.sql;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import io.migrator.sql.RowsReading.Recognised;
import io.migrator.test.DatabaseDump;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the parts of a statement do must be what the whole does.
 */
class RowsStatementOnServerTests {

	private static TestDatabase database;

	@BeforeAll
	static void createDatabase() {
		database = TestDatabase.create();
		database.jdbc().sql("ALTER DATABASE " + database.name() + " SET search_path = app").update();
	}

	@AfterAll
	static void dropDatabase() {
		database.close();
	}

	@BeforeEach
	void createTables() {
		database.jdbc()
			.sql("""
					DROP SCHEMA IF EXISTS app CASCADE;
					CREATE SCHEMA app;
					CREATE TABLE app.wallets (id bigint PRIMARY KEY, amount int, cents int, status text, owner bigint, up bigint);
						INSERT INTO app.wallets SELECT n, nullif(n % 7, 0), nullif(n % 3, 1), 'Status ' || n % 5, n % 10, n - 1
					FROM generate_series(1, 40) n;
					CREATE TABLE app."User" (id bigint PRIMARY KEY, name text, "where" int);
					INSERT INTO app."User" SELECT n, 'user ' || n, n % 2 FROM generate_series(0, 8) n;
					CREATE TABLE app.events (id bigint, at int, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
					CREATE TABLE app.events_1 PARTITION OF app.events FOR VALUES FROM (0) TO (5);
					CREATE TABLE app.events_2 (note text, gone int, at int NOT NULL, id bigint NOT NULL);
					ALTER TABLE app.events_2 DROP gone;
					ALTER TABLE app.events ATTACH PARTITION app.events_2 FOR VALUES FROM (5) TO (10);
					INSERT INTO app.events SELECT n, n % 10, 'note' FROM generate_series(1, 40) n;
					CREATE TABLE app.parents (id bigint PRIMARY KEY, a int);
					CREATE TABLE app.children () INHERITS (app.parents);
					INSERT INTO app.parents SELECT n, n FROM generate_series(1, 20) n;
					INSERT INTO app.children SELECT n, n FROM generate_series(21, 40) n;
					CREATE TABLE app.target (id bigint PRIMARY KEY, name text, n int DEFAULT 0);
					INSERT INTO app.target SELECT n, 'there' FROM generate_series(1, 5) n;
					CREATE TABLE app.pairs (a bigint, b bigint);
					""")
			.update();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE wallets SET cents = amount * 100",
			"UPDATE wallets SET cents = amount * 100 WHERE cents IS NULL OR status = 'Status 1'",
			"update app.wallets set cents = wallets.amount, status = lower(wallets.status) where wallets.id % 2 = 0 -- x",
			"UPDATE ONLY wallets AS \"W\" SET (cents, status) = (1, \"W\".status || '!') WHERE \"W\".amount IS NULL",
			"UPDATE wallets w SET cents = (SELECT sum(o.amount) FROM wallets o WHERE o.owner = w.owner)",
			"UPDATE wallets w SET status = u.name FROM \"User\" u LEFT JOIN target t USING (id) WHERE u.id = w.owner",
			"UPDATE wallets SET status = u.name FROM wallets p JOIN \"User\" u ON u.id = p.owner WHERE p.id = wallets.up",
			"UPDATE wallets AS set SET cents = 5 WHERE set.id < 9",
			"UPDATE wallets SET cents = CASE WHEN amount IS NULL THEN 0 WHEN $$WHERE$$ = $a$x$a$ THEN 1 ELSE 2 END /* ( */",
			"UPDATE wallets SET status = 'a;b -- c' WHERE (SELECT count(*) FROM target WHERE target.id = owner) = 1",
			"UPDATE \"User\" SET \"where\" = 9 WHERE \"where\" = 1 AND name IS DISTINCT FROM 'user 3'",
			"UPDATE \"User\" SET name = \"User\".name || \"User\".where",
			"UPDATE events SET note = note || at WHERE events.at > 2", "UPDATE ONLY events SET note = 'x'",
			"UPDATE parents SET a = a + 1", "UPDATE ONLY parents SET a = a + 1",
			"UPDATE ONLY parents SET a = a + 1 WHERE a = 1 OR a > 10", "UPDATE parents * SET a = 0 WHERE a > 15",
			"DELETE FROM wallets", "DELETE FROM app.wallets WHERE amount IS NULL OR cents = 2",
			"DELETE FROM wallets w USING \"User\" u WHERE u.id = w.owner AND u.where = 1",
			"DELETE FROM wallets a USING wallets b WHERE a.id > b.id AND a.owner = b.owner",
			"DELETE FROM ONLY parents WHERE a % 2 = 0", "DELETE FROM events AS e WHERE e.note = 'note' AND e.id < 30",
			"INSERT INTO target SELECT id, status FROM wallets ON CONFLICT DO NOTHING",
			"INSERT INTO target AS t (id, name) SELECT w.id, w.status FROM wallets AS w WHERE w.amount > 2 "
					+ "ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE t.n = 0",
			"INSERT INTO target (id, name) SELECT w.id + 100, u.name FROM wallets w LEFT JOIN \"User\" u ON u.id = w.owner",
			"INSERT INTO pairs SELECT a.id, b.id FROM wallets a JOIN wallets b ON b.up = a.id OR a.up IS NULL",
			"INSERT INTO pairs SELECT wallets.id, u.id FROM wallets, \"User\" u CROSS JOIN LATERAL (SELECT 1 LIMIT 1) x "
					+ "WHERE u.id = wallets.owner",
			"INSERT INTO target (id) SELECT id FROM wallets WHERE NOT EXISTS (SELECT FROM target WHERE target.id = wallets.id)",
			"INSERT INTO pairs SELECT e.id, e.at FROM events e NATURAL JOIN (VALUES (1::bigint), (7)) v (id)",
			"INSERT INTO pairs SELECT id, a FROM ONLY parents WHERE a > 3",
			"INSERT INTO pairs SELECT id, (SELECT max(p.a) FROM parents p WHERE p.id < parents.id) FROM parents" })
	void thePartsDoTogetherWhatTheWholeDoes(String sql) {
		List<String> before = DatabaseDump.of(database);
		run(List.of(sql));
		List<String> whole = DatabaseDump.of(database);
		createTables();
		assertThat(DatabaseDump.of(database)).isEqualTo(before);
		RowsStatement statement = ((Recognised) RowsReading.of(statement(sql))).statement();
		run(parts(statement));
		assertThat(DatabaseDump.of(database)).isEqualTo(whole);
		if (!sql.startsWith("UPDATE ONLY events")) {
			assertThat(whole).isNotEqualTo(before);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE wallets SET cents = amount WHERE cents IS NULL AND id > 5",
			"UPDATE wallets w SET cents = 0 WHERE w.cents IS NULL",
			"UPDATE wallets SET status = lower(status), cents = owner WHERE cents IS DISTINCT FROM owner",
			"DELETE FROM wallets WHERE status = 'Status 3' OR amount IS NULL", "DELETE FROM ONLY parents WHERE a > 3" })
	void noRowRemainsOnceAStatementWasRun(String sql) {
		RowsStatement statement = ((Recognised) RowsReading.of(statement(sql))).statement();
		String remaining = "SELECT count(*) FROM " + statement.table() + " AS " + statement.row() + " WHERE "
				+ statement.remaining();
		assertThat(database.jdbc().sql(remaining).query(Long.class).single()).isPositive();
		run(parts(statement));
		assertThat(database.jdbc().sql(remaining).query(Long.class).single()).isZero();
	}

	private static List<String> parts(RowsStatement statement) {
		List<String> relations = switch (statement.table().name()) {
			case "events" -> List.of("app.events_1", "app.events_2");
			case "parents" -> List.of("app.parents", "app.children");
			case "User" -> List.of("app.\"User\"");
			default -> List.of("app." + statement.table().name());
		};
		List<String> parts = new ArrayList<>();
		for (String relation : relations) {
			for (int after = 0; after <= 40; after += 8) {
				String condition = "%1$s.id > %2$d AND %1$s.id <= %3$d".formatted(statement.row(), after - 1,
						after + 7);
				parts.add(statement.within(relation, condition));
			}
		}
		return parts;
	}

	private static void run(List<String> statements) {
		database.jdbc().sql(String.join(";\n", statements)).update();
	}

	private static Statement statement(String sql) {
		Statement statement = StatementReader.of("test.sql", new StringReader(sql)).next();
		assertThat(statement).isNotNull();
		return statement;
	}

}
