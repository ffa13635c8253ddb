package io.migrator.run;

import java.time.Duration;

import io.migrator.history.HistoryWriter.Cost;

/**
 * Measures a run of a script over all its attempts.
 */
final class Stopwatch {

	private final long start = System.nanoTime();

	private int attempts;

	private long rows;

	private long transactionStart;

	private long longestTransaction;

	/**
	 * Starts to measure.
	 * @param attempts how many there were before
	 */
	Stopwatch(int attempts) {
		this.attempts = attempts;
	}

	int nextAttempt() {
		return ++this.attempts;
	}

	int attempts() {
		return this.attempts;
	}

	void affected(long rows) {
		this.rows += rows;
	}

	void transactionStarts() {
		this.transactionStart = System.nanoTime();
	}

	void transactionEnds() {
		this.longestTransaction = longestTransaction();
		this.transactionStart = 0;
	}

	private long longestTransaction() {
		long open = (this.transactionStart != 0) ? System.nanoTime() - this.transactionStart : 0;
		return Math.max(this.longestTransaction, open);
	}

	Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

	Cost cost() {
		return new Cost(this.attempts, this.rows, elapsed(), Duration.ofNanos(longestTransaction()));
	}

	long rows() {
		return this.rows;
	}

}
