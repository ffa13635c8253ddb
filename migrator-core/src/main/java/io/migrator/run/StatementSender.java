package io.migrator.run;

import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Consumer;

/**
 * Sends statements to the server in as few round trips as it can, losing no diagnostics.
 */
interface StatementSender {

	/**
	 * Executes statements in order, on a connection in autocommit mode, so that
	 * transactions are only those that the statements themselves begin and end.
	 * @param statements the statements, none of them a copy from standard input
	 * @param notices hears what the server remarks
	 * @return how many rows each of them inserted, updated, deleted or copied
	 * @throws StatementFailure if one fails; those after it were not executed
	 */
	long[] send(List<String> statements, Consumer<SQLWarning> notices) throws StatementFailure;

}
