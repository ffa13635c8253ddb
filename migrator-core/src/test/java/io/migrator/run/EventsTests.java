package io.migrator.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorEvent.DeployFailed;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.LockAcquired;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Whatever is told to begin is told to end, in the thread that began it.
 */
class EventsTests {

	private static final String FIRST = "20260101000000_first";

	private static final String SECOND = "20260102000000_second";

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void tellTheLockTheDeployAndEachMigrationInTheirOrder() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);")
			.migration(SECOND, "INSERT INTO wallet SELECT generate_series(1, 3); SELECT pg_sleep(0.2);");
		this.workspace.migrator().deploy();
		assertThat(told()).containsExactly("LockAcquired", "DeployStarted", "MigrationStarted", "MigrationApplied",
				"MigrationStarted", "MigrationApplied", "DeployFinished");
		LockAcquired lock = this.workspace.events(LockAcquired.class).get(0);
		assertThat(lock.waited()).isZero();
		assertThat(lock.database())
			.isEqualTo(this.workspace.jdbc().sql("SELECT current_database()").query(String.class).single());
		assertThat(this.workspace.events(MigrationStarted.class)).noneMatch(MigrationStarted::down);
		MigrationApplied applied = this.workspace.events(MigrationApplied.class).get(1);
		assertThat(applied.rowsAffected()).isEqualTo(3);
		assertThat(applied.lockTime()).isBetween(Duration.ofMillis(200), applied.duration());
		// Written before the commit, so a little less
		assertThat(Long.parseLong(this.workspace.history(SECOND, "lock_ms"))).isBetween(200L,
				applied.lockTime().toMillis());
	}

	@Test
	void tellOfAFailureAsTheEndOfTheMigrationAndOfTheDeploy() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);").migration(SECOND, "SELECT 1 / 0;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((thrown) -> {
				assertThat(this.workspace.events(DeployFailed.class)).singleElement()
					.satisfies((failed) -> assertThat(failed.failure()).isSameAs(thrown));
				assertThat(this.workspace.events(MigrationFailed.class)).singleElement()
					.satisfies((failed) -> assertThat(failed.failure()).isSameAs(thrown));
			});
		assertThat(told()).containsExactly("LockAcquired", "DeployStarted", "MigrationStarted", "MigrationApplied",
				"MigrationStarted", "MigrationFailed", "DeployFailed");
	}

	@Test
	void tellOfAnErrorInTheMiddleAsTheEndToo() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);\nVACUUM wallet;\nSELECT 1;");
		this.workspace.beforeStatement(2, () -> {
			throw new StackOverflowError("in a test");
		});
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> this.workspace.migrator().deploy());
		assertThat(told()).endsWith("MigrationStarted", "MigrationFailed", "DeployFailed");
		assertThat(this.workspace.events(MigrationFailed.class).get(0).failure())
			.hasRootCauseInstanceOf(StackOverflowError.class);
	}

	@Test
	void tellOfADeployThatCannotBegin() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id bigint);");
		assertThatExceptionOfType(PlanException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		assertThat(told()).endsWith("DeployFinished", "DeployFailed");
	}

	@Test
	void tellOfTheEndOfEachRollback() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);")
			.down(FIRST, "DROP TABLE wallet;")
			.migration(SECOND, "CREATE TABLE deal (id int);")
			.down(SECOND, "DROP TABLE nothing;");
		this.workspace.migrator().deploy();
		int before = told().size();
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> this.workspace.migrator().rollback(2));
		this.workspace.down(SECOND, "DROP TABLE deal;");
		this.workspace.migrator().rollback(2);
		assertThat(told().subList(before, told().size())).containsExactly("LockAcquired", "MigrationStarted",
				"MigrationFailed", "LockAcquired", "MigrationStarted", "MigrationRolledBack", "MigrationStarted",
				"MigrationRolledBack");
		assertThat(this.workspace.events(MigrationStarted.class)).extracting(MigrationStarted::down)
			.containsExactly(false, false, true, true, true);
	}

	@Test
	void tellHowLongOthersWereWaitedFor() throws Exception {
		this.workspace.migration(FIRST, "SELECT pg_sleep(1);");
		CompletableFuture<DeployResult> first = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		await().until(() -> !this.workspace.events(MigrationStarted.class).isEmpty());
		this.workspace.migrator().deploy();
		first.get(20, TimeUnit.SECONDS);
		assertThat(this.workspace.events(LockAcquired.class)).hasSize(2)
			.last()
			.satisfies((lock) -> assertThat(lock.waited()).isBetween(Duration.ofMillis(100), Duration.ofSeconds(15)));
	}

	@Test
	void tellHowLongOthersWereWaitedForInVain() throws SQLException {
		this.workspace.settings(new MigratorSettings("migrator", "default", Set.of(), Duration.ofMillis(300), 3,
				Duration.ofMillis(200), OutOfOrder.APPLY, "workspace", "1.0", null));
		this.workspace.migration(FIRST, "SELECT 1;");
		this.workspace.migrator().deploy();
		this.workspace.migration(SECOND, "SELECT 2;");
		try (Connection other = this.workspace.database().dataSource().getConnection();
				Statement statement = other.createStatement()) {
			lockAsAMigratorDoes(statement);
			assertThatExceptionOfType(LockWaitException.class).isThrownBy(() -> this.workspace.migrator().deploy())
				.satisfies((ex) -> assertThat(ex.waited()).isGreaterThanOrEqualTo(Duration.ofMillis(200)));
		}
		assertThat(this.workspace.events(WaitingForLock.class)).isNotEmpty();
		assertThat(this.workspace.events(DeployFailed.class)).singleElement()
			.satisfies((failed) -> assertThat(failed.failure()).isInstanceOf(LockWaitException.class));
	}

	/** The key is that of {@link AdvisoryLock}, which takes it on another connection. */
	private static void lockAsAMigratorDoes(Statement statement) throws SQLException {
		new AdvisoryLock("migrator", "default").acquire(statement.getConnection(), Duration.ZERO, (event) -> {
		});
		try (ResultSet locks = statement.executeQuery("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) {
			locks.next();
			assertThat(locks.getInt(1)).isPositive();
		}
	}

	private List<String> told() {
		return this.workspace.events(MigratorEvent.class)
			.stream()
			.filter((event) -> event instanceof LockAcquired || event instanceof DeployStarted
					|| event instanceof DeployFinished || event instanceof DeployFailed
					|| event instanceof MigrationStarted || event instanceof MigrationApplied
					|| event instanceof MigrationFailed || event instanceof MigrationRolledBack)
			.map((event) -> event.getClass().getSimpleName())
			.toList();
	}

}
