package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class LockTests {

	private static final String ID = "20260101000000_blocked";

	private final Workspace workspace = new Workspace();

	private Connection other;

	@BeforeEach
	void open() throws SQLException {
		this.workspace.jdbc().sql("CREATE TABLE wallet (id int, secret text)").update();
		this.other = this.workspace.database().dataSource().getConnection();
	}

	@AfterEach
	void close() throws SQLException {
		this.other.close();
		this.workspace.close();
	}

	@Test
	void saysWhoBlocksGivesUpTheTransactionAndTriesAgain() throws Exception {
		otherReads();
		this.workspace.migration(ID, "CREATE TABLE deal (id int);\nALTER TABLE wallet ADD COLUMN owner text;");
		CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		await().until(() -> !this.workspace.events(BlockedByLock.class).isEmpty());
		assertThat(this.workspace.exists("deal")).isFalse();
		this.other.rollback();
		assertThat(deploy.get(20, TimeUnit.SECONDS).applied()).containsExactly(ID);
		BlockedByLock blocked = this.workspace.events(BlockedByLock.class).get(0);
		assertThat(blocked.line()).isEqualTo(2);
		assertThat(blocked.blockers()).singleElement().satisfies((blocker) -> {
			assertThat(blocker.application()).isEqualTo("reporting");
			assertThat(blocker.user()).isEqualTo("postgres");
			assertThat(blocker.state()).isEqualTo("idle in transaction");
			assertThat(blocker.query()).contains("wallet").doesNotContain("hunter2");
		});
		assertThat(this.workspace.history(ID, "attempts > 1")).isEqualTo("true");
	}

	private void otherReads() throws SQLException {
		this.other.setAutoCommit(true);
		try (Statement statement = this.other.createStatement()) {
			statement.execute("SET application_name = 'reporting'");
			this.other.setAutoCommit(false);
			statement.execute("SELECT * FROM wallet WHERE secret = 'hunter2'");
		}
	}

	@Test
	void namesTheBlockerWhenItGivesUp() throws Exception {
		otherReads();
		this.workspace.settings(settings(Duration.ofMillis(150), 1, Duration.ofSeconds(5)));
		this.workspace.migration(ID, "ALTER TABLE wallet ADD COLUMN owner text;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.sqlState()).isEqualTo("55P03");
				assertThat(ex.problem()).contains("at attempt 2", "Blocked by pid", "reporting");
				assertThat(ex.nextStep()).contains("migrator.lock-timeout");
			});
		assertThat(this.workspace.history(ID, "state")).isEqualTo("failed");
	}

	@Test
	void keepsTheTimeoutWhenItTriesAPartOfAScriptAgain() throws Exception {
		otherReads();
		this.workspace.settings(settings(Duration.ofMillis(100), 2, Duration.ofSeconds(5)));
		this.workspace.migration(ID, "ALTER TABLE wallet ADD COLUMN owner text;\nVACUUM wallet;");
		CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		assertThat(deploy).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withMessageContaining("at attempt 3");
	}

	@Test
	void obeysTheScriptsOwnTimeout() throws Exception {
		otherReads();
		this.workspace.settings(settings(Duration.ofMinutes(5), 0, Duration.ofSeconds(5)));
		this.workspace.migration(ID, "-- migrator: lock-timeout=50ms\nALTER TABLE wallet ADD COLUMN owner text;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.sqlState()).isEqualTo("55P03"));
	}

	@Test
	void letsAConcurrentBuildWaitForTheTransactionsOfOthers() throws Exception {
		this.other.setAutoCommit(false);
		try (Statement statement = this.other.createStatement()) {
			statement.execute("INSERT INTO wallet VALUES (1)");
		}
		this.workspace.settings(settings(Duration.ofMillis(100), 0, Duration.ofSeconds(5)));
		this.workspace.migration(ID, "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);\n"
				+ "DO $$ BEGIN PERFORM 1/(current_setting('lock_timeout') = '100ms')::int; END $$;");
		CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		await().pollDelay(Duration.ofMillis(500)).until(() -> !deploy.isDone());
		this.other.commit();
		assertThat(deploy.get(20, TimeUnit.SECONDS).applied()).containsExactly(ID);
	}

	@Test
	void namesTheHolderOfTheMigrationLockAndGivesUpInTime() throws Exception {
		this.workspace.migration(ID, "SELECT pg_sleep(3);");
		CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		await().until(() -> this.workspace.exists("migrator.migration_history"));
		this.workspace.settings(settings(Duration.ofSeconds(1), 0, Duration.ofMillis(200)));
		assertThatExceptionOfType(LockWaitException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(6);
				assertThat(ex.problem()).contains("(workspace)", "user postgres");
				assertThat(ex.nextStep()).contains("pg_terminate_backend(");
			});
		assertThat(this.workspace.events(WaitingForLock.class)).isNotEmpty();
		assertThat(deploy.get(20, TimeUnit.SECONDS).applied()).containsExactly(ID);
	}

	@Test
	void findsTheWorkDoneAfterWaiting() throws Exception {
		this.workspace.migration(ID, "SELECT pg_sleep(1); CREATE TABLE once (id int);");
		CompletableFuture<DeployResult> first = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		CompletableFuture<DeployResult> second = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		assertThat(first.get(20, TimeUnit.SECONDS).applied().size() + second.get().applied().size()).isEqualTo(1);
	}

	@Test
	void triesAgainAfterADeadlock() throws Exception {
		this.workspace.jdbc().sql("CREATE TABLE deal (id int)").update();
		this.other.setAutoCommit(false);
		try (Statement statement = this.other.createStatement()) {
			statement.execute("SET deadlock_timeout = '10s'");
			statement.execute("LOCK TABLE deal");
			this.workspace.settings(settings(Duration.ofSeconds(10), 3, Duration.ofSeconds(5)));
			this.workspace.migration(ID, "SET deadlock_timeout = '50ms';\nLOCK TABLE wallet;\nLOCK TABLE deal;");
			CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
			await().until(() -> this.workspace.jdbc()
				.sql("SELECT count(*) FROM pg_locks WHERE relation = 'wallet'::regclass AND granted")
				.query(Integer.class)
				.single() > 0);
			statement.execute("LOCK TABLE wallet");
			this.other.commit();
			assertThat(deploy.get(20, TimeUnit.SECONDS).applied()).containsExactly(ID);
		}
		assertThat(this.workspace.events(BlockedByLock.class)).isNotEmpty();
	}

	private MigratorSettings settings(Duration lockTimeout, int retries, Duration lockWait) {
		MigratorSettings now = this.workspace.settings();
		return new MigratorSettings(now.schema(), now.stream(), now.environments(), lockTimeout, retries, lockWait,
				OutOfOrder.APPLY, now.applicationName(), null, now.snapshots());
	}

}
