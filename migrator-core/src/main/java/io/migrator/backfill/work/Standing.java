package io.migrator.backfill.work;

import java.util.List;

/**
 * Whether a backfill is due, and if not, why.
 *
 * @param kind what can be expected of it
 * @param reasons why it does not go on, in words for people; for one that is at its end,
 * what they should know of it
 */
record Standing(Kind kind, List<String> reasons) {

	Standing {
		reasons = List.copyOf(reasons);
	}

	/**
	 * What can be expected of a backfill.
	 */
	enum Kind {

		/** It can be worked on. */
		DUE,

		/** Something else must happen first, and may by itself. */
		WAITING,

		/** Somebody must act first. */
		STUCK,

		/** There is nothing left to do, or nothing to do here. */
		OVER

	}

}
