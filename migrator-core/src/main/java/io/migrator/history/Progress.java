package io.migrator.history;

import org.jspecify.annotations.Nullable;

/**
 * How far a script came that cannot run in one transaction.
 *
 * @param statements how many statements it has, or 0 if unknown
 * @param done how many of them are committed
 * @param prefixChecksum hash of the tokens of the committed ones, or {@code null} if none
 * is
 * @param inFlight what was known of the database just before the statement after them was
 * sent outside a transaction, or {@code null} if none was
 */
public record Progress(int statements, int done, @Nullable String prefixChecksum, @Nullable String inFlight) {

	/**
	 * The progress of a script that was committed as a whole.
	 * @param statements how many statements it has
	 * @return the progress
	 */
	public static Progress complete(int statements) {
		return new Progress(statements, statements, null, null);
	}

	/**
	 * The progress of a script of which nothing is committed.
	 * @param statements how many statements it has, or 0 if unknown
	 * @return the progress
	 */
	public static Progress none(int statements) {
		return new Progress(statements, 0, null, null);
	}

}
