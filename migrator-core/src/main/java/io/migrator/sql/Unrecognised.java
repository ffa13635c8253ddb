package io.migrator.sql;

/**
 * Leaves the reading of a statement that is none of those that can be run on a part of
 * the rows.
 */
final class Unrecognised extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param why a sentence
	 */
	Unrecognised(String why) {
		super(why, null, false, false);
	}

	String why() {
		return String.valueOf(getMessage());
	}

}
