package io.migrator.backfill;

import java.util.Locale;

/**
 * Where a backfill stands.
 */
public enum BackfillState {

	/** Not begun: a migration or another backfill must come first, or nobody works. */
	WAITING,

	/** Under way. */
	RUNNING,

	/** Somebody has stopped it for a while. */
	PAUSED,

	/** All rows were visited, but some are in quarantine. */
	INCOMPLETE,

	/** All rows are done, and its verify query finds none that is not. */
	COMPLETED,

	/** It cannot go on before somebody acts. */
	FAILED,

	/** Somebody has given it up. */
	CANCELLED;

	/**
	 * The word that is kept in the database and shown to people.
	 * @return the state in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The state of a word.
	 * @param word in lower case
	 * @return the state
	 */
	public static BackfillState of(String word) {
		return valueOf(word.toUpperCase(Locale.ROOT));
	}

}
