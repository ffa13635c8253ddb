package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.test.DatabaseDump;
import io.migrator.test.DeployProcess;
import io.migrator.test.TestDatabase;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ManyProcessesTests {

	private static final int PROCESSES = 8;

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void applyEachMigrationOnceBetweenThem() {
		MixedMigrations.write(this.workspace);
		List<String> ids = this.workspace.migrator().deploy().applied();
		List<DeployProcess> processes = new ArrayList<>();
		try (TestDatabase database = TestDatabase.create()) {
			for (int i = 0; i < PROCESSES; i++) {
				processes.add(DeployProcess.start(database));
			}
			processes.forEach(DeployProcess::awaitReady);
			processes.forEach((process) -> process.deploy(database, this.workspace.folder()));
			assertThat(processes)
				.allSatisfy((process) -> assertThat(process.awaitExit()).as(process.output()).isZero());
			List<String> applied = processes.stream()
				.flatMap((process) -> Stream.of(process.output().split("\n")))
				.filter((line) -> line.startsWith("MigrationApplied[id="))
				.map((line) -> line.substring(line.indexOf('=') + 1, line.indexOf(',')))
				.toList();
			assertThat(applied).containsExactlyInAnyOrderElementsOf(ids);
			assertThat(DatabaseDump.of(database)).isEqualTo(DatabaseDump.of(this.workspace.database()));
			assertThat(DatabaseDump.history(database)).isEqualTo(DatabaseDump.history(this.workspace.database()));
			assertThat(database.jdbc()
				.sql("SELECT DISTINCT attempts FROM migrator.migration_history")
				.query(Integer.class)
				.list()).containsExactly(1);
		}
		finally {
			processes.forEach(DeployProcess::close);
		}
	}

	@Test
	void neverHoldUpAConcurrentIndexByWaitingForTheLock() throws Exception {
		this.workspace.jdbc().sql("CREATE TABLE wallet AS SELECT generate_series(1, 100) AS id").update();
		this.workspace.migration("20260101000000_index", "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);");
		try (Connection reporting = this.workspace.database().dataSource().getConnection()) {
			holdSnapshot(reporting);
			CompletableFuture<DeployResult> holder = deploy();
			await().until(() -> !buildersBlockers().isEmpty());
			List<CompletableFuture<DeployResult>> waiters = List.of(deploy(), deploy(), deploy(), deploy());
			await().until(() -> this.workspace.events(WaitingForLock.class).size() == waiters.size());
			await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(this::onlyReportingBlocks);
			long start = System.nanoTime();
			reporting.rollback();
			assertThat(holder.get(10, TimeUnit.SECONDS).applied()).hasSize(1);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
			for (CompletableFuture<DeployResult> waiter : waiters) {
				assertThat(waiter.get(10, TimeUnit.SECONDS).applied()).isEmpty();
			}
		}
		assertThat(DatabaseDump.invalidIndexes(this.workspace.database())).isEmpty();
	}

	private CompletableFuture<DeployResult> deploy() {
		return CompletableFuture.supplyAsync(this.workspace.migrator()::deploy, (task) -> new Thread(task).start());
	}

	private static void holdSnapshot(Connection connection) throws SQLException {
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		connection.setAutoCommit(false);
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET application_name = 'reporting'");
			statement.execute("SELECT count(*) FROM wallet");
		}
	}

	private boolean onlyReportingBlocks() {
		return buildersBlockers().equals(List.of("reporting"));
	}

	/**
	 * Who stands in the way of the index being built, and whoever else has a snapshot.
	 */
	private List<String> buildersBlockers() {
		return this.workspace.jdbc().sql("""
				SELECT DISTINCT b.application_name FROM pg_stat_activity b
				JOIN pg_stat_progress_create_index p ON p.pid <> b.pid AND p.datid = b.datid
				WHERE b.pid <> pg_backend_pid() AND (b.pid = ANY (pg_blocking_pids(p.pid)) OR b.backend_xmin IS NOT NULL
				    OR b.state = 'idle in transaction')""").query(String.class).list();
	}

}
