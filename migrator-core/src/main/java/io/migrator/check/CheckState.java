package io.migrator.check;

import java.util.Locale;

/**
 * Where a check stands.
 */
public enum CheckState {

	/** All was as it expects when it was last run. */
	PASSED,

	/** It found something, or could not be run to its end. */
	FAILED,

	/** A migration or a backfill must come first. */
	WAITING,

	/** It was not run yet, or not since its file was changed. */
	UNCHECKED;

	/**
	 * The state as people and scripts read it.
	 * @return one word in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
