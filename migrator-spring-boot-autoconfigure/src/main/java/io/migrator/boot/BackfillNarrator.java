package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import io.migrator.backfill.BackfillState;
import io.migrator.boot.format.Durations;
import io.migrator.boot.format.Progresses;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.run.MigratorEvent.BackfillRowQuarantined;
import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.run.MigratorEvent.BackfillThrottled;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Tells in words what becomes of backfills: what begins, ends, fails or holds back, with
 * what to do about it. What happens over and over is told ever more rarely.
 */
public final class BackfillNarrator implements MigrationListener {

	/** A batch that failed once is an everyday matter. */
	private static final int FAILURES_BEFORE_WARNING = 3;

	private static final int ROWS_SHOWN = 10;

	/** Holding back and going on may take turns every second. */
	private static final Duration SILENCE_ABOUT_THROTTLES = Duration.ofMinutes(5);

	private final Clock clock;

	private final BiConsumer<Level, String> lines;

	private final Map<String, Throttling> throttled = new HashMap<>();

	private final Map<String, Long> quarantined = new HashMap<>();

	/**
	 * Creates a narrator.
	 * @param clock tells for how long something was not told
	 * @param lines takes each line with its level; called by one thread at a time
	 */
	public BackfillNarrator(Clock clock, BiConsumer<Level, String> lines) {
		this.clock = clock;
		this.lines = lines;
	}

	@Override
	public synchronized void onEvent(MigratorEvent event) {
		if (event instanceof BackfillStarted started) {
			started(started);
		}
		else if (event instanceof BackfillBatchFailed failed) {
			failed(failed);
		}
		else if (event instanceof BackfillRowQuarantined row) {
			quarantined(row);
		}
		else if (event instanceof BackfillThrottled throttling) {
			throttled(throttling);
		}
		else if (event instanceof BackfillStateChanged changed) {
			changed(changed);
		}
	}

	private void started(BackfillStarted started) {
		this.quarantined.remove(started.name());
		if (started.ranges() == 0) {
			tell(Level.INFO, "Backfill %s begins: %s", started.name(), started.walk());
			return;
		}
		String rows = (started.rowsEstimated() >= 0) ? "about " + Progresses.rows(started.rowsEstimated()) + " " : "";
		tell(Level.INFO, "Backfill %s begins%s: %s%s, %s", started.name(),
				(started.round() > 1) ? " round " + started.round() : "", rows, started.walk(),
				(started.ranges() == 1) ? "1 range" : started.ranges() + " ranges");
	}

	private void failed(BackfillBatchFailed failed) {
		String when = failed.retryIn().isZero() ? "halves" : Durations.format(failed.retryIn());
		if (failed.attempt() < FAILURES_BEFORE_WARNING) {
			tell(Level.DEBUG, "A batch of backfill %s failed (attempt %s), tries again in %s: %s", failed.name(),
					failed.attempt(), when, failed.error());
		}
		else {
			tell(Level.WARN, "A batch of backfill %s failed %s times, tries again in %s: %s%s", failed.name(),
					failed.attempt(), when, failed.error(), state(failed.sqlState()));
		}
	}

	private void quarantined(BackfillRowQuarantined row) {
		long count = this.quarantined.merge(row.name(), 1L, Long::sum);
		if (count <= ROWS_SHOWN) {
			tell(Level.WARN, "Backfill %s put a row aside and goes on: %s (%s): %s", row.name(), row.relation(),
					row.key(), row.error());
		}
		else if (isPowerOfTen(count - 1)) {
			tell(Level.WARN, "Backfill %s has put more than %s aside; 'migrator backfill status %s' shows them",
					row.name(), Progresses.rows(count - 1), row.name());
		}
	}

	private static boolean isPowerOfTen(long number) {
		long power = number;
		while (power % 10 == 0) {
			power /= 10;
		}
		return power == 1;
	}

	private void throttled(BackfillThrottled event) {
		Throttling throttling = this.throttled.computeIfAbsent(event.name(), (name) -> new Throttling());
		Instant now = this.clock.instant();
		if (event.reason() != null) {
			boolean begins = throttling.workers.isEmpty();
			throttling.workers.add(event.worker());
			if (begins) {
				throttling.since = now;
				throttling.told = throttling.lastTold == null
						|| !now.isBefore(throttling.lastTold.plus(SILENCE_ABOUT_THROTTLES));
				if (throttling.told) {
					throttling.lastTold = now;
					tell(Level.INFO, "Backfill %s holds back: %s", event.name(), event.reason());
				}
			}
		}
		else if (throttling.workers.remove(event.worker()) && throttling.workers.isEmpty() && throttling.told) {
			tell(Level.INFO, "Backfill %s goes on after %s", event.name(),
					Durations.format(Duration.between(throttling.since, now)));
		}
	}

	private void changed(BackfillStateChanged changed) {
		this.throttled.remove(changed.name());
		String name = changed.name();
		String rows = Progresses.rows(changed.rows());
		String reason = (changed.reason() != null) ? ": " + changed.reason() : "";
		switch (BackfillState.of(changed.state())) {
			case COMPLETED -> tell(Level.INFO, "Backfill %s is completed: %s changed", name, rows);
			case INCOMPLETE -> tell(Level.WARN, """
					Backfill %s is incomplete%s; %s changed
					Next: 'migrator backfill status %s' shows them; mend what they stumble over, then \
					'migrator backfill retry %s'""", name, reason, rows, name, name);
			case FAILED -> tell(Level.ERROR, """
					Backfill %s has failed%s
					Database: %s changed, which is committed
					Next: mend what it stumbled over, then 'migrator backfill resume %s'""", name, reason, rows, name);
			case PAUSED -> tell(Level.INFO, "Backfill %s is paused%s", name, reason);
			case CANCELLED -> tell(Level.INFO, "Backfill %s is cancelled%s; what was committed stays", name, reason);
			case RUNNING -> tell(Level.INFO, "Backfill %s is running%s", name, reason);
			case WAITING -> tell(Level.INFO, "Backfill %s is waiting%s", name, reason);
		}
	}

	private void tell(Level level, String format, Object... values) {
		this.lines.accept(level, format.formatted(values));
	}

	private static String state(@Nullable String sqlState) {
		return (sqlState != null) ? " (SQLState " + sqlState + ")" : "";
	}

	/**
	 * Who holds back, and what was said of it.
	 */
	private static final class Throttling {

		private final Set<String> workers = new HashSet<>();

		private Instant since = Instant.EPOCH;

		private @Nullable Instant lastTold;

		private boolean told;

	}

}
