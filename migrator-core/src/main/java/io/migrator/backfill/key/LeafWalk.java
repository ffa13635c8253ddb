package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How one table or partition is walked.
 */
interface LeafWalk {

	/**
	 * What is walked.
	 * @return the table or partition
	 */
	Leaf leaf();

	/**
	 * Walks it.
	 * @return a cursor
	 */
	RowCursor cursor();

	/**
	 * Cuts the rows that are there now into parts.
	 * @param connection a connection
	 * @param wanted how many parts at most
	 * @return the parts, in their order; none if there are no rows
	 * @throws SQLException whatever the server says
	 */
	List<KeyRange> ranges(Connection connection, int wanted) throws SQLException;

	/**
	 * Whether a row keeps its place.
	 * @return as {@link TableWalk#isStable()}
	 */
	boolean isStable();

	/**
	 * By what it is walked, for people.
	 * @param index whether to name the index
	 * @return such as {@code by tenant, id}
	 */
	String description(boolean index);

}
