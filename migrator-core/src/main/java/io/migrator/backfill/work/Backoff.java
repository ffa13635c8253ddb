package io.migrator.backfill.work;

import java.time.Duration;

/**
 * How long to wait before something is tried again: twice as long each time, and never
 * exactly as long as others wait.
 *
 * @param first after the first failure, at most
 * @param max in any case, at most
 */
record Backoff(Duration first, Duration max) {

	/** Long enough for a deadlock to be over, short enough for nobody to notice. */
	private static final Duration SHORT = Duration.ofMillis(100);

	static Backoff upTo(Duration max) {
		return new Backoff(SHORT, max);
	}

	/**
	 * The time to wait.
	 * @param failures how many failures there were in a row, from 1
	 * @param random a random number, from 0 to 1
	 * @return between half of the longest time for that many failures and all of it
	 */
	Duration after(int failures, double random) {
		double longest = Math.min(this.max.toMillis(), this.first.toMillis() * Math.pow(2, Math.min(failures, 40) - 1));
		return Duration.ofMillis((long) (longest * (0.5 + random / 2)));
	}

}
