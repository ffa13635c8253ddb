package io.migrator.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.boot.LastDrift;
import io.migrator.drift.DriftReport;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DriftChecked;

/**
 * Tells what the last check of the schema found. All replicas tell the same, whichever of
 * them checked, so that no alert hangs on one that has not checked since.
 */
class DriftMetrics implements MigrationListener, MeterBinder {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

	private final Reading<DriftReport> report;

	private final Clock clock;

	DriftMetrics(LastDrift drift, Clock clock) {
		this.report = new Reading<>(() -> drift.get(Duration.ZERO), TIME_TO_LIVE, clock);
		this.clock = clock;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DriftChecked) {
			this.report.forget();
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("migrator.drift.objects", this, (metrics) -> metrics.value(DriftReport::count))
			.baseUnit("objects")
			.description("Objects that the last check of the schema found not as expected")
			.register(registry);
		TimeGauge.builder("migrator.drift.age", this, TimeUnit.SECONDS, (metrics) -> metrics.value(metrics::age))
			.description("Time since the last check of the schema")
			.register(registry);
	}

	/** Not a number is what is not known. */
	private double value(ToDoubleFunction<DriftReport> function) {
		DriftReport known = this.report.get();
		return (known != null) ? function.applyAsDouble(known) : Double.NaN;
	}

	private double age(DriftReport report) {
		Duration age = Duration.between(report.checkedAt(), this.clock.instant());
		// The server's clock may be ahead of this one
		return age.isNegative() ? 0 : age.toMillis() / 1_000.0;
	}

}
