package io.migrator.backfill.work;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.backfill.BackfillStatus.Worker;
import io.migrator.backfill.work.Remembered.Entry;
import io.migrator.backfill.work.Remembered.Range;
import io.migrator.backfill.work.Remembered.Sums;
import org.jspecify.annotations.Nullable;

/**
 * Tells how far a backfill is: what was done exactly, what is left by estimates, for no
 * row is counted that was not touched anyway.
 */
final class ProgressEstimate {

	/** Nothing is quite done before it is done. */
	private static final double ALMOST = 0.999;

	private static final Duration LONGEST = Duration.ofDays(3_650);

	private final RecentRates rates = new RecentRates();

	/**
	 * Tells how far a backfill is.
	 * @param name its name
	 * @param entry what the database knows of it, or {@code null} if nothing
	 * @param now the server's clock
	 * @return the progress
	 */
	Progress progress(String name, @Nullable Entry entry, Instant now) {
		if (entry == null) {
			return new Progress(0, null, 0, 0, 0, 0, null, null, List.of(), 1);
		}
		Sums sums = entry.sums();
		long rows = sums.rowsBefore() + sums.rows();
		List<Worker> workers = entry.ranges()
			.stream()
			.filter((range) -> range.worker() != null)
			.map(this::worker)
			.toList();
		double fraction = fraction(entry);
		Double recent = this.rates.add(name, now, rows);
		boolean running = entry.known().state() == BackfillState.RUNNING && !workers.isEmpty();
		Double rate = running ? ((recent != null) ? recent : busyRate(sums, active(workers))) : null;
		return new Progress(rows, entry.rowsEstimated(), fraction, entry.quarantined(), sums.batches(), sums.failures(),
				rate, (rate != null) ? remaining(sums, fraction, rate, active(workers)) : null, workers, entry.round());
	}

	private Worker worker(Range range) {
		return new Worker((range.worker() != null) ? range.worker() : "", range.relation(),
				(range.position() != null) ? range.position().toString() : null,
				(range.batchSize() != null) ? range.batchSize() : 0, range.throttle());
	}

	private static int active(List<Worker> workers) {
		return (int) workers.stream().filter((worker) -> worker.throttle() == null).count();
	}

	private static double fraction(Entry entry) {
		BackfillState state = entry.known().state();
		if (state == BackfillState.COMPLETED || state == BackfillState.INCOMPLETE) {
			return 1;
		}
		Sums sums = entry.sums();
		if (sums.ranges() == 0) {
			return 0;
		}
		double done = sums.done();
		for (Range range : entry.ranges()) {
			done += fraction(entry, range);
		}
		return Math.min(ALMOST, done / sums.ranges());
	}

	/**
	 * The first range begins nowhere in particular, so its rows must tell.
	 */
	private static double fraction(Entry entry, Range range) {
		if (range.position() == null) {
			return 0;
		}
		Double fraction = null;
		if (range.after() != null && range.last() != null) {
			fraction = KeyFraction.of(range.after().values(), range.last().values(), range.position().values());
		}
		if (fraction == null && entry.rowsEstimated() != null && entry.rowsEstimated() > 0) {
			fraction = range.rows() * (double) entry.sums().ranges() / entry.rowsEstimated();
		}
		return (fraction != null) ? Math.min(ALMOST, fraction) : 0;
	}

	/**
	 * How many rows per second those who work now change, if they are as fast as batches
	 * of this round were.
	 */
	private static @Nullable Double busyRate(Sums sums, int workers) {
		return (sums.busyMillis() > 0) ? sums.rows() * 1_000.0 / sums.busyMillis() * workers : null;
	}

	/**
	 * Of a round that changes no rows, its batches' time must tell.
	 */
	private static @Nullable Duration remaining(Sums sums, double fraction, double rate, int workers) {
		if (fraction <= 0) {
			return null;
		}
		double seconds;
		if (rate > 0 && sums.rows() > 0) {
			seconds = sums.rows() * (1 - fraction) / fraction / rate;
		}
		else if (sums.rows() == 0 && workers > 0 && sums.busyMillis() > 0) {
			seconds = sums.busyMillis() / 1_000.0 * (1 - fraction) / fraction / workers;
		}
		else {
			return null;
		}
		return (seconds < LONGEST.toSeconds()) ? Duration.ofMillis((long) (seconds * 1_000)) : null;
	}

}
