package io.migrator.backfill.work;

/**
 * Leads from a batch that fails to the rows that are to blame. The batch is tried again
 * as a whole at first; if that does not help it is halved again and again, until single
 * rows are left. After that batches grow again.
 */
final class Trouble {

	private static final int NONE = Integer.MAX_VALUE;

	private final int attempts;

	/** How many rows a batch may have at the moment. */
	private int limit = NONE;

	private int failures;

	/**
	 * Before the first failure.
	 * @param attempts how often a batch is tried before it is halved, from 1
	 */
	Trouble(int attempts) {
		this.attempts = attempts;
	}

	/**
	 * What to do after a failure.
	 */
	enum Step {

		/** Wait, then try the same again. */
		RETRY,

		/** Go on with less. */
		HALVE,

		/** The row fails alone: put it aside. */
		QUARANTINE

	}

	/**
	 * How many rows the next batch has.
	 * @param wanted how many it would have
	 * @return the same or less
	 */
	int limit(int wanted) {
		return Math.min(wanted, this.limit);
	}

	/**
	 * How often the same batch has failed.
	 * @return the number, 0 if it was not tried
	 */
	int failures() {
		return this.failures;
	}

	/**
	 * After a failure that was not about time or place.
	 * @param size how many rows the batch had, at most
	 * @param certain whether the same rows fail each time
	 * @return what to do
	 */
	Step failed(int size, boolean certain) {
		this.failures++;
		boolean halving = this.limit != NONE;
		if (size > 1) {
			if (!halving && this.failures < this.attempts) {
				return Step.RETRY;
			}
			this.limit = size / 2;
			this.failures = 0;
			return Step.HALVE;
		}
		if (this.failures < this.attempts && !(halving && certain)) {
			return Step.RETRY;
		}
		this.limit = 1;
		this.failures = 0;
		return Step.QUARANTINE;
	}

	/**
	 * After a batch that succeeded, or a row that was put aside.
	 * @param wanted how many rows the batch would have had
	 */
	void passed(int wanted) {
		this.failures = 0;
		if (this.limit != NONE) {
			this.limit = (this.limit >= wanted / 2) ? NONE : this.limit * 2;
		}
	}

}
