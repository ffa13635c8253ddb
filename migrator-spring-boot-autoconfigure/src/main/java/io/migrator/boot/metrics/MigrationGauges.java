package io.migrator.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.run.MigratorEvent.DeployFailed;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import org.jspecify.annotations.Nullable;

/**
 * Tells where the migrations stand by files and history together, the same on every
 * replica of one version.
 */
class MigrationGauges implements MigrationListener, MeterBinder {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);

	private final Reading<Standing> standing;

	MigrationGauges(Supplier<Plan> plan, Clock clock) {
		this.standing = new Reading<>(() -> Standing.of(plan.get()), TIME_TO_LIVE, clock);
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DeployFinished || event instanceof DeployFailed || event instanceof MigrationRolledBack
				|| event instanceof BackfillStateChanged) {
			this.standing.forget();
		}
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (MigrationState state : MigrationState.values()) {
			Gauge
				.builder("migrator.migrations", this,
						(gauges) -> gauges.value((known) -> known.counts().getOrDefault(state, 0)))
				.tag("state", state.label())
				.baseUnit("migrations")
				.description("Migrations by where they stand; held are those that wait for something")
				.register(registry);
		}
		Gauge.builder("migrator.plan.problems", this, (gauges) -> gauges.value(Standing::problems))
			.baseUnit("problems")
			.description("Contradictions of files and history that keep a deploy from beginning")
			.register(registry);
		TimeGauge
			.builder("migrator.migrations.last.success", this, TimeUnit.SECONDS,
					(gauges) -> gauges.value(Standing::lastSuccess))
			.description("When a migration was last applied, since 1970 by the server's clock")
			.register(registry);
	}

	/** Not a number is what is not known. */
	private double value(ToDoubleFunction<Standing> function) {
		Standing known = this.standing.get();
		return (known != null) ? function.applyAsDouble(known) : Double.NaN;
	}

	/**
	 * What is told of a plan.
	 *
	 * @param counts migrations by state; none held that are for other environments
	 * @param problems what stops a deploy
	 * @param last when a migration was last applied, or {@code null} if none was
	 */
	private record Standing(Map<MigrationState, Integer> counts, int problems, @Nullable Instant last) {

		static Standing of(Plan plan) {
			Map<MigrationState, Integer> counts = new EnumMap<>(plan.summary());
			counts.put(MigrationState.HELD, plan.held().size());
			Instant last = plan.migrations()
				.stream()
				.map((migration) -> appliedAt(migration.history()))
				.filter(Objects::nonNull)
				.max(Instant::compareTo)
				.orElse(null);
			return new Standing(counts, plan.problems().size(), last);
		}

		private static @Nullable Instant appliedAt(@Nullable HistoryEntry entry) {
			return (entry != null && entry.state() == HistoryState.APPLIED) ? entry.finishedAt() : null;
		}

		double lastSuccess() {
			return (this.last != null) ? this.last.toEpochMilli() / 1_000.0 : Double.NaN;
		}

	}

}
