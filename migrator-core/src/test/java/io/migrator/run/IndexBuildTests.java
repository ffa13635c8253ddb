package io.migrator.run;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.migrator.Migrator;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorEvent.IndexBuildProgress;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How far an index is that a migration builds, in the process that does it and in others.
 */
class IndexBuildTests {

	private static final String ID = "20260101000000_index";

	private final Workspace workspace = new Workspace();

	@BeforeEach
	void fill() {
		this.workspace.settings(new MigratorSettings("Odd \"schema\"", "default", Set.of(), Duration.ofSeconds(3), 3,
				Duration.ofSeconds(20), OutOfOrder.APPLY, "builder", null, null));
		// The server takes its time for each row
		this.workspace.jdbc().sql("""
				CREATE FUNCTION slowly(value int) RETURNS int IMMUTABLE LANGUAGE plpgsql
				    AS $$ BEGIN PERFORM pg_sleep(0.03); RETURN value; END $$""").update();
		this.workspace.jdbc().sql("CREATE TABLE wallet (id int, note text)").update();
		this.workspace.jdbc()
			.sql("INSERT INTO wallet SELECT i, repeat('x', 1000) FROM generate_series(1, 200) AS i")
			.update();
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void isToldWhileItIsBuiltAndSeenByOtherProcesses() throws Exception {
		this.workspace.migration(ID, "CREATE INDEX wallet_slowly ON wallet (slowly(id));");
		CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
		Migrator other = this.workspace.migrator();
		// the migrator's own tables have indexes, too, and nobody sees them before they
		// are committed
		IndexBuild seen = await().atMost(Duration.ofSeconds(20))
			.until(other::indexBuild, (build) -> build != null && build.table() != null);
		assertThat(seen.table()).isEqualTo("public.wallet");
		assertThat(seen.command()).isEqualTo("CREATE INDEX");
		assertThat(deploy.get(40, TimeUnit.SECONDS).applied()).containsExactly(ID);
		List<IndexBuildProgress> told = this.workspace.events(IndexBuildProgress.class);
		assertThat(told).isNotEmpty().hasSizeLessThan(6).allSatisfy((progress) -> {
			assertThat(progress.id()).isEqualTo(ID);
			assertThat(progress.build().elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
		});
		IndexBuild build = told.get(told.size() - 1).build();
		assertThat(build.phase()).isEqualTo("building index: scanning table");
		assertThat(build.name()).isEqualTo("an index on public.wallet");
		assertThat(build.blocks().total()).isGreaterThan(20);
		assertThat(build.fraction()).isBetween(0.1, 0.6);
		assertThat(told).extracting((progress) -> progress.build().fraction()).isSorted();
		assertThat(other.indexBuild()).isNull();
	}

	@Test
	void saysWhoseTransactionIsWaitedFor() throws Exception {
		this.workspace.migration(ID, "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);");
		try (Connection writer = this.workspace.database().dataSource().getConnection();
				Statement statement = writer.createStatement()) {
			writer.setAutoCommit(false);
			statement.execute("UPDATE wallet SET note = '' WHERE id = 1");
			int pid = writer.unwrap(PGConnection.class).getBackendPID();
			CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(this.workspace.migrator()::deploy);
			await().atMost(Duration.ofSeconds(20))
				.until(() -> !this.workspace.events(IndexBuildProgress.class).isEmpty());
			IndexBuild build = this.workspace.events(IndexBuildProgress.class).get(0).build();
			assertThat(build.index()).isEqualTo("wallet_id");
			assertThat(build.command()).isEqualTo("CREATE INDEX CONCURRENTLY");
			assertThat(build.phase()).isEqualTo("waiting for writers before build");
			assertThat(build.waitsFor()).isEqualTo(pid);
			assertThat(build.lockers().total()).isEqualTo(1);
			writer.rollback();
			assertThat(deploy.get(40, TimeUnit.SECONDS).applied()).containsExactly(ID);
		}
	}

	@Test
	void isNoWordWorthIfItTakesLittle() {
		this.workspace.migration(ID, "SELECT pg_sleep(3); CREATE INDEX wallet_id ON wallet (id); SELECT pg_sleep(1);");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		assertThat(this.workspace.events(IndexBuildProgress.class)).isEmpty();
	}

	@Test
	void whatIsInterruptedIsTakenBackAndGoesOnAtTheNextDeploy() throws Exception {
		this.workspace.migration(ID, "CREATE INDEX wallet_slowly ON wallet (slowly(id));");
		Migrator migrator = this.workspace.migrator();
		CompletableFuture<DeployResult> deploy = CompletableFuture.supplyAsync(migrator::deploy);
		await().atMost(Duration.ofSeconds(20))
			.until(migrator::indexBuild, (build) -> build != null && build.table() != null);
		migrator.interrupt();
		assertThat(deploy).failsWithin(Duration.ofSeconds(5));
		await().atMost(Duration.ofSeconds(5)).until(() -> backends() == 0);
		assertThat(this.workspace.exists("wallet_slowly")).isFalse();
		assertThat(migrator.plan().next()).singleElement()
			.satisfies((migration) -> assertThat(migration.history()).isNull());
		assertThat(migrator.deploy().applied()).containsExactly(ID);
	}

	private int backends() {
		return this.workspace.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'builder'"
					+ " AND datname = current_database()")
			.query(Integer.class)
			.single();
	}

}
