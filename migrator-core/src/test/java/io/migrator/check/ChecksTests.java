package io.migrator.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.CheckRan;
import io.migrator.run.MigratorSettings;
import io.migrator.test.BackfillTable;
import io.migrator.test.OlderTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class ChecksTests {

	private static final String WALLET = "20260101000000_wallet";

	private final CheckWorkspace workspace = new CheckWorkspace();

	@BeforeEach
	void deploy() {
		this.workspace.workspace()
			.migration(WALLET, "CREATE TABLE wallet (id int, cents int, note text);")
			.migrator()
			.deploy();
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	private JdbcClient jdbc() {
		return this.workspace.workspace().jdbc();
	}

	private void wallets(int count) {
		jdbc().sql("INSERT INTO wallet SELECT n, n * 100, 'it''s\n' || n FROM generate_series(1, ?) n")
			.param(count)
			.update();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT id FROM wallet WHERE id > 100", "SELECT count(*) = 3 FROM wallet", "VALUES (true)",
			"SELECT FROM wallet WHERE false", "SELECT true; -- and\nSELECT id FROM wallet WHERE id < 0;",
			"WITH w AS (SELECT id FROM wallet) SELECT bool_and(id > 0) FROM w",
			"SELECT '{fn now()}?' = '{fn now()}?'" })
	void noRowOrOneThatSaysTrueIsSuccess(String sql) {
		wallets(3);
		this.workspace.check("sums", sql);
		CheckResult result = this.workspace.run("sums");
		assertThat(result.state()).isEqualTo(CheckState.PASSED);
		assertThat(result.found()).isNull();
		assertThat(result.checkedAt()).isEqualTo(result.passedAt())
			.isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		assertThat(this.workspace.checks().results()).containsExactly(result);
		assertThat(this.workspace.ran()).containsExactly(new CheckRan("sums", true, null, result.duration()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT count(*) = 2 FROM wallet", "SELECT NULL::boolean", "SELECT 1", "SELECT 'true'",
			"SELECT true, true", "SELECT true FROM wallet", "SELECT FROM wallet", "SELECT true; SELECT false" })
	void anythingElseIsFailure(String sql) {
		wallets(3);
		this.workspace.check("sums", sql);
		assertThat(this.workspace.run("sums").state()).isEqualTo(CheckState.FAILED);
	}

	@Test
	void showsTheFirstRowsAndCountsSomeMore() {
		wallets(7);
		this.workspace.check("notes",
				"SELECT true;\n\nSELECT id, note, repeat('x', 500) AS long FROM wallet ORDER BY id");
		CheckResult result = this.workspace.run("notes");
		assertThat(result.found())
			.contains(
					"notes.sql:3: it found 7 rows, the first 5 of which are:\n  id = 1, " + "note = it's 1, long = xxx",
					"…\n  id = 2", "id = 5")
			.doesNotContain("id = 6")
			.hasSizeLessThan(1_000);
		assertThat(result.passedAt()).isNull();
		wallets(100);
		assertThat(this.workspace.run("notes").found()).contains("it found more than 100 rows");
		assertThat(this.workspace.ran()).last()
			.satisfies((ran) -> assertThat(ran.found()).contains("more than 100 rows"));
	}

	@Test
	void everyStatementIsLookedAt() {
		wallets(1);
		this.workspace.check("many", "SELECT 1;\nSELECT no_such FROM wallet;\nSELECT id FROM wallet;");
		assertThat(this.workspace.run("many").found()).contains("many.sql:1: it found 1 row",
				"many.sql:2:8: ERROR: column \"no_such\" does not exist", "many.sql:3: it found 1 row:\n  id = 1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "WITH gone AS (DELETE FROM wallet RETURNING id) SELECT id FROM gone",
			"SELECT nextval('numbers')", "SELECT meddle()" })
	void changesNothing(String sql) {
		wallets(2);
		jdbc().sql("""
				CREATE SEQUENCE numbers;
				CREATE FUNCTION meddle() RETURNS bigint LANGUAGE sql AS 'DELETE FROM wallet RETURNING id::bigint';
				""").update();
		this.workspace.check("meddler", sql);
		assertThat(this.workspace.run("meddler").found()).contains("read-only transaction");
		assertThat(jdbc().sql("SELECT count(*) FROM wallet").query(Integer.class).single()).isEqualTo(2);
	}

	@Test
	void takesNoLongerThanItMay() {
		this.workspace.check("slow", "-- migrator: statement-timeout=50ms\nSELECT pg_sleep(60)");
		assertThat(this.workspace.run("slow").found()).contains("slow.sql:2:", "statement timeout");
	}

	@Test
	void doesNotWaitForALockForEver() throws SQLException {
		this.workspace.check("reads", "SELECT id FROM wallet");
		try (Connection other = this.workspace.workspace().database().dataSource().getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("BEGIN; LOCK TABLE wallet");
			assertThat(this.workspace.run("reads").found()).contains("lock timeout");
		}
	}

	@Test
	void theLastSuccessIsKeptUntilTheFileChanges() {
		this.workspace.check("none", "SELECT id FROM wallet");
		Instant passedAt = this.workspace.run("none").passedAt();
		wallets(1);
		CheckResult failed = this.workspace.run("none");
		assertThat(failed.failed()).isTrue();
		assertThat(failed.passedAt()).isEqualTo(passedAt).isBefore(failed.checkedAt());
		assertThat(this.workspace.checks().results()).containsExactly(failed);
		this.workspace.check("none", "SELECT id, note FROM wallet");
		assertThat(this.workspace.checks().results()).singleElement().satisfies((result) -> {
			assertThat(result.state()).isEqualTo(CheckState.UNCHECKED);
			assertThat(result.reason()).isEqualTo("its file was changed since it was last run");
		});
		assertThat(this.workspace.run("none").passedAt()).isNull();
		assertThat(this.workspace.checks().results()).extracting(CheckResult::passedAt).containsOnlyNulls();
	}

	@Test
	void waitsForWhatMustComeFirst() {
		this.workspace.check("filled", """
				-- migrator: after=20260102000000_deal
				-- migrator: requires-backfill=cents
				SELECT id FROM deal WHERE cents IS NULL
				""");
		assertThat(this.workspace.run("filled")).satisfies((result) -> {
			assertThat(result.state()).isEqualTo(CheckState.WAITING);
			assertThat(result.reason())
				.isEqualTo("migration 20260102000000_deal is not applied; backfill cents is not completed");
		});
		this.workspace.workspace()
			.migration("20260103000000_deals",
					"-- migrator: renamed-from=20260102000000_deal\nCREATE TABLE deal" + " (id int, cents int);")
			.migrator()
			.deploy();
		assertThat(this.workspace.checks().runDue()).isEmpty();
		BackfillTable backfills = new BackfillTable(jdbc());
		backfills.put("cents", "running", null);
		assertThat(this.workspace.run("filled").reason()).isEqualTo("backfill cents is not completed");
		backfills.put("cents", "completed", null);
		assertThat(this.workspace.checks().runDue()).singleElement().matches(CheckResult::passed);
		assertThat(this.workspace.ran()).hasSize(1);
	}

	@Test
	void isDueOnceAfterWhateverWasMigratedAndOnceItsFileChanged() {
		this.workspace.check("first", "SELECT true").check("asked", "-- migrator: on-demand\nSELECT true");
		assertThat(this.workspace.checks().runDue()).extracting(CheckResult::name).containsExactly("first");
		assertThat(this.workspace.checks().runDue()).isEmpty();
		this.workspace.workspace().migration("20260102000000_more", "SELECT 1;").migrator().deploy();
		assertThat(this.workspace.checks().runDue()).hasSize(1);
		this.workspace.check("first", "SELECT 2 = 2");
		assertThat(this.workspace.checks().runDue()).hasSize(1);
		assertThat(this.workspace.checks().runDue()).isEmpty();
		assertThat(this.workspace.run("asked").passed()).isTrue();
	}

	@Test
	void oneReplicaRunsWhatIsDue() throws Exception {
		this.workspace.check("slow", "SELECT pg_sleep(0.5) IS NOT NULL");
		ExecutorService replicas = Executors.newFixedThreadPool(4);
		try {
			Callable<List<CheckResult>> replica = () -> this.workspace.checks().runDue();
			for (Future<List<CheckResult>> result : replicas.invokeAll(List.of(replica, replica, replica, replica))) {
				assertThat(result.get()).hasSizeLessThan(2);
			}
		}
		finally {
			replicas.shutdown();
		}
		assertThat(this.workspace.ran()).hasSize(1);
	}

	@Test
	void namesThoseThereAreIfThereIsNoneOfAName() {
		this.workspace.check("sums", "SELECT true");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> this.workspace.checks().run(List.of("sums", "smus")))
			.satisfies((ex) -> assertThat(ex.nextStep()).isEqualTo("There are sums."))
			.withMessageContaining("There is no check smus");
		assertThat(this.workspace.ran()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void bringsOlderTablesUpToDate(int layout) {
		OlderTables.make(jdbc(), "migrator", layout);
		this.workspace.check("sums", "SELECT true");
		assertThat(this.workspace.checks().results()).extracting(CheckResult::state)
			.containsExactly(CheckState.UNCHECKED);
		assertThat(this.workspace.checks().runDue()).singleElement().matches(CheckResult::passed);
		assertThat(this.workspace.checks().results()).extracting(CheckResult::state).containsExactly(CheckState.PASSED);
	}

	@Test
	void runsWithASchemaOfAnyName() {
		MigratorSettings now = this.workspace.workspace().settings();
		this.workspace.workspace()
			.settings(new MigratorSettings("It's \"mine\"", "a'b", now.environments(), now.lockTimeout(), 1,
					now.lockWait(), now.outOfOrder(), "it's", null, null));
		this.workspace.check("it's", "SELECT 1");
		assertThat(this.workspace.run("it's").failed()).isTrue();
		assertThat(this.workspace.checks().results()).extracting(CheckResult::state).containsExactly(CheckState.FAILED);
	}

	@Test
	void aDatabaseThatIsAwayIsNoFailureOfTheCheck() {
		this.workspace.check("cut", "SELECT pg_terminate_backend(pg_backend_pid())");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.run("cut"));
		assertThat(this.workspace.ran()).isEmpty();
	}

	@Test
	void aRoleThatMayOnlyReadChecksWithoutAMemory() {
		wallets(1);
		jdbc().sql("""
				DO $$ BEGIN
				    CREATE ROLE only_checks LOGIN;
				EXCEPTION WHEN duplicate_object THEN NULL;
				END $$;
				GRANT USAGE ON SCHEMA migrator TO only_checks;
				GRANT SELECT ON ALL TABLES IN SCHEMA migrator TO only_checks;
				GRANT SELECT ON wallet TO only_checks;
				""").update();
		this.workspace.check("none", "SELECT id FROM wallet");
		Checks checks = this.workspace.checks(this.workspace.workspace().database().dataSource("only_checks", ""));
		assertThat(checks.run(List.of())).singleElement().matches(CheckResult::failed);
		assertThat(checks.results()).extracting(CheckResult::state).containsExactly(CheckState.UNCHECKED);
		jdbc().sql("DROP OWNED BY only_checks").update();
	}

}
