package io.migrator.backfill.work;

import java.util.BitSet;

/**
 * How many ranges this process works on at once, each with a number by which its worker
 * is known.
 */
final class Seats {

	private final int count;

	private final BitSet taken = new BitSet();

	Seats(int count) {
		this.count = count;
	}

	/**
	 * Takes a seat.
	 * @return its number from 1, or 0 if all are taken
	 */
	synchronized int take() {
		int free = this.taken.nextClearBit(1);
		if (free > this.count) {
			return 0;
		}
		this.taken.set(free);
		return free;
	}

	synchronized void giveBack(int number) {
		this.taken.clear(number);
	}

	synchronized boolean areAllTaken() {
		return this.taken.cardinality() >= this.count;
	}

}
