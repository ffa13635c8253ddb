package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.error.MigratorException;
import io.migrator.test.CountingProxy;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class BackfillStatusTests {

	private static final int ROWS = 10_000;

	private static final String COUNT = "UPDATE wallet SET n = n + 1;";

	private final BackfillFixture fixture = new BackfillFixture().wallets(ROWS);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void showsWhatIsDefinedBeforeThereIsAnyTable() {
		this.fixture.backfill("counted", "-- migrator: parallel=3 batch=50ms\n" + COUNT)
			.backfill("a_script", "UPDATE wallet SET n = 1; UPDATE wallet SET n = 2;");
		List<BackfillStatus> all = this.fixture.engine().list();
		assertThat(all).extracting(BackfillStatus::name).containsExactly("a_script", "counted");
		assertThat(all).extracting(BackfillStatus::state).containsOnly(BackfillState.WAITING);
		BackfillStatus counted = this.fixture.engine().status("counted");
		assertThat(counted.table()).isEqualTo("wallet");
		assertThat(counted.settings()).isEqualTo(new BackfillStatus.Settings(3, Duration.ofMillis(50), null));
		assertThat(counted.progress()).isEqualTo(new Progress(0, null, 0, 0, 0, 0, null, null, List.of(), 1));
		assertThat(counted.startedAt()).isNull();
		assertThat(counted.warnings()).isNotEmpty();
		assertThat(this.fixture.engine().quarantined("counted", 10)).isEmpty();
		assertThat(this.fixture.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'migrator'")).isZero();
	}

	@Test
	void saysWhatItWaitsFor() {
		this.fixture.workspace().migration("20260101000000_cents", "CREATE TABLE cents (id int)");
		this.fixture.backfill("counted", "-- migrator: after=20260101000000_cents\n" + COUNT)
			.backfill("later", "-- migrator: depends-on=counted\n" + COUNT);
		assertThat(this.fixture.engine().status("counted").reasons())
			.containsExactly("it waits for the migration 20260101000000_cents");
		assertThat(this.fixture.engine().status("later").reasons())
			.containsExactly("it waits for the backfill counted");
		this.fixture.workspace().migrator().deploy();
		assertThat(this.fixture.engine().status("counted").reasons()).isEmpty();
	}

	@Test
	void namesThoseThereAre() {
		this.fixture.backfill("counted", COUNT).backfill("other", COUNT);
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.fixture.engine().status("countd"))
			.withMessageContaining("There is no backfill countd")
			.withMessageContaining("counted, other");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> this.fixture.engine().quarantined("countd", 10))
			.withMessageContaining("counted, other");
	}

	@Test
	void showsHowFarItIsAndWhyItPauses() {
		this.fixture.backfill("counted", "-- migrator: batch=100\n" + COUNT).holdAt(4_000);
		this.fixture.engine().workers().start();
		await().atMost(BackfillFixture.A_WHILE).until(this::allHoldBack);
		BackfillStatus status = this.fixture.engine().status("counted");
		assertThat(status.state()).isEqualTo(BackfillState.RUNNING);
		assertThat(status.reasons()).containsExactly("the test looks");
		Progress progress = status.progress();
		assertThat(progress.rowsDone()).isEqualTo(this.fixture.number("SELECT sum(n) FROM wallet"))
			.isBetween(4_000L, 5_000L);
		assertThat(progress.rowsEstimated()).isBetween(9_000L, 11_000L);
		assertThat(progress.fraction()).isBetween(0.3, 0.6);
		assertThat(progress.batches()).isBetween(progress.rowsDone() / 100, progress.rowsDone() / 100 + 4);
		assertThat(progress.workers()).isNotEmpty().allSatisfy((worker) -> {
			assertThat(worker.name()).contains("workspace");
			assertThat(worker.relation()).contains("wallet");
			assertThat(Long.parseLong(String.valueOf(worker.position()))).isBetween(1L, (long) ROWS);
			// one that has only just got its range has had no batch yet
			assertThat(worker.batchSize()).isIn(0, 100);
			assertThat(worker.throttle()).isEqualTo("the test looks");
		}).anySatisfy((worker) -> assertThat(worker.batchSize()).isEqualTo(100));
		assertThat(status.startedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
		assertThat(status.finishedAt()).isNull();
	}

	/** While one of them is within a batch, what is shown is of the past. */
	private boolean allHoldBack() {
		Progress progress = this.fixture.engine().status("counted").progress();
		return !progress.workers().isEmpty()
				&& progress.workers().stream().allMatch((worker) -> "the test looks".equals(worker.throttle()));
	}

	@Test
	void tellsRateAndRemainingTimeByItsOwnEarlierReading() {
		this.fixture.backfill("counted", "-- migrator: batch=100\n" + COUNT).holdAt(2_000);
		this.fixture.engine().workers().start();
		await().atMost(BackfillFixture.A_WHILE)
			.until(() -> this.fixture.engine().status("counted").reasons().contains("the test looks"));
		this.fixture.holdAt(6_000);
		await().atMost(BackfillFixture.A_WHILE)
			.until(() -> this.fixture.engine().status("counted").progress().rowsDone() >= 6_000);
		await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
		Progress progress = this.fixture.engine().status("counted").progress();
		assertThat(progress.rowsPerSecond()).isNotNull()
			.isBetween(progress.rowsDone() / 63.0, progress.rowsDone() / 3.0);
		assertThat(progress.remaining()).isNotNull();
		double left = progress.rowsDone() * (1 - progress.fraction()) / progress.fraction() / progress.rowsPerSecond();
		assertThat(progress.remaining().toMillis() / 1_000.0).isCloseTo(left, Percentage.withPercentage(5));
	}

	@Test
	void showsTheEnd() {
		this.fixture.backfill("counted", COUNT);
		assertThat(this.fixture.engine().workers().run((name) -> true)).isTrue();
		BackfillStatus status = this.fixture.engine().status("counted");
		assertThat(status.state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(status.reasons()).isEmpty();
		assertThat(status.progress().rowsDone()).isEqualTo(ROWS);
		assertThat(status.progress().fraction()).isEqualTo(1);
		assertThat(status.progress().workers()).isEmpty();
		assertThat(status.progress().rowsPerSecond()).isNull();
		assertThat(status.progress().remaining()).isNull();
		assertThat(status.finishedAt()).isNotNull().isAfter(status.startedAt());
		assertThat(this.fixture.number("SELECT sum(n) FROM wallet")).isEqualTo(ROWS);
	}

	@Test
	void showsWhatAnotherApplicationDefines() {
		this.fixture.backfill("counted", COUNT);
		this.fixture.engine().workers().run((name) -> true);
		try (BackfillFixture other = new BackfillFixture()) {
			assertThat(other.engineOn(this.fixture.database().dataSource()).list()).singleElement()
				.satisfies((status) -> {
					assertThat(status.name()).isEqualTo("counted");
					assertThat(status.source()).isNull();
					assertThat(status.state()).isEqualTo(BackfillState.COMPLETED);
					assertThat(status.table()).contains("wallet");
				});
		}
	}

	@Test
	void saysThatADefinitionWasChanged() {
		this.fixture.backfill("counted", COUNT);
		this.fixture.engine().workers().run((name) -> true);
		this.fixture.backfill("counted", "UPDATE wallet SET n = n + 2;");
		BackfillStatus status = this.fixture.engine().status("counted");
		assertThat(status.state()).isEqualTo(BackfillState.COMPLETED);
		assertThat(status.reasons()).singleElement().asString().contains("was changed");
	}

	@Test
	void looksInOneRoundTrip() throws SQLException {
		this.fixture.backfill("counted", COUNT).backfill("other", COUNT);
		this.fixture.engine().workers().run((name) -> true);
		PGSimpleDataSource direct = this.fixture.database().dataSource();
		try (CountingProxy proxy = new CountingProxy(direct.getPortNumbers()[0])) {
			PGSimpleDataSource counted = proxy.through(direct);
			try (Connection connection = counted.getConnection()) {
				assertThat(connection.isClosed()).isFalse();
			}
			int connecting = proxy.roundTrips();
			assertThat(this.fixture.engineOn(counted).list()).hasSize(2);
			assertThat(proxy.roundTrips() - connecting).isEqualTo(connecting + 1);
		}
	}

}
