package io.migrator.plan;

import java.util.Locale;

/**
 * Where a migration stands, seen from files and history together.
 */
public enum MigrationState {

	/** Done. */
	APPLIED,

	/** Will be applied by the next deploy. */
	PENDING,

	/** Tried and failed; the next deploy tries again. */
	FAILED,

	/** Applied, but the file says something else now. */
	CHANGED,

	/** Applied, but not among the files. */
	MISSING,

	/** Pending, and something must happen first. */
	HELD,

	/** Taken back; the next deploy applies it again. */
	ROLLED_BACK;

	/**
	 * The word that people and scripts read.
	 * @return the name in lower case
	 */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
