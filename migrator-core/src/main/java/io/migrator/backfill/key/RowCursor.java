package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;

import io.migrator.backfill.BackfillKey;
import org.jspecify.annotations.Nullable;

/**
 * Walks one table, or one partition of it, in the order of a key.
 */
public interface RowCursor {

	/**
	 * What is walked.
	 * @return its name, qualified and quoted as SQL
	 */
	String relation();

	/**
	 * Finds where a batch ends.
	 * @param connection a connection
	 * @param after the key behind which it begins, or {@code null} for the first row
	 * @param last the last key that it may reach, or {@code null} for no limit
	 * @param rows how many rows it is to have
	 * @return its last key, or {@code null} if no row is left
	 * @throws SQLException whatever the server says
	 */
	@Nullable BackfillKey next(Connection connection, @Nullable BackfillKey after, @Nullable BackfillKey last, int rows)
			throws SQLException;

	/**
	 * A batch as a condition of SQL that the index serves.
	 * @param row what a row of the table is called there
	 * @param after the key behind which it begins, or {@code null} for the first row
	 * @param upTo its last key
	 * @return the condition
	 */
	String condition(String row, @Nullable BackfillKey after, BackfillKey upTo);

}
