package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * How a table is walked: found out once, at the beginning of a backfill. Where a table is
 * spread over servers, an implementation of its own finds the ranges on each of them.
 */
public interface TableWalk {

	/**
	 * Cuts the rows that are there now into ranges of about the same size, from the index
	 * or a sample, without counting rows.
	 * @param connection a connection
	 * @param wanted about how many ranges
	 * @return the ranges, at least one for each partition that has rows
	 * @throws SQLException whatever the server says
	 */
	List<KeyRange> ranges(Connection connection, int wanted) throws SQLException;

	/**
	 * Walks one of its partitions, or the table itself.
	 * @param relation the name as in {@link KeyRange#relation()}
	 * @return a cursor
	 */
	RowCursor cursor(String relation);

	/**
	 * About how many rows there are, as the server estimates.
	 * @return the estimate, or -1 if there is none
	 */
	long estimatedRows();

	/**
	 * Whether a row keeps its place in the walk for as long as it lives. Where it does
	 * not, as with {@code ctid}, a row can be missed that was changed meanwhile, and
	 * another round is needed until a round finds nothing.
	 * @return whether one round visits every row
	 */
	boolean isStable();

	/**
	 * How the table is walked, for people.
	 * @return such as {@code by id (primary key wallets_pkey)}
	 */
	String description();

}
