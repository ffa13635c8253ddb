package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.test.BackfillTable;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationsHealthIndicatorTests {

	private final TestDatabase database = TestDatabase.create();

	private final SettableClock clock = new SettableClock();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void isOutOfServiceWhilePendingAndUpAfterwards() {
		Migrator migrator = migrator("classpath:db/migrations");
		MigrationsHealthIndicator indicator = new MigrationsHealthIndicator(migrator, this.clock);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(indicator.health().getDetails()).containsEntry("pending", 2).hasSize(1);
		migrator.deploy();
		this.clock.now = this.clock.now.plus(Duration.ofSeconds(6));
		Health health = indicator.health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("applied", 2);
	}

	@Test
	void readsThePlanEveryFewSecondsAtMost() {
		Migrator migrator = migrator("classpath:db/migrations");
		MigrationsHealthIndicator indicator = new MigrationsHealthIndicator(migrator, this.clock);
		indicator.health();
		migrator.deploy();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		this.clock.now = this.clock.now.plus(Duration.ofSeconds(6));
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhenAMigrationFailed() {
		Migrator migrator = migrator("classpath:cases/broken");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(migrator::deploy);
		assertThat(health(migrator).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void aFailedMigrationOfANewerVersionLeavesThisOneUp() {
		migrator("classpath:db/migrations").deploy();
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(migrator("classpath:db/migrations", "classpath:cases/broken")::deploy);
		assertThat(health(migrator("classpath:db/migrations")).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void whatRunsAfterTheStartDoesNotHoldTheApplicationBack() {
		Migrator migrator = migrator("classpath:cases/after-start");
		migrator.deployBeforeStart();
		assertThat(health(migrator).getStatus()).isEqualTo(Status.UP);
		Migrator broken = migrator("classpath:cases/after-start-broken");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(broken::deploy);
		assertThat(health(broken).getStatus()).isEqualTo(Status.UP);
		assertThat(health(broken).getDetails()).containsEntry("failed", 1);
	}

	@Test
	void whatWasHeldTakesNobodyOutOfServiceOnceItIsReleased() {
		Migrator migrator = migrator("classpath:db/migrations", "classpath:cases/requires-backfill");
		migrator.deploy();
		assertThat(health(migrator).getDetails()).containsEntry("held", 1);
		new BackfillTable(this.database.jdbc()).put("owners", "completed", null);
		assertThat(health(migrator).getStatus()).isEqualTo(Status.UP);
		assertThat(health(migrator).getDetails()).containsEntry("pending", 1);
	}

	@Test
	void isDownWhenTheDatabaseCannotBeReached() {
		Migrator migrator = migrator("classpath:db/migrations");
		this.database.close();
		assertThat(health(migrator).getStatus()).isEqualTo(Status.DOWN);
	}

	private Health health(Migrator migrator) {
		Health health = new MigrationsHealthIndicator(migrator, this.clock).health();
		assertThat(health).isNotNull();
		return health;
	}

	private Migrator migrator(String... locations) {
		return new Migrator(this.database.dataSource(), MigrationSource.of(locations)::load,
				MigratorSettings.defaults(), List.of());
	}

	/**
	 * A clock that tests set.
	 */
	private static final class SettableClock extends Clock {

		private Instant now = Instant.parse("2026-11-21T00:00:00Z");

		@Override
		public Instant instant() {
			return this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	}

}
