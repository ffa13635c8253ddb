package io.migrator.boot.actuate;

import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.test.BackfillTable;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.boot.actuate.info.Info;
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
		assertThat(indicator.health().getDetails()).containsEntry("pending", 2)
			.containsEntry("next",
					Map.of("20260101000000_create_wallets", "pending", "20260102000000_seed_wallets", "pending"))
			.hasSize(2);
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
		assertThat(String.valueOf(health(migrator).getDetails().get("failures"))).contains("20260103000000_broken",
				"division by zero");
	}

	@Test
	void saysWhatIsHeldAndWhy() {
		Migrator migrator = migrator("classpath:db/migrations", "classpath:cases/held");
		migrator.deploy();
		Health health = health(migrator);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(String.valueOf(health.getDetails().get("waiting"))).contains("20260105000000_needs_approval",
				"requires approval");
	}

	@Test
	void whatComesToFailLaterDoesNotTakeAnApplicationAwayThatServesWithout() {
		migrator("classpath:db/migrations").deploy();
		List<String> locations = new ArrayList<>(List.of("classpath:db/migrations"));
		Migrator migrator = new Migrator(this.database.dataSource(),
				() -> MigrationSource.of(locations.toArray(String[]::new)).load(), MigratorSettings.defaults(),
				List.of());
		MigrationsHealthIndicator indicator = new MigrationsHealthIndicator(migrator, this.clock);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		// As if it had been held until now
		locations.add("classpath:cases/broken");
		later();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(indicator.health().getDetails()).containsEntry("pending", 1);
		assertThatExceptionOfType(MigratorException.class).isThrownBy(migrator::deploy);
		later();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		assertThat(indicator.health().getDetails()).containsEntry("failed", 1).containsKey("failures");
		migrator("classpath:db/migrations").rollback(1);
		later();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void isUnknownWhenTheDatabaseIsAwayFromAnApplicationThatServed() {
		Migrator migrator = migrator("classpath:db/migrations");
		migrator.deploy();
		MigrationsHealthIndicator indicator = new MigrationsHealthIndicator(migrator, this.clock);
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UP);
		this.database.close();
		later();
		assertThat(indicator.health().getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(indicator.health().getDetails()).containsKey("reason");
	}

	@Test
	void doesNotHangWithADatabaseThatDoesNotAnswer() throws Exception {
		try (ServerSocket silent = new ServerSocket(0)) {
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setPortNumbers(new int[] { silent.getLocalPort() });
			dataSource.setConnectTimeout(20);
			Migrator migrator = new Migrator(dataSource, MigrationSource.of("classpath:db/migrations")::load,
					MigratorSettings.defaults(), List.of());
			MigrationsHealthIndicator indicator = new MigrationsHealthIndicator(migrator, this.clock);
			long start = System.nanoTime();
			assertThat(indicator.health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
			Info.Builder info = new Info.Builder();
			new MigrationsInfoContributor(migrator, this.clock).contribute(info);
			assertThat(info.build().getDetails()).containsEntry("migrations",
					Map.of("unknown", "The database has not answered yet"));
		}
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

	private void later() {
		this.clock.now = this.clock.now.plus(Duration.ofSeconds(6));
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

		private volatile Instant now = Instant.parse("2026-11-21T00:00:00Z");

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
