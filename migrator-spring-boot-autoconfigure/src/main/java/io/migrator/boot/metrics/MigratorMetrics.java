package io.migrator.boot.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.run.LockWaitException;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployFailed;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DriftChecked;
import io.migrator.run.MigratorEvent.LockAcquired;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.MigrationStarted;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the engine does. The sums are kept here and read by the meters, since the
 * migrator runs long before there is a registry.
 */
class MigratorMetrics implements MigrationListener, MeterBinder {

	private final Sum deploys = new Sum();

	private final LongAdder deploysFailed = new LongAdder();

	private final LongAdder attempts = new LongAdder();

	private final Sum applied = new Sum();

	private final Sum rolledBack = new Sum();

	private final Sum driftChecks = new Sum();

	private final LongAdder failed = new LongAdder();

	private final LongAdder rows = new LongAdder();

	private final LongAdder lockTimeouts = new LongAdder();

	private final Sum lockWaits = new Sum();

	private final Sum locked = new Sum();

	private final LongAccumulator longestLocked = new LongAccumulator(Long::max, 0);

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DeployFinished finished) {
			this.deploys.add(finished.duration());
		}
		else if (event instanceof DeployFailed deploy) {
			this.deploysFailed.increment();
			waited((deploy.failure() instanceof LockWaitException gaveUp) ? gaveUp.waited() : null);
		}
		else if (event instanceof LockAcquired lock) {
			waited(lock.waited());
		}
		else {
			onMigration(event);
		}
	}

	private void waited(@Nullable Duration duration) {
		if (duration != null && !duration.isZero()) {
			this.lockWaits.add(duration);
		}
	}

	private void onMigration(MigratorEvent event) {
		if (event instanceof MigrationStarted) {
			this.attempts.increment();
		}
		else if (event instanceof MigrationApplied migration) {
			this.applied.add(migration.duration());
			this.rows.add(migration.rowsAffected());
			this.locked.add(migration.lockTime());
			this.longestLocked.accumulate(migration.lockTime().toNanos());
		}
		else if (event instanceof MigrationRolledBack migration) {
			this.rolledBack.add(migration.duration());
		}
		else if (event instanceof MigrationFailed) {
			this.failed.increment();
		}
		else if (event instanceof BlockedByLock) {
			this.lockTimeouts.increment();
		}
		else if (event instanceof DriftChecked checked) {
			this.driftChecks.add(checked.took());
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		timer(registry, "migrator.deploys", "Deploys that ended well", this.deploys);
		counter(registry, "migrator.deploys.failed", null, "Deploys that came to no good end", this.deploysFailed);
		timer(registry, "migrator.migrations.applied", "Migrations that were applied", this.applied);
		timer(registry, "migrator.migrations.rolled.back", "Migrations that were taken back", this.rolledBack);
		counter(registry, "migrator.migrations.failed", null, "Migrations that failed", this.failed);
		counter(registry, "migrator.migrations.attempts", "attempts", "Attempts to run a script, first ones included",
				this.attempts);
		counter(registry, "migrator.rows", "rows", "Rows that migrations inserted, updated, deleted or copied",
				this.rows);
		timer(registry, "migrator.migrations.locked",
				"The longest time that each applied migration can have held a lock", this.locked);
		TimeGauge
			.builder("migrator.migrations.locked.max", this.longestLocked, TimeUnit.NANOSECONDS, LongAccumulator::get)
			.description("The longest of those times since this process started")
			.register(registry);
		counter(registry, "migrator.lock.timeouts", "timeouts",
				"Attempts given up since a lock was not to be had within lock_timeout", this.lockTimeouts);
		timer(registry, "migrator.lock.waits", "Waits for another process that migrated", this.lockWaits);
		timer(registry, "migrator.drift.checks", "Checks of the schema by this process", this.driftChecks);
	}

	private static void timer(MeterRegistry registry, String name, String description, Sum sum) {
		FunctionTimer
			.builder(name, sum, (value) -> value.count.sum(), (value) -> value.nanos.sum(), TimeUnit.NANOSECONDS)
			.description(description)
			.register(registry);
	}

	private static void counter(MeterRegistry registry, String name, @Nullable String unit, String description,
			LongAdder sum) {
		FunctionCounter.builder(name, sum, LongAdder::sum).baseUnit(unit).description(description).register(registry);
	}

	/**
	 * How many there were and how long they took together.
	 */
	private static final class Sum {

		private final LongAdder count = new LongAdder();

		private final LongAdder nanos = new LongAdder();

		void add(Duration duration) {
			this.count.increment();
			this.nanos.add(duration.toNanos());
		}

	}

}
