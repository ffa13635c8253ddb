package io.migrator.backfill.work;

import java.sql.Connection;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.RowCursor;
import org.jspecify.annotations.Nullable;

/**
 * Does what a backfill does to the rows between two keys.
 */
@FunctionalInterface
interface BatchWork {

	/**
	 * Works on a part of the rows, in a transaction that is open.
	 * @param connection the transaction's connection
	 * @param cursor the table
	 * @param after the key behind which the part begins, or {@code null} for the first
	 * row
	 * @param upTo its last key
	 * @return how many rows were changed
	 * @throws Exception if it fails
	 */
	long run(Connection connection, RowCursor cursor, @Nullable BackfillKey after, BackfillKey upTo) throws Exception;

}
