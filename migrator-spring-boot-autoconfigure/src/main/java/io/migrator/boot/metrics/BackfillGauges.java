package io.migrator.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.boot.BackfillDefinitions;
import io.migrator.boot.LastBackfills;
import io.migrator.error.MigratorException;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Where the application's backfills stand, the same on every replica. Registered when the
 * application is ready, since reading what backfills there are is no part of its start.
 */
class BackfillGauges implements MigrationListener, MeterBinder, ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(BackfillGauges.class);

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);

	private final Reading<List<BackfillStatus>> statuses;

	private final BackfillDefinitions definitions;

	private final BackfillMetrics counters;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	BackfillGauges(LastBackfills backfills, BackfillDefinitions definitions, BackfillMetrics counters, Clock clock) {
		this.statuses = new Reading<>(() -> backfills.get(Duration.ZERO), TIME_TO_LIVE, clock);
		this.definitions = definitions;
		this.counters = counters;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof BackfillStateChanged) {
			this.statuses.forget();
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		try {
			for (BackfillDefinition definition : this.definitions.get()) {
				this.registries.forEach((registry) -> register(registry, definition.name()));
				this.counters.expect(definition.name());
			}
		}
		catch (MigratorException ex) {
			logger.debug("The backfills cannot be read", ex);
		}
	}

	private void register(MeterRegistry registry, String name) {
		Tags tags = Tags.of("backfill", name);
		Gauge
			.builder("migrator.backfill.fraction", this,
					(gauges) -> gauges.value(name, (status) -> status.progress().fraction()))
			.tags(tags)
			.description("About how much of a backfill is done, 0 to 1")
			.register(registry);
		TimeGauge
			.builder("migrator.backfill.remaining", this, TimeUnit.SECONDS,
					(gauges) -> gauges.value(name, BackfillGauges::remaining))
			.tags(tags)
			.description("About how long a backfill is going to take at its present rate")
			.register(registry);
		Gauge
			.builder("migrator.backfill.quarantined", this,
					(gauges) -> gauges.value(name, (status) -> status.progress().quarantined()))
			.tags(tags)
			.baseUnit("rows")
			.description("Rows of a backfill that are in quarantine")
			.register(registry);
		Gauge.builder("migrator.backfill.rate", this, (gauges) -> gauges.value(name, BackfillGauges::rate))
			.tags(tags)
			.baseUnit("rows_per_second")
			.description("Rows that all replicas together change in a second lately")
			.register(registry);
		Gauge.builder("migrator.backfill.lag", this, (gauges) -> gauges.value(name, BackfillGauges::lag))
			.tags(tags)
			.baseUnit("rows")
			.description("About how many rows of a backfill are still to be visited")
			.register(registry);
		for (BackfillState state : BackfillState.values()) {
			Gauge
				.builder("migrator.backfill.state", this,
						(gauges) -> gauges.value(name, (status) -> (status.state() == state) ? 1 : 0))
				.tags(tags.and("state", state.word()))
				.description("1 for the state that a backfill is in, 0 for the others")
				.register(registry);
		}
	}

	private static double remaining(BackfillStatus status) {
		Duration remaining = status.progress().remaining();
		return (remaining != null) ? remaining.toMillis() / 1_000.0 : Double.NaN;
	}

	private static double rate(BackfillStatus status) {
		Double rate = status.progress().rowsPerSecond();
		return (rate != null) ? rate : 0;
	}

	private static double lag(BackfillStatus status) {
		Long estimated = status.progress().rowsEstimated();
		if (status.state() == BackfillState.COMPLETED) {
			return 0;
		}
		return (estimated != null) ? Math.rint(estimated * (1 - status.progress().fraction())) : Double.NaN;
	}

	/** Not a number is what is not known. */
	private double value(String name, ToDoubleFunction<BackfillStatus> function) {
		List<BackfillStatus> known = this.statuses.get();
		return (known == null) ? Double.NaN
				: known.stream()
					.filter((status) -> status.name().equals(name))
					.mapToDouble(function)
					.findFirst()
					.orElse(Double.NaN);
	}

}
