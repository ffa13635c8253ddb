package io.migrator.schema.ddl;

/**
 * What a change of an object takes.
 */
enum Verdict {

	/** The object is altered, and whatever stands on it does not notice. */
	ALTER,

	/** The object is altered, and what stands on it must be out of the way. */
	DISTURB,

	/** The object is dropped and made anew, and so is all that stands on it. */
	REPLACE,

	/** The object cannot be changed by statements of ours. */
	UNSUPPORTED

}
