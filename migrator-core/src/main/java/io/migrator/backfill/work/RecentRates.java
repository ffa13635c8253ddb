package io.migrator.backfill.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Tells how fast backfills are by what was read of them a moment ago, in this process and
 * by the server's clock: pauses and other replicas are so in it, and nothing is written
 * for it. Safe for use by several threads.
 */
final class RecentRates {

	/** Two readings must be this far apart to say something. */
	private static final Duration LEAST = Duration.ofSeconds(2);

	private static final Duration MOST = Duration.ofMinutes(1);

	private static final Duration BETWEEN = Duration.ofSeconds(1);

	private final Map<String, Deque<Reading>> readings = new HashMap<>();

	/**
	 * Remembers a reading.
	 * @param name the backfill
	 * @param at when, by the server's clock
	 * @param rows how many rows were changed by then
	 * @return how many rows per second were changed since an earlier reading within the
	 * last minute, or {@code null} if there is none
	 */
	synchronized @Nullable Double add(String name, Instant at, long rows) {
		Deque<Reading> before = this.readings.computeIfAbsent(name, (key) -> new ArrayDeque<>());
		if (!before.isEmpty() && (before.getLast().rows() > rows || before.getLast().at().isAfter(at))) {
			before.clear();
		}
		while (!before.isEmpty() && before.getFirst().at().isBefore(at.minus(MOST))) {
			before.removeFirst();
		}
		Reading first = before.peekFirst();
		if (first == null || !before.getLast().at().isAfter(at.minus(BETWEEN))) {
			before.addLast(new Reading(at, rows));
		}
		if (first == null) {
			return null;
		}
		Duration time = Duration.between(first.at(), at);
		return (time.compareTo(LEAST) >= 0) ? (rows - first.rows()) / (time.toNanos() / 1e9) : null;
	}

	/**
	 * A reading.
	 *
	 * @param at when
	 * @param rows how many rows were changed
	 */
	private record Reading(Instant at, long rows) {
	}

}
