package io.migrator.boot.metrics;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migrator.boot.SettableClock;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.run.MigratorEvent.BackfillThrottled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillMetricsTests {

	private final SettableClock clock = new SettableClock();

	private final BackfillMetrics metrics = new BackfillMetrics(this.clock);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void countsByBackfill() {
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new BackfillBatchDone("fill", "w1", 100, 120, Duration.ofMillis(90)));
		this.metrics.onEvent(new BackfillBatchDone("fill", "w2", 5, 120, Duration.ofMillis(30)));
		this.metrics.onEvent(new BackfillBatchDone("other", "w1", 7, 10, Duration.ofMillis(10)));
		this.metrics
			.onEvent(new BackfillBatchFailed("fill", "w1", 1, "40P01", "deadlock detected", Duration.ofSeconds(1)));
		Timer batches = this.registry.get("migrator.backfill.batches").tag("backfill", "fill").timer();
		assertThat(batches.count()).isEqualTo(2);
		assertThat(batches.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(120);
		assertThat(batches.max(TimeUnit.MILLISECONDS)).isEqualTo(90);
		assertThat(counter("migrator.backfill.rows", "fill")).isEqualTo(105);
		assertThat(counter("migrator.backfill.rows", "other")).isEqualTo(7);
		assertThat(counter("migrator.backfill.failures", "fill")).isEqualTo(1);
		assertThat(counter("migrator.backfill.failures", "other")).isZero();
	}

	@Test
	void aRegistryThatComesLaterHasTheRowsFromBefore() {
		this.metrics.onEvent(new BackfillBatchDone("fill", "w1", 100, 120, Duration.ofMillis(90)));
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new BackfillBatchDone("fill", "w1", 1, 120, Duration.ofMillis(90)));
		assertThat(counter("migrator.backfill.rows", "fill")).isEqualTo(101);
	}

	@Test
	void timeOfHoldingBackGrowsWhileItGoesOn() {
		this.metrics.bindTo(this.registry);
		this.metrics.onEvent(new BackfillThrottled("fill", "w1", "a standby is behind"));
		FunctionTimer throttled = this.registry.get("migrator.backfill.throttled").functionTimer();
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(throttled.totalTime(TimeUnit.SECONDS)).isEqualTo(2);
		this.metrics.onEvent(new BackfillThrottled("fill", "w1", "a standby is still behind"));
		this.clock.advance(Duration.ofSeconds(1));
		this.metrics.onEvent(new BackfillThrottled("fill", "w1", null));
		this.clock.advance(Duration.ofSeconds(9));
		assertThat(throttled.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(throttled.count()).isEqualTo(1);
	}

	private double counter(String name, String backfill) {
		return this.registry.get(name).tag("backfill", backfill).functionCounter().count();
	}

}
