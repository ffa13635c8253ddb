package io.migrator.history;

import java.util.Locale;

/**
 * What the history remembers of a migration.
 */
public enum HistoryState {

	/** Begun outside a single transaction, and not yet ended. */
	RUNNING,

	/** Done. */
	APPLIED,

	/** Tried and failed. */
	FAILED,

	/** Taken back by its down script, or by hand. */
	ROLLED_BACK;

	/**
	 * The word that stands in the table.
	 * @return the name in lower case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	static HistoryState of(String label) {
		return valueOf(label.toUpperCase(Locale.ROOT));
	}

}
