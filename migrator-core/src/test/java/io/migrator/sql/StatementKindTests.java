package io.migrator.sql;

import java.io.StringReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementKindTests {

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX CONCURRENTLY i ON t (a)", "create unique index concurrently on t (a)",
			"CREATE /* a */ UNIQUE -- b\n INDEX /* c /* d */ */ Concurrently IF NOT EXISTS i ON t (a)",
			"DROP INDEX CONCURRENTLY IF EXISTS a, b", "REINDEX INDEX CONCURRENTLY i", "REINDEX (CONCURRENTLY) TABLE t",
			"REINDEX (VERBOSE, CONCURRENTLY true) TABLE t", "REINDEX (concurrently on, VERBOSE) SCHEMA s",
			"REINDEX (CONCURRENTLY 1) INDEX i", "REINDEX (CONCURRENTLY off, CONCURRENTLY) TABLE t",
			"REINDEX (CONCURRENTLY 'true') TABLE t", "REINDEX (CONCURRENTLY = 1) TABLE t", "REINDEX DATABASE d",
			"REINDEX SYSTEM", "REINDEX (VERBOSE) DATABASE", "REINDEX SCHEMA s", "VACUUM", "VACUUM (FULL) t",
			"vacuum analyze t", "ALTER SYSTEM SET a = 1", "CREATE DATABASE d", "DROP DATABASE IF EXISTS d",
			"CREATE TABLESPACE t LOCATION '/x'", "DROP TABLESPACE t", "ALTER DATABASE d SET TABLESPACE t",
			"ALTER TABLE a.b DETACH PARTITION c.d CONCURRENTLY",
			"ALTER TABLE IF EXISTS ONLY a DETACH PARTITION b CONCURRENTLY",
			"ALTER TABLE ONLY (a) DETACH PARTITION \"concurrently\" CONCURRENTLY",
			"CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p",
			"CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (enabled = false)",
			"CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (create_slot)", "DROP SUBSCRIPTION s",
			"ALTER SUBSCRIPTION s REFRESH PUBLICATION", "ALTER SUBSCRIPTION s SET PUBLICATION p",
			"ALTER SUBSCRIPTION s ADD PUBLICATION p WITH (refresh = true)",
			"ALTER SUBSCRIPTION s SET (failover = true)", "CLUSTER", "CLUSTER VERBOSE;", "CLUSTER (VERBOSE);",
			"DISCARD ALL", "COMMIT PREPARED 'x'", "ROLLBACK PREPARED 'x'" })
	void isRefusedInsideATransaction(String sql) {
		assertThat(kind(sql).transactionRule()).isEqualTo(TransactionRule.OUTSIDE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE INDEX \"concurrently\" ON t (a)", "CREATE INDEX concurrently_built ON t (a)",
			"CREATE INDEX i ON concurrently (a)", "DROP INDEX \"CONCURRENTLY\"", "DROP INDEX IF EXISTS concurrently",
			"REINDEX TABLE t", "REINDEX (CONCURRENTLY false) TABLE t", "REINDEX (CONCURRENTLY off, VERBOSE) INDEX i",
			"REINDEX (CONCURRENTLY 0) INDEX i", "REINDEX (VERBOSE) TABLE \"concurrently\"", "ANALYZE t",
			"CLUSTER t USING i", "CLUSTER t", "ALTER DATABASE d SET work_mem = '1MB'",
			"ALTER DATABASE d RENAME TO tablespace", "ALTER TABLE a DETACH PARTITION b",
			"ALTER TABLE a DETACH PARTITION b FINALIZE", "ALTER TABLE a DETACH PARTITION \"concurrently\"",
			"ALTER TABLESPACE t RENAME TO u", "ALTER TYPE t ADD VALUE 'x'", "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
			"CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (create_slot = false)",
			"CREATE SUBSCRIPTION s CONNECTION 'c' PUBLICATION p WITH (connect = off)",
			"ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)", "ALTER SUBSCRIPTION s DISABLE",
			"ALTER SUBSCRIPTION s SET (slot_name = NONE)", "DISCARD PLANS", "CREATE TABLE vacuum (a int)",
			"COMMENT ON INDEX i IS 'CREATE INDEX CONCURRENTLY'", "DO $$ BEGIN VACUUM; END $$", "CALL p()" })
	void runsInsideATransaction(String sql) {
		assertThat(kind(sql).transactionRule()).isEqualTo(TransactionRule.ANY);
	}

	@ParameterizedTest
	@CsvSource({ "BEGIN,BEGIN", "BEGIN ISOLATION LEVEL SERIALIZABLE,BEGIN", "START TRANSACTION READ ONLY,BEGIN",
			"COMMIT,COMMIT", "END WORK,COMMIT", "COMMIT AND NO CHAIN,COMMIT", "COMMIT AND CHAIN,COMMIT_AND_CHAIN",
			"END TRANSACTION AND CHAIN,COMMIT_AND_CHAIN", "ROLLBACK,ROLLBACK", "ABORT,ROLLBACK",
			"ROLLBACK WORK AND CHAIN,ROLLBACK_AND_CHAIN", "ROLLBACK TO s,SAVEPOINT",
			"ROLLBACK TRANSACTION TO SAVEPOINT s,SAVEPOINT", "SAVEPOINT s,SAVEPOINT", "RELEASE s,SAVEPOINT",
			"PREPARE TRANSACTION 'x',PREPARE_TRANSACTION", "PREPARE transaction_x AS SELECT 1,ANY" })
	void knowsTheCommandsOfTransactions(String sql, TransactionRule rule) {
		assertThat(kind(sql).transactionRule()).isEqualTo(rule);
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET a = 1", "SET SESSION a TO b", "SET search_path TO x", "SET ROLE r",
			"SET SESSION ROLE r", "SET SESSION AUTHORIZATION u", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
			"SET TIME ZONE 'UTC'", "RESET a", "RESET ALL", "RESET ROLE", "DISCARD ALL", "DISCARD TEMP",
			"SELECT pg_catalog.set_config('search_path', '', false)", "SELECT set_config('a.b', x || 'y', off)" })
	void changesTheSession(String sql) {
		assertThat(kind(sql).changesSession()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL a = 1", "SET LOCAL ROLE r", "SET LOCAL SESSION AUTHORIZATION u",
			"SET CONSTRAINTS ALL DEFERRED", "SET TRANSACTION READ ONLY", "SELECT set_config('a', 'b', true)",
			"SELECT 'set_config'", "UPDATE t SET a = 1", "ALTER ROLE r SET a = 1" })
	void leavesTheSessionAlone(String sql) {
		assertThat(kind(sql).changesSession()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "CREATE OR REPLACE TEMP RECURSIVE VIEW v AS SELECT 1|CREATE VIEW",
			"CREATE UNLOGGED TABLE t ()|CREATE TABLE", "CREATE CONSTRAINT TRIGGER t|CREATE TRIGGER",
			"CREATE DEFAULT CONVERSION c|CREATE CONVERSION", "ALTER DEFAULT PRIVILEGES GRANT|ALTER DEFAULT PRIVILEGES",
			"CREATE TRUSTED PROCEDURAL LANGUAGE l|CREATE LANGUAGE", "DROP OPERATOR FAMILY f|DROP OPERATOR FAMILY",
			"DROP OPERATOR + (a, b)|DROP OPERATOR", "CREATE USER MAPPING FOR u|CREATE USER MAPPING",
			"ALTER USER u|ALTER USER", "DROP OWNED BY r|DROP OWNED",
			"CREATE TEXT SEARCH PARSER p|CREATE TEXT SEARCH PARSER", "ANALYSE t|ANALYZE",
			"COPY t FROM STDIN|COPY FROM STDIN", "COPY BINARY a.t (b) FROM stdin|COPY FROM STDIN",
			"COPY t FROM STDOUT|COPY FROM STDIN", "COPY t FROM 'stdin'|COPY FROM", "COPY t FROM PROGRAM 'x'|COPY FROM",
			"COPY (SELECT 1) TO STDOUT|COPY TO STDOUT", "COPY (SELECT 1) FROM STDIN|COPY",
			"((SELECT 1) UNION SELECT 2)|SELECT", "WITH a AS (SELECT 1) DELETE FROM t|DELETE",
			"WITH RECURSIVE update (a) AS (SELECT 1) CYCLE a SET b USING c SELECT 1|SELECT", "FROBNICATE t|UNKNOWN",
			"CREATE THING t|UNKNOWN", "123|UNKNOWN", "\"SELECT\" 1|UNKNOWN" })
	void namesTheCommand(String sql, String command) {
		assertThat(kind(sql).command()).isEqualTo(command);
	}

	@Test
	void guessesWhetherRowsComeBack() {
		for (String sql : new String[] { "SELECT 1", "VALUES (1)", "TABLE t", "SHOW a", "EXPLAIN SELECT 1",
				"INSERT INTO t VALUES (1) RETURNING a", "WITH a AS (SELECT 1) SELECT 1" }) {
			assertThat(kind(sql).returnsRows()).as(sql).isTrue();
		}
		for (String sql : new String[] { "SELECT 1 INTO t", "INSERT INTO t VALUES (1)", "DELETE FROM t",
				"CREATE TABLE t ()", "WITH a AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT 1" }) {
			assertThat(kind(sql).returnsRows()).as(sql).isFalse();
		}
	}

	private static StatementKind kind(String sql) {
		return Scripts.statements(StatementReader.lenient("test.sql", new StringReader(sql))).get(0).kind();
	}

}
