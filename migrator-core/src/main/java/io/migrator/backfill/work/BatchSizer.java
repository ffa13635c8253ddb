package io.migrator.backfill.work;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Says how many rows the next batch should have, so that batches take about as long as
 * they should. Immutable: every batch gives another one.
 *
 * @param min how many rows a batch has at least, unless one timed out
 * @param max how many rows a batch has at most
 * @param size how many rows the next batch should have
 * @param nanosPerRow what a row costs, an exponential average; 0 if that is not known yet
 */
record BatchSizer(int min, int max, int size, double nanosPerRow) {

	/** Small enough for a first try at rows of which nobody knows what they cost. */
	private static final int FIRST = 500;

	/** How much the last batch counts. */
	private static final double WEIGHT = 0.4;

	/** One quick batch, at rows that were done already, must not lead to a huge one. */
	private static final double GROWTH = 1.5;

	/** From here on there is no waiting for the average to follow. */
	private static final double TOO_LONG = 2;

	/**
	 * Before the first batch of a range.
	 * @param min how many rows a batch has at least, from 1
	 * @param max how many rows a batch has at most, not below {@code min}
	 * @param last how many rows the last batch of whoever worked on it before had, or
	 * {@code null} if nobody did
	 * @return what says the size of the first batch
	 */
	static BatchSizer first(int min, int max, @Nullable Integer last) {
		return new BatchSizer(min, max, Math.max(min, Math.min(max, (last != null) ? last : FIRST)), 0);
	}

	/**
	 * After a batch that was committed.
	 * @param rows how many rows it visited; nothing is learned from none
	 * @param took how long it took
	 * @param target how long it should have taken
	 * @return what says the size of the next one
	 */
	BatchSizer after(int rows, Duration took, Duration target) {
		if (rows <= 0) {
			return this;
		}
		double last = Math.max(took.toNanos(), 1) / (double) rows;
		boolean tooLong = took.toNanos() > TOO_LONG * target.toNanos();
		double cost = (this.nanosPerRow == 0 || tooLong) ? last : (WEIGHT * last + (1 - WEIGHT) * this.nanosPerRow);
		double wanted = Math.min(target.toNanos() / cost, Math.ceil(this.size * GROWTH));
		// even if batches are to grow up to the least size again, after one that timed
		// out
		int least = Math.min(this.min, (int) Math.ceil(this.size * GROWTH));
		return new BatchSizer(this.min, this.max, (int) Math.max(least, Math.min(this.max, wanted)), cost);
	}

	/**
	 * After a batch that ran into a time-out, from which no cost can be learned.
	 * @return what says half the size, even less than the least, for a batch that cannot
	 * end helps nobody
	 */
	BatchSizer halved() {
		return new BatchSizer(this.min, this.max, Math.max(1, this.size / 2), 0);
	}

}
