package io.migrator.plan;

/**
 * What to do with a pending migration that sorts before one that is already applied.
 */
public enum OutOfOrder {

	/** Apply it, with a warning. */
	APPLY,

	/** Stop the deploy. */
	FAIL

}
