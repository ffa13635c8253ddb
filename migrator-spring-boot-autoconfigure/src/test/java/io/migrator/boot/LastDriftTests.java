package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.drift.DriftChecks;
import io.migrator.drift.DriftReport;
import io.migrator.drift.DriftSettings;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import io.migrator.shadow.ShadowSettings;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LastDriftTests {

	private static final Duration MAX_AGE = Duration.ofSeconds(5);

	private final TestDatabase database = TestDatabase.create();

	private final SettableClock clock = new SettableClock();

	private final LastDrift drift = new LastDrift(() -> checks((event) -> {
	}), this.clock);

	@BeforeEach
	void deploy() {
		new Migrator(this.database.dataSource(), MigrationSource.of("classpath:db/migrations")::load,
				MigratorSettings.defaults(), List.of())
			.deploy();
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void readsWhatAnotherReplicaFoundEveryFewSecondsAtMost() {
		assertThat(this.drift.get(MAX_AGE)).isNull();
		DriftReport report = checks((event) -> {
		}).check();
		assertThat(this.drift.get(MAX_AGE)).isNull();
		this.clock.now = this.clock.now.plus(MAX_AGE);
		assertThat(this.drift.get(MAX_AGE)).isEqualTo(report);
	}

	@Test
	void readsAnewAfterACheckOfThisProcess() {
		assertThat(this.drift.get(MAX_AGE)).isNull();
		DriftReport report = checks(this.drift).check();
		assertThat(this.drift.get(MAX_AGE)).isEqualTo(report);
	}

	@Test
	void aDatabaseThatIsAwayIsNotAskedAgainAtOnce() {
		this.database.jdbc().sql("ALTER SCHEMA migrator RENAME TO away").update();
		this.database.jdbc().sql("CREATE SCHEMA migrator").update();
		this.database.jdbc().sql("CREATE VIEW migrator.drift_check AS SELECT 1 AS other").update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.drift.get(MAX_AGE));
		this.database.jdbc().sql("DROP VIEW migrator.drift_check").update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.drift.get(MAX_AGE));
		this.clock.now = this.clock.now.plus(MAX_AGE);
		assertThat(this.drift.get(MAX_AGE)).isNull();
	}

	private DriftChecks checks(MigrationListener listener) {
		return new DriftChecks(this.database.dataSource(), MigrationSource.of("classpath:db/migrations")::load,
				MigratorSettings.defaults(), DriftSettings.DEFAULT, ShadowSettings.of(this.database.dataSource()),
				listener);
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
