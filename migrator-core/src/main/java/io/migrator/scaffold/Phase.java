package io.migrator.scaffold;

import java.util.Locale;

/**
 * What a step of a change is for.
 */
public enum Phase {

	/** Makes what is new beside what is old, and keeps both in step. */
	EXPAND,

	/** Brings the rows that were there before into step. */
	BACKFILL,

	/** Builds the indexes of what is new. */
	INDEXES,

	/**
	 * Makes what is new as good as what is old, so that the application can change over.
	 */
	SWITCH,

	/** Proves constraints by the rows that were there before. */
	VALIDATE,

	/** Takes away what is old. */
	CONTRACT;

	/**
	 * The phase as it is called in names and messages.
	 * @return a word in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
