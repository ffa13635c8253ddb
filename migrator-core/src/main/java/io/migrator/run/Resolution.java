package io.migrator.run;

/**
 * What an operator says of a migration that people mended by hand.
 */
public enum Resolution {

	/** The database is as the migration would have left it. */
	APPLIED,

	/** The database is as it was before the migration. */
	ROLLED_BACK

}
