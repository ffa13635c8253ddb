package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillDescription;
import io.migrator.backfill.BackfillSample;
import io.migrator.error.MigratorException;
import io.migrator.migration.BackfillDirectives;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackfillSampleTests {

	private static final int ROWS = 10_000;

	private final BackfillFixture fixture = new BackfillFixture().wallets(ROWS);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void tellsOfTheWholeAndChangesNothing() {
		this.fixture.backfill("counted", "UPDATE wallet SET n = n + 1 WHERE id % 2 = 0;");
		BackfillSample sample = this.fixture.engine().sample("counted", 1_000);
		assertThat(sample.rowsVisited()).isEqualTo(1_000);
		assertThat(sample.rowsChanged()).isEqualTo(500);
		assertThat(sample.duration()).isPositive();
		assertThat(sample.walBytes()).isNotNull().isGreaterThan(500 * 50);
		assertThat(sample.rowsEstimated()).isNotNull().isBetween(9_900L, 10_100L);
		assertThat(sample.wholeDuration()).isNotNull()
			.isBetween(sample.duration().multipliedBy(9), sample.duration().multipliedBy(11));
		assertThat(sample.wholeWalBytes()).isNotNull().isBetween(sample.walBytes() * 9, sample.walBytes() * 11);
		assertThat(sample.warnings()).isNotEmpty();
		assertThat(this.fixture.number("SELECT sum(n) FROM wallet")).isZero();
		assertThat(this.fixture.number("SELECT count(*) FROM pg_namespace WHERE nspname = 'migrator'")).isZero();
	}

	@Test
	void aSampleLargerThanTheTableIsTheTable() {
		this.fixture.backfill("counted", "DELETE FROM wallet;");
		BackfillSample sample = this.fixture.engine().sample("counted", 3 * ROWS);
		assertThat(sample.rowsVisited()).isEqualTo(ROWS);
		assertThat(sample.rowsChanged()).isEqualTo(ROWS);
		assertThat(sample.wholeDuration()).isNotNull().isLessThan(sample.duration().multipliedBy(2));
		assertThat(this.fixture.number("SELECT count(*) FROM wallet")).isEqualTo(ROWS);
	}

	@Test
	void anEmptyTableTellsNothing() {
		this.fixture.jdbc().sql("TRUNCATE wallet").update();
		this.fixture.backfill("counted", "UPDATE wallet SET n = n + 1;");
		BackfillSample sample = this.fixture.engine().sample("counted", 100);
		assertThat(sample.rowsVisited()).isZero();
		assertThat(sample.wholeDuration()).isNull();
	}

	@Test
	void letsABeanProcessRowsFromAllOverTheTable() {
		Counting bean = new Counting();
		this.fixture.bean(bean);
		BackfillSample sample = this.fixture.engine().sample("bean", 100);
		assertThat(sample.rowsVisited()).isEqualTo(100);
		assertThat(sample.rowsChanged()).isEqualTo(100);
		assertThat(bean.keys).hasSizeGreaterThan(3);
		assertThat(bean.keys.get(0)).isLessThan(1_000);
		assertThat(bean.keys.get(bean.keys.size() - 1)).isGreaterThan(ROWS / 2);
		assertThat(this.fixture.number("SELECT sum(n) FROM wallet")).isZero();
	}

	@Test
	void refusesWhatRunsAsAWhole() {
		this.fixture.backfill("script", "UPDATE wallet SET n = 1; UPDATE wallet SET n = 2;");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.fixture.engine().sample("script", 10))
			.withMessageContaining("has no sample")
			.withMessageContaining("copy of the database");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.fixture.engine().sample("script", 0))
			.withMessageContaining("cannot have 0 rows");
	}

	@Test
	void doesNotWaitForLocksLongerThanABatch() throws SQLException {
		this.fixture.backfill("counted", "-- migrator: lock-timeout=200ms\nUPDATE wallet SET n = n + 1;");
		try (Connection other = this.fixture.database().dataSource().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("UPDATE wallet SET n = n + 1 WHERE id = 3");
			long start = System.nanoTime();
			assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> this.fixture.engine().sample("counted", 1_000))
				.withMessageContaining("lock timeout");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
			other.rollback();
		}
	}

	@Test
	void leavesOutWhatTheRoleMayNotSee() throws SQLException {
		String role = "r_" + this.fixture.database().name();
		this.fixture.backfill("counted", "UPDATE wallet SET n = n + 1;");
		this.fixture.jdbc().sql("CREATE ROLE " + role + " LOGIN").update();
		this.fixture.jdbc().sql("GRANT SELECT, UPDATE ON wallet TO " + role).update();
		this.fixture.jdbc().sql("REVOKE EXECUTE ON FUNCTION pg_current_wal_insert_lsn() FROM PUBLIC").update();
		try {
			BackfillSample sample = this.fixture.engineOn(this.fixture.database().dataSource(role, ""))
				.sample("counted", 100);
			assertThat(sample.rowsChanged()).isEqualTo(100);
			assertThat(sample.walBytes()).isNull();
			assertThat(sample.wholeWalBytes()).isNull();
			assertThat(sample.wholeDuration()).isNotNull();
		}
		finally {
			this.fixture.jdbc().sql("DROP OWNED BY " + role).update();
			this.fixture.jdbc().sql("DROP ROLE " + role).update();
		}
	}

	private static final class Counting implements Backfill<Long> {

		private final List<Long> keys = new ArrayList<>();

		@Override
		public BackfillDescription<Long> describe() {
			return new BackfillDescription<>("bean", Long.class, "1", new BackfillDirectives(List.of(), List.of(),
					Set.of(), "wallet", List.of(), null, null, null, null, null, null, null, null, null));
		}

		@Override
		public long process(BackfillBatch<Long> batch) {
			this.keys.add(batch.upTo());
			return batch.jdbc()
				.sql("UPDATE " + batch.table() + " AS row SET n = n + 1 WHERE " + batch.condition())
				.update();
		}

	}

}
