package io.migrator.run;

import java.time.Duration;

import io.migrator.history.HistoryWriter.Cost;

/**
 * Measures a run of a script over all its attempts.
 */
final class Stopwatch {

	private final long start = System.nanoTime();

	private final Duration before;

	private int attempts;

	private long rows;

	private long committedRows;

	private long transactionStart;

	private long longestTransaction;

	/**
	 * Starts to measure.
	 * @param spent what earlier tries cost
	 */
	Stopwatch(Cost spent) {
		this.before = spent.duration();
		this.attempts = spent.attempts();
		this.rows = spent.rowsAffected();
		this.committedRows = spent.rowsAffected();
		this.longestTransaction = spent.lockTime().toNanos();
	}

	int nextAttempt() {
		this.rows = this.committedRows;
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

	/**
	 * What was affected so far is there to stay, whatever becomes of this attempt.
	 */
	void committed() {
		this.committedRows = this.rows;
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
		return this.before.plusNanos(System.nanoTime() - this.start);
	}

	Cost cost() {
		return new Cost(this.attempts, this.rows, elapsed(), Duration.ofNanos(longestTransaction()));
	}

	Cost committedCost() {
		return new Cost(this.attempts, this.committedRows, elapsed(), Duration.ofNanos(this.longestTransaction));
	}

	long rows() {
		return this.rows;
	}

}
