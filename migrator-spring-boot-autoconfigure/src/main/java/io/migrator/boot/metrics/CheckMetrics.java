package io.migrator.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.boot.LastChecks;
import io.migrator.check.CheckResult;
import io.migrator.error.MigratorException;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.CheckRan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which checks passed when they were last run. All replicas tell the same,
 * whichever of them ran a check.
 */
class CheckMetrics implements MigrationListener, MeterBinder {

	private static final Logger logger = LoggerFactory.getLogger(CheckMetrics.class);

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

	private final LastChecks checks;

	private final Reading<List<CheckResult>> results;

	CheckMetrics(LastChecks checks, Clock clock) {
		this.checks = checks;
		this.results = new Reading<>(() -> checks.get(Duration.ZERO), TIME_TO_LIVE, clock);
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof CheckRan) {
			this.results.forget();
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		try {
			for (String name : this.checks.names()) {
				Gauge.builder("migrator.check.passed", () -> passed(name))
					.tag("check", name)
					.description("Whether a check passed when it was last run: 1 or 0")
					.register(registry);
			}
		}
		catch (MigratorException ex) {
			// Whoever runs them says what is wrong with the files
			logger.debug("There are no checks to tell of", ex);
		}
	}

	/** Not a number is what is not known. */
	private double passed(String name) {
		List<CheckResult> known = this.results.get();
		return (known != null) ? known.stream()
			.filter((result) -> result.name().equals(name))
			.findFirst()
			.map(CheckMetrics::value)
			.orElse(Double.NaN) : Double.NaN;
	}

	private static double value(CheckResult result) {
		return result.passed() ? 1 : result.failed() ? 0 : Double.NaN;
	}

}
