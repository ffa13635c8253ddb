package io.migrator.run;

import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.migrator.error.MigratorException;
import io.migrator.plan.MigrationState;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NonTransactionalTests {

	private static final String ID = "20260101000000_mixed";

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void runsAConcurrentIndexBetweenStatementsThatShareTransactions() {
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id int, owner text);
				INSERT INTO wallet SELECT i, 'o' || i FROM generate_series(1, 100) i;
				CREATE UNIQUE INDEX CONCURRENTLY wallet_id ON wallet (id);
				ALTER TABLE wallet ADD CONSTRAINT wallet_pk PRIMARY KEY USING INDEX wallet_id;
				DELETE FROM wallet WHERE id > 50;
				""");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		assertThat(this.workspace.history(ID, "state")).isEqualTo("applied");
		assertThat(this.workspace.history(ID, "statements_done")).isEqualTo("5");
		assertThat(this.workspace.history(ID, "rows_affected")).isEqualTo("150");
	}

	@ParameterizedTest
	@ValueSource(strings = { "VACUUM wallet", "VACUUM (ANALYZE) wallet", "REINDEX TABLE CONCURRENTLY wallet",
			"REINDEX (CONCURRENTLY, VERBOSE) INDEX wallet_pkey", "CREATE INDEX CONCURRENTLY ON wallet (id)",
			"create /* really */ unique\nindex concurrently if not exists x on wallet (id)",
			"DROP INDEX CONCURRENTLY IF EXISTS nothing", "ALTER SYSTEM SET log_min_messages = 'warning'", "CLUSTER",
			"ALTER TABLE parted DETACH PARTITION parted_1 CONCURRENTLY", "REINDEX SCHEMA public",
			"DROP DATABASE IF EXISTS there_is_none", "DROP TABLESPACE IF EXISTS there_is_none",
			"DROP SUBSCRIPTION IF EXISTS there_is_none", "DISCARD ALL" })
	void recognisesWhatPostgresRefusesInATransaction(String statement) {
		this.workspace.jdbc().sql("CREATE TABLE wallet (id int PRIMARY KEY)").update();
		this.workspace.jdbc().sql("CREATE TABLE parted (id int) PARTITION BY LIST (id)").update();
		this.workspace.jdbc().sql("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)").update();
		this.workspace.migration(ID, "CREATE TABLE before (id int);\n" + statement + ";\nCREATE TABLE after (id int);");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		assertThat(this.workspace.exists("after")).isTrue();
		this.workspace.jdbc().sql("ALTER SYSTEM RESET ALL").update();
	}

	@Test
	void goesOnAtTheStatementThatFailed() {
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id int);
				INSERT INTO wallet VALUES (1), (1);
				CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);
				INSERT INTO wallet VALUES (2);
				INSERT INTO nowhere VALUES (1);
				""");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("migration.sql:5:13", "statement 5 of 5", "42P01");
				assertThat(ex.databaseState()).contains("statements 1 to 3 of 5", "committed");
			});
		assertThat(this.workspace.history(ID, "statements_done")).isEqualTo("3");
		assertThat(this.workspace.migrator().plan().migrations().get(0).reasons())
			.anyMatch((reason) -> reason.contains("statements 1 to 3 of 5 are committed"));
		this.workspace.migration(ID, """
				-- mended
				CREATE TABLE wallet (id int);
				INSERT INTO wallet VALUES (1), (1);
				CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);
				INSERT INTO wallet VALUES (3);
				""");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.events(MigratorEvent.MigrationStarted.class))
			.extracting(MigratorEvent.MigrationStarted::resumedAt)
			.containsExactly(1, 4);
		assertThat(this.workspace.jdbc().sql("SELECT id FROM wallet").query(Integer.class).list()).containsExactly(1, 1,
				3);
	}

	@Test
	void refusesToGoOnIfTheFinishedPartHasChanged() {
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id int);
				VACUUM wallet;
				INSERT INTO nowhere VALUES (1);
				""");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id bigint);
				VACUUM wallet;
				INSERT INTO wallet VALUES (1);
				""");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("changed in its first 2 statements");
				assertThat(ex.nextStep()).contains("resolve --applied " + ID);
				assertThat(ex.exitCode()).isEqualTo(5);
			});
		this.workspace.migrator().resolve(ID, Resolution.ROLLED_BACK, null);
		this.workspace.jdbc().sql("DROP TABLE wallet").update();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
	}

	@Test
	void dropsTheInvalidIndexThatAFailedBuildLeft() {
		this.workspace.jdbc().sql("CREATE TABLE wallet AS SELECT 1 AS id FROM generate_series(1, 2)").update();
		this.workspace.migration(ID, "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS wallet_id ON wallet (id);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		assertThat(valid("wallet_id")).isFalse();
		this.workspace.jdbc().sql("UPDATE wallet SET id = (ctid::text::point)[1]").update();
		this.workspace.migrator().deploy();
		assertThat(valid("wallet_id")).isTrue();
		assertThat(this.workspace.events(MigratorEvent.Warning.class))
			.anyMatch((warning) -> warning.message().contains("dropping the invalid index \"public\".\"wallet_id\""));
	}

	@Test
	void dropsAnUnnamedInvalidIndexOfItsOwnButNoOther() {
		this.workspace.jdbc().sql("CREATE TABLE wallet AS SELECT 1 AS id FROM generate_series(1, 2)").update();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> this.workspace.jdbc()
			.sql("CREATE UNIQUE INDEX CONCURRENTLY foreign_one ON wallet (id)")
			.update());
		this.workspace.migration(ID, "CREATE UNIQUE INDEX CONCURRENTLY ON wallet (id);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		this.workspace.jdbc().sql("UPDATE wallet SET id = (ctid::text::point)[1]").update();
		this.workspace.migrator().deploy();
		assertThat(this.workspace.jdbc()
			.sql("SELECT indexrelid::regclass::text || indisvalid FROM pg_index "
					+ "WHERE indrelid = 'wallet'::regclass ORDER BY 1")
			.query(String.class)
			.list()).containsExactly("foreign_onefalse", "wallet_id_idxtrue");
	}

	private boolean valid(String index) {
		return this.workspace.jdbc()
			.sql("SELECT indisvalid FROM pg_index WHERE indexrelid = ?::regclass")
			.param(index)
			.query(Boolean.class)
			.single();
	}

	@Test
	void takesAnIndexAsBuiltThatAKilledProcessFinished() {
		killedBefore("CREATE INDEX CONCURRENTLY wallet_id ON wallet (id)", true);
		assertThat(this.workspace.migrator().plan().migrations().get(0).state()).isEqualTo(MigrationState.PENDING);
		this.workspace.migrator().deploy();
		assertThat(valid("wallet_id")).isTrue();
		assertThat(this.workspace.history(ID, "state")).isEqualTo("applied");
	}

	@Test
	void buildsAnIndexThatAKilledProcessDidNotBegin() {
		killedBefore("CREATE INDEX CONCURRENTLY wallet_id ON wallet (id)", false);
		this.workspace.migrator().deploy();
		assertThat(valid("wallet_id")).isTrue();
	}

	/**
	 * Leaves the history as a process does that dies right before, or after, its second
	 * statement.
	 */
	private void killedBefore(String statement, boolean orAfter) {
		this.workspace.migration(ID, "CREATE TABLE wallet (id int);\n" + statement + ";\n");
		AtomicInteger passed = new AtomicInteger();
		this.workspace.beforeStatement(2, () -> {
			// Sent, committed, and the second one announced
			if (passed.incrementAndGet() == 3) {
				throw new OutOfMemoryError("as if killed");
			}
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> this.workspace.migrator().deploy());
		this.workspace.beforeStatement(0, () -> {
		});
		assertThat(this.workspace.history(ID, "state || statements_done")).isEqualTo("running1");
		if (orAfter) {
			this.workspace.jdbc().sql(statement).update();
		}
	}

	@Test
	void usesANewEnumValueInTheScriptThatAddsIt() {
		this.workspace.jdbc().sql("CREATE TYPE mood AS ENUM ('sad')").update();
		this.workspace.migration(ID, """
				CREATE TABLE person (mood mood);
				ALTER TYPE mood ADD VALUE 'happy';
				INSERT INTO person VALUES ('happy');
				""");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.jdbc().sql("SELECT mood::text FROM person").query(String.class).single())
			.isEqualTo("happy");
	}

	@Test
	void usesANewEnumValueThatOnlyTheServerCanSeeInUse() {
		this.workspace.jdbc().sql("CREATE TYPE mood AS ENUM ('sad')").update();
		this.workspace.migration(ID, """
				CREATE TABLE person (mood mood);
				ALTER TYPE mood ADD VALUE 'happy';
				INSERT INTO person SELECT ('hap' || 'py')::mood;
				""");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.jdbc().sql("SELECT mood::text FROM person").query(String.class).single())
			.isEqualTo("happy");
	}

	@Test
	void learnsFromTheServerWhatRefusesATransaction() {
		this.workspace.jdbc().sql("CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY LIST (id)").update();
		this.workspace.jdbc().sql("CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1)").update();
		this.workspace.migration(ID, """
				CREATE TABLE before (id int);
				REINDEX TABLE parted;
				CREATE TABLE between (id int);
				REINDEX INDEX parted_pkey;
				CREATE TABLE after (id int);
				""");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		assertThat(this.workspace.history(ID, "statements_done")).isEqualTo("5");
		assertThat(this.workspace.exists("after")).isTrue();
	}

	@Test
	void takesAPairOfBeginAndCommitAroundTheScriptAsItsOwn() {
		this.workspace.migration(ID, """
				SET search_path = public;
				BEGIN ISOLATION LEVEL SERIALIZABLE;
				CREATE TABLE wallet (level text);
				INSERT INTO wallet VALUES (current_setting('transaction_isolation'));
				COMMIT;
				""");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.jdbc().sql("SELECT level FROM wallet").query(String.class).single())
			.isEqualTo("serializable");
		this.workspace.migration("20260102000000_broken", "BEGIN;\nCREATE TABLE deal (id int);\nSELECT 1/0;\nCOMMIT;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.withMessageContaining("migration.sql:3")
			.withMessageContaining("nothing of this migration is committed");
		assertThat(this.workspace.exists("deal")).isFalse();
	}

	@Test
	void keepsTheMeaningOfTransactionsInsideTheScript() {
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id int);
				BEGIN;
				INSERT INTO wallet VALUES (1);
				ROLLBACK;
				BEGIN;
				INSERT INTO wallet VALUES (2);
				COMMIT AND CHAIN;
				INSERT INTO wallet VALUES (3);
				ROLLBACK AND CHAIN;
				INSERT INTO wallet VALUES (4);
				COMMIT;
				BEGIN;
				INSERT INTO wallet VALUES (5);
				SELECT 1/0;
				COMMIT;
				""");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.databaseState()).contains("statements 1 to 11 of 15"));
		assertThat(this.workspace.jdbc().sql("SELECT id FROM wallet").query(Integer.class).list()).containsExactly(2,
				4);
	}

	@Test
	void runsAMarkedProcedureThatCommits() {
		this.workspace.migration(ID, """
				-- migrator: non-transactional
				CREATE TABLE wallet (id int);
				CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$
				BEGIN
				  FOR i IN 1..3 LOOP INSERT INTO wallet VALUES (i); COMMIT; END LOOP;
				END $$;
				CALL fill();
				DO $$ BEGIN INSERT INTO wallet VALUES (4); COMMIT; END $$;
				""");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.jdbc().sql("SELECT count(*) FROM wallet").query(Integer.class).single()).isEqualTo(4);
	}

	@Test
	void tellsHowToMarkAProcedureThatCommits() {
		this.workspace.migration(ID, "DO $$ BEGIN COMMIT; END $$;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.nextStep()).contains("-- migrator: non-transactional"));
	}

	@Test
	void repeatsTheSettingsOfTheFinishedPartWhenItGoesOn() throws Exception {
		this.workspace.jdbc().sql("CREATE SCHEMA \"Odd one\"").update();
		this.workspace.jdbc().sql("CREATE ROLE odd_role").update();
		this.workspace.jdbc().sql("GRANT ALL ON SCHEMA \"Odd one\" TO odd_role").update();
		String script = """
				SET search_path = "Odd one";
				SET ROLE odd_role;
				CREATE TABLE wallet (id int);
				CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);
				INSERT INTO nowhere VALUES (1);
				""";
		this.workspace.migration(ID, script);
		try {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> this.workspace.migrator().deploy());
			this.workspace.migration(ID, script.replace("nowhere", "wallet") + "VACUUM wallet;\n");
			this.workspace.migrator().deploy();
			assertThat(this.workspace.jdbc()
				.sql("SELECT tableowner FROM pg_tables WHERE schemaname = 'Odd one'")
				.query(String.class)
				.single()).isEqualTo("odd_role");
		}
		finally {
			try (Connection connection = this.workspace.database().dataSource().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("DROP OWNED BY odd_role; DROP ROLE odd_role");
			}
		}
	}

	@Test
	void copiesInlineDataAlsoBetweenTransactions() {
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id int, note text);
				COPY wallet FROM STDIN;
				1\tit's; "odd"
				2\t\\N
				\\.
				CREATE INDEX CONCURRENTLY ON wallet (id);
				COPY wallet (id) FROM STDIN WITH (FORMAT csv);
				3
				\\.
				INSERT INTO nowhere VALUES (1);
				""");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.databaseState()).contains("statements 1 to 3 of 5"));
		assertThat(this.workspace.jdbc().sql("SELECT count(*) FROM wallet").query(Integer.class).single()).isEqualTo(2);
	}

}
