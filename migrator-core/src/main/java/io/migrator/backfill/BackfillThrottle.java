package io.migrator.backfill;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Holds backfills back while something else needs the database more. Asked between two
 * batches, outside of a transaction, and not more often than the settings say.
 */
@FunctionalInterface
public interface BackfillThrottle {

	/**
	 * Tells whether to hold back.
	 * @param connection a connection to look around with, in autocommit mode
	 * @param backfill the name of the backfill
	 * @param relation the table or partition that is worked on, qualified and quoted as
	 * SQL
	 * @return why to hold back, in words for people, or {@code null} to go on
	 * @throws SQLException if the server does not tell, which holds nothing back
	 */
	@Nullable String reason(Connection connection, String backfill, String relation) throws SQLException;

}
