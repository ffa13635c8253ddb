package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.migrator.test.BackfillTable;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of backfills when a migration is taken back that they came after.
 */
class RollbackOfBackfillsTests {

	private static final String FIRST = "20260101000000_first";

	private static final String EXPAND = "20260102000000_expand";

	private final Workspace workspace = new Workspace();

	private final BackfillTable backfills = new BackfillTable(this.workspace.jdbc());

	@BeforeEach
	void backfills() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int PRIMARY KEY);\nINSERT INTO wallet VALUES (1);")
			.migration(EXPAND, "ALTER TABLE wallet ADD COLUMN cents bigint;")
			.down(EXPAND, "ALTER TABLE wallet DROP COLUMN cents;")
			.migrator()
			.deploy();
		this.backfills.put("cents", "running", null, EXPAND);
		this.backfills.cut("cents", "public.wallet", 3);
		this.backfills.put("names", "completed", null, FIRST);
		this.backfills.cut("names", "public.wallet", 1);
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void aBackfillThatCameAfterItIsForgotten() {
		this.workspace.migrator().rollback(1);
		assertThat(this.backfills.rows("cents")).isZero();
		assertThat(this.backfills.rows("names")).isEqualTo(2);
		assertThat(audit()).containsExactly("backfill cents forgotten " + EXPAND, "rollback " + EXPAND);
		assertThat(this.workspace.events(MigratorEvent.BackfillStateChanged.class)).singleElement()
			.satisfies((event) -> {
				assertThat(event.name()).isEqualTo("cents");
				assertThat(event.state()).isEqualTo("waiting");
				assertThat(event.reason()).isEqualTo(EXPAND + " was rolled back");
			});
	}

	@Test
	void aRollbackThatFailsForgetsNothing() {
		this.workspace.down(EXPAND, "ALTER TABLE wallet DROP COLUMN cents;\nSELECT 1 / 0;");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> this.workspace.migrator().rollback(1));
		assertThat(this.backfills.rows("cents")).isEqualTo(4);
		assertThat(audit()).containsExactly("rollback failed " + EXPAND);
	}

	@Test
	void aRollbackOfSeveralTransactionsStopsTheBackfillFirst() {
		this.workspace.down(EXPAND, """
				CREATE INDEX CONCURRENTLY wallet_cents ON wallet (cents);
				SELECT 1 / 0;
				""");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> this.workspace.migrator().rollback(1));
		assertThat(this.backfills.rows("cents")).isZero();
		this.workspace.down(EXPAND, """
				CREATE INDEX CONCURRENTLY wallet_cents ON wallet (cents);
				ALTER TABLE wallet DROP COLUMN cents;
				""");
		assertThat(this.workspace.migrator().rollback(1).rolledBack()).containsExactly(EXPAND);
	}

	@Test
	void resolvingAMigrationAsRolledBackForgetsTheBackfillToo() {
		this.workspace.migrator().resolve(EXPAND, Resolution.ROLLED_BACK, "taken back by hand");
		assertThat(this.backfills.rows("cents")).isZero();
		assertThat(this.backfills.rows("names")).isEqualTo(2);
	}

	@Test
	void aBatchThatIsUnderWayCommitsFirstAndItsWorkerLosesItsRange() throws Exception {
		CountDownLatch locked = new CountDownLatch(1);
		CompletableFuture<Void> batch = CompletableFuture.runAsync(() -> batch(locked));
		locked.await();
		assertThat(this.workspace.migrator().rollback(1).rolledBack()).containsExactly(EXPAND);
		assertThat(batch).isCompletedWithValue(null);
		assertThat(this.backfills.rows("cents")).isZero();
	}

	/** As a worker does: its range first, then the rows. */
	private void batch(CountDownLatch locked) {
		try (Connection connection = this.workspace.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SELECT FROM migrator.backfill_range WHERE name = 'cents' AND number = 2 FOR UPDATE");
			locked.countDown();
			statement.execute("SELECT pg_sleep(0.5)");
			statement.execute("UPDATE wallet SET cents = 1");
			connection.commit();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private java.util.List<String> audit() {
		return this.workspace.jdbc()
			.sql("SELECT action || ' ' || migration FROM migrator.audit_log WHERE action <> 'deploy' ORDER BY entry")
			.query(String.class)
			.list();
	}

}
