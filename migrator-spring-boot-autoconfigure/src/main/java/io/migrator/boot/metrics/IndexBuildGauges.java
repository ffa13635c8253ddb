package io.migrator.boot.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.IndexBuildProgress;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import org.jspecify.annotations.Nullable;

/**
 * How far an index is that a migration of this process has built; there is no gauge while
 * it builds none.
 */
class IndexBuildGauges implements MigrationListener, MeterBinder {

	private final List<MultiGauge> gauges = new CopyOnWriteArrayList<>();

	private volatile @Nullable IndexBuildProgress progress;

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof IndexBuildProgress now) {
			show(now);
		}
		else if (this.progress != null && isEnd(event)) {
			show(null);
		}
	}

	/** Under the migrator's lock there is one build at a time. */
	private static boolean isEnd(MigratorEvent event) {
		return event instanceof StatementsExecuted || event instanceof MigrationApplied
				|| event instanceof MigrationFailed || event instanceof MigrationRolledBack
				|| event instanceof BlockedByLock;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.gauges.add(MultiGauge.builder("migrator.index.build.fraction")
			.description("About how much of an index is built that a migration waits for, 0 to 1")
			.register(registry));
		show(this.progress);
	}

	private synchronized void show(@Nullable IndexBuildProgress now) {
		this.progress = now;
		List<MultiGauge.Row<?>> rows = (now == null) ? List.of() : List
			.of(MultiGauge.Row.of(Tags.of("migration", now.id(), "index", now.build().name()), now.build().fraction()));
		this.gauges.forEach((gauge) -> gauge.register(rows, true));
	}

}
