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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what the last check of the schema found. All replicas tell the same, whichever of
 * them checked, so that no alert hangs on one that has not checked since.
 */
class DriftMetrics implements MeterBinder {

	private static final Logger logger = LoggerFactory.getLogger(DriftMetrics.class);

	/** A database that is away may hold a scrape up no more often than this. */
	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

	private final LastDrift drift;

	private final Clock clock;

	DriftMetrics(LastDrift drift, Clock clock) {
		this.drift = drift;
		this.clock = clock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("migrator.drift.objects", this, (metrics) -> metrics.value(DriftReport::count))
			.description("Objects that the last check of the schema found not as expected")
			.register(registry);
		TimeGauge.builder("migrator.drift.age", this, TimeUnit.SECONDS, (metrics) -> metrics.value(metrics::age))
			.description("Time since the last check of the schema")
			.register(registry);
	}

	/** Not a number is what is not known. */
	private double value(ToDoubleFunction<DriftReport> function) {
		try {
			DriftReport report = this.drift.get(TIME_TO_LIVE);
			return (report != null) ? function.applyAsDouble(report) : Double.NaN;
		}
		catch (RuntimeException ex) {
			logger.debug("The last check of the schema cannot be read", ex);
			return Double.NaN;
		}
	}

	private double age(DriftReport report) {
		Duration age = Duration.between(report.checkedAt(), this.clock.instant());
		// The server's clock may be ahead of this one
		return age.isNegative() ? 0 : age.toMillis() / 1_000.0;
	}

}
