package io.migrator.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.run.MigratorEvent.BackfillThrottled;

/**
 * Counts what this process does for backfills.
 */
class BackfillMetrics implements MigrationListener, MeterBinder {

	private final Clock clock;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final Map<String, Meters> meters = new ConcurrentHashMap<>();

	BackfillMetrics(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof BackfillBatchDone done) {
			Meters meters = meters(done.name());
			meters.rows.add(done.rows());
			meters.batches.forEach((timer) -> timer.record(done.duration()));
		}
		else if (event instanceof BackfillBatchFailed failed) {
			meters(failed.name()).failures.increment();
		}
		else if (event instanceof BackfillThrottled throttled) {
			meters(throttled.name()).throttled(throttled, this.clock.instant());
		}
	}

	/**
	 * Has a backfill's meters begin at zero, so that a first increase is one.
	 * @param name the backfill
	 */
	void expect(String name) {
		meters(name);
	}

	private Meters meters(String name) {
		return this.meters.computeIfAbsent(name, (key) -> {
			Meters meters = new Meters();
			this.registries.forEach((registry) -> register(registry, key, meters));
			return meters;
		});
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.meters.forEach((name, meters) -> register(registry, name, meters));
	}

	private void register(MeterRegistry registry, String name, Meters meters) {
		Tags tags = Tags.of("backfill", name);
		meters.batches.add(Timer.builder("migrator.backfill.batches")
			.tags(tags)
			.description("Batches that this process committed, with their time")
			.register(registry));
		counter(registry, "migrator.backfill.rows", tags, "rows", "Rows that this process changed", meters.rows);
		counter(registry, "migrator.backfill.failures", tags, "failures", "Batches of this process that failed",
				meters.failures);
		FunctionTimer
			.builder("migrator.backfill.throttled", meters, (value) -> value.throttles.sum(),
					(value) -> value.throttledMillis(this.clock.instant()), TimeUnit.MILLISECONDS)
			.tags(tags)
			.description("How often and how long workers of this process held back")
			.register(registry);
	}

	private static void counter(MeterRegistry registry, String name, Tags tags, String unit, String description,
			LongAdder sum) {
		FunctionCounter.builder(name, sum, LongAdder::sum)
			.tags(tags)
			.baseUnit(unit)
			.description(description)
			.register(registry);
	}

	/**
	 * What is counted of one backfill.
	 */
	private static final class Meters {

		private final List<Timer> batches = new CopyOnWriteArrayList<>();

		private final LongAdder rows = new LongAdder();

		private final LongAdder failures = new LongAdder();

		private final LongAdder throttles = new LongAdder();

		private final LongAdder throttledMillis = new LongAdder();

		/** Since when each worker holds back. */
		private final Map<String, Instant> throttled = new ConcurrentHashMap<>();

		synchronized void throttled(BackfillThrottled event, Instant now) {
			if (event.reason() != null) {
				if (this.throttled.putIfAbsent(event.worker(), now) == null) {
					this.throttles.increment();
				}
				return;
			}
			Instant since = this.throttled.remove(event.worker());
			if (since != null) {
				this.throttledMillis.add(Duration.between(since, now).toMillis());
			}
		}

		/** With what goes on now, so that it grows while it does. */
		synchronized double throttledMillis(Instant now) {
			return this.throttledMillis.sum() + this.throttled.values()
				.stream()
				.mapToLong((since) -> Duration.between(since, now).toMillis())
				.sum();
		}

	}

}
