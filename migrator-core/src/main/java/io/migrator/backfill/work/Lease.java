package io.migrator.backfill.work;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.KeyRange;
import org.jspecify.annotations.Nullable;

/**
 * The right to work on a range, for as long as its row has this token.
 *
 * @param name the backfill
 * @param number the range, {@link #LAST} for what is left when all ranges are done
 * @param token the number of the transaction that claimed it, which the server never
 * gives twice
 * @param range what to walk; its relation is empty for what is not a table's range
 * @param walk how the table was walked when it was cut into ranges, in words
 * @param round which round this is, from 1
 * @param parallel how many may work on the backfill, as an operator said, or {@code null}
 * @param batchSize rows of the last batch of whoever worked on it before, or {@code null}
 * @param worker whose right it is
 */
record Lease(String name, int number, long token, KeyRange range, String walk, int round, @Nullable Integer parallel,
		@Nullable Integer batchSize, String worker) {

	/** The number of what is no range: to look whether everything is done, and say so. */
	static final int LAST = 0;

	/**
	 * What a worker finds when it makes sure that a range is still its own.
	 *
	 * @param position the key that it has come to, or {@code null} at the beginning
	 * @param done whether the range is done
	 * @param orders what operators say
	 */
	record Fence(@Nullable BackfillKey position, boolean done, Orders orders) {
	}

}
