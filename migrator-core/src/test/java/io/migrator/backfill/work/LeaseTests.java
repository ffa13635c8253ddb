package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.work.Lease.Fence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Two workers, played by the test step by step: one stalls, the other takes over.
 */
class LeaseTests {

	private static final Duration LEASE = Duration.ofMillis(400);

	private static final String BATCH = "UPDATE wallets SET n = n + 1 WHERE id <= 30";

	private final Backfilling it = new Backfilling();

	private BackfillDefinition definition;

	private Worker stalled;

	private Worker other;

	@BeforeEach
	void begin() throws SQLException {
		this.it.settings(Backfilling.settings(2, 1, LEASE))
			.wallets(10)
			.tables()
			.backfill("b", "-- migrator: parallel=1\nUPDATE wallets SET n = n + 1");
		WorkSite site = this.it.site(this.it.database().dataSource());
		List<BackfillDefinition> definitions = site.definitions().get();
		this.definition = definitions.get(0);
		Stores stores = Stores.of(site);
		new Beginning(site, new AfterMigrations(definitions, site.migrations().get()), stores, new Transactions(site))
			.begin(new Undertaking(site, this.definition));
		this.it.sql("DELETE FROM migrator.backfill_range WHERE number > 1",
				"UPDATE migrator.backfill_range SET last = '{30}'");
		this.stalled = new Worker();
		this.other = new Worker();
	}

	@AfterEach
	void close() throws SQLException {
		this.stalled.connection.close();
		this.other.connection.close();
		this.it.close();
	}

	@Test
	void nobodyElseGetsARangeUntilItsLeaseIsOver() throws Exception {
		Lease lease = Objects.requireNonNull(this.stalled.claim());
		assertThat(this.other.claim()).isNull();
		sleepBeyondLease();
		Lease taken = Objects.requireNonNull(this.other.claim());
		assertThat(taken.number()).isEqualTo(lease.number());
		assertThat(taken.token()).isGreaterThan(lease.token());
	}

	@Test
	void aHeartbeatKeepsALeaseAndEndsWhenItIsTakenOver() throws Exception {
		Lease lease = Objects.requireNonNull(this.stalled.claim());
		for (int i = 0; i < 4; i++) {
			Thread.sleep(LEASE.toMillis() / 2);
			assertThat(this.stalled.store.heartbeat(lease, "waits")).isNotNull();
		}
		assertThat(this.other.claim()).isNull();
		sleepBeyondLease();
		assertThat(this.other.claim()).isNotNull();
		assertThat(this.stalled.store.heartbeat(lease, "waits")).isNull();
		this.stalled.store.release(lease);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_range WHERE owner IS NULL")).isZero();
	}

	@Test
	void aWorkerThatWakesUpCannotWriteWhatAnotherHasDone() throws Exception {
		Lease lease = Objects.requireNonNull(this.stalled.claim());
		sleepBeyondLease();
		Lease taken = Objects.requireNonNull(this.other.claim());
		this.other.connection.setAutoCommit(false);
		this.other.batch(taken, true);
		this.other.connection.commit();
		assertThat(this.stalled.store.fence(lease, LEASE, null)).isNull();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(10);
	}

	@Test
	void aBatchUnderWayIsNotTakenOverThoughItsLeaseIsOver() throws Exception {
		Lease lease = Objects.requireNonNull(this.stalled.claim());
		this.stalled.connection.setAutoCommit(false);
		this.stalled.batch(lease, false);
		try (Statement statement = this.stalled.connection.createStatement()) {
			statement.execute("SELECT pg_sleep(0.6)");
		}
		assertThat(this.other.claim()).isNull();
		this.stalled.store.progress(lease, null, true, 10, 10, LEASE);
		this.stalled.connection.commit();
		assertThat(Objects.requireNonNull(this.other.claim()).number()).isEqualTo(Lease.LAST);
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(10);
	}

	@Test
	void aWorkerThatIsFrozenWithinABatchLosesItsTransaction() throws Exception {
		Lease lease = Objects.requireNonNull(this.stalled.claim());
		this.stalled.connection.setAutoCommit(false);
		this.stalled.batch(lease, false);
		sleepBeyondLease();
		Thread.sleep(LEASE.toMillis());
		Lease taken = Objects.requireNonNull(this.other.claim());
		this.other.connection.setAutoCommit(false);
		this.other.batch(taken, true);
		this.other.connection.commit();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.stalled.connection.commit());
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(10);
	}

	private static void sleepBeyondLease() throws InterruptedException {
		Thread.sleep(LEASE.toMillis() + 50);
	}

	private final class Worker {

		private final Connection connection = LeaseTests.this.it.database().dataSource().getConnection();

		private final RangeStore store;

		Worker() throws SQLException {
			SingleConnectionDataSource dataSource = new SingleConnectionDataSource(this.connection, true);
			this.store = new RangeStore(dataSource, LeaseTests.this.it.site(dataSource).settings(), LEASE);
		}

		Lease claim() throws SQLException {
			this.connection.setAutoCommit(false);
			Lease lease = this.store.claim(LeaseTests.this.definition, 1, "worker");
			this.connection.commit();
			this.connection.setAutoCommit(true);
			return lease;
		}

		void batch(Lease lease, boolean end) throws SQLException {
			Fence fence = this.store.fence(lease, LEASE, null);
			assertThat(fence).isNotNull();
			try (Statement statement = this.connection.createStatement()) {
				assertThat(statement.executeUpdate(BATCH)).isEqualTo(10);
			}
			if (end) {
				this.store.progress(lease, null, true, 10, 10, LEASE);
			}
		}

	}

}
