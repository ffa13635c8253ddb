package io.migrator.boot.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migrator.error.MigratorException;
import io.migrator.run.LockWaitException;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployFailed;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DriftChecked;
import io.migrator.run.MigratorEvent.LockAcquired;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationStarted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MigratorMetricsTests {

	private final MigratorMetrics metrics = new MigratorMetrics();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void countsWhatHappenedBeforeThereWasARegistryAndAfter() {
		this.metrics.onEvent(new MigrationApplied("a", 2, 5, 1, Duration.ofMillis(30), Duration.ofMillis(1)));
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new MigrationApplied("b", 1, 1, 1, Duration.ofMillis(12), Duration.ofMillis(1)));
		this.metrics.onEvent(new DeployFinished(List.of("a", "b"), List.of(), Duration.ofMillis(50)));
		assertThat(this.registry.get("migrator.migrations.applied").functionTimer().count()).isEqualTo(2);
		assertThat(this.registry.get("migrator.migrations.applied").functionTimer().totalTime(TimeUnit.MILLISECONDS))
			.isEqualTo(42);
		assertThat(this.registry.get("migrator.rows").functionCounter().count()).isEqualTo(6);
		assertThat(this.registry.get("migrator.deploys").functionTimer().count()).isEqualTo(1);
	}

	@Test
	void countsAttemptsAndHowLongLocksCanHaveBeenHeld() {
		this.metrics.onEvent(new MigrationStarted("a", 1, 1, 2, false));
		this.metrics.onEvent(new MigrationStarted("a", 2, 1, 2, false));
		this.metrics.onEvent(new MigrationApplied("a", 2, 5, 2, Duration.ofMillis(30), Duration.ofMillis(20)));
		this.metrics.onEvent(new MigrationApplied("b", 2, 5, 1, Duration.ofMillis(30), Duration.ofMillis(10)));
		this.metrics.bindTo(this.registry);
		assertThat(this.registry.get("migrator.migrations.attempts").functionCounter().count()).isEqualTo(2);
		FunctionTimer locked = this.registry.get("migrator.migrations.locked").functionTimer();
		assertThat(locked.count()).isEqualTo(2);
		assertThat(locked.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(30);
		assertThat(this.registry.get("migrator.migrations.locked.max").timeGauge().value(TimeUnit.MILLISECONDS))
			.isEqualTo(20);
	}

	@Test
	void countsWaitsForOtherProcessesIfThereWereAny() {
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new LockAcquired("shop", Duration.ZERO));
		this.metrics.onEvent(new LockAcquired("shop", Duration.ofSeconds(3)));
		this.metrics
			.onEvent(new DeployFailed(new LockWaitException(Duration.ofSeconds(4), null), Duration.ofSeconds(4)));
		this.metrics.onEvent(new DeployFailed(new IllegalStateException(), Duration.ofSeconds(4)));
		FunctionTimer waits = this.registry.get("migrator.lock.waits").functionTimer();
		assertThat(waits.count()).isEqualTo(2);
		assertThat(waits.totalTime(TimeUnit.SECONDS)).isEqualTo(7);
		assertThat(this.registry.get("migrator.deploys.failed").functionCounter().count()).isEqualTo(2);
	}

	@Test
	void countsChecksOfTheSchema() {
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new DriftChecked(List.of(), 0, "the snapshot", Instant.EPOCH, Duration.ofMillis(7)));
		FunctionTimer checks = this.registry.get("migrator.drift.checks").functionTimer();
		assertThat(checks.count()).isEqualTo(1);
		assertThat(checks.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7);
	}

	@Test
	void countsFailuresAndLockTimeouts() {
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new MigrationFailed("a", new MigratorException("no", null, "Mend it.", null)));
		this.metrics.onEvent(new BlockedByLock("a", "a.sql", 1, 1, List.of(), Duration.ofSeconds(1)));
		assertThat(this.registry.get("migrator.migrations.failed").functionCounter().count()).isEqualTo(1);
		assertThat(this.registry.get("migrator.lock.timeouts").functionCounter().count()).isEqualTo(1);
	}

}
