package io.migrator.benchmarks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A way to fill a column that people write by hand; each prints what its batches cost.
 */
enum BackfillWay {

	/** One statement. */
	SINGLE {

		@Override
		void run(Connection connection, int size, Duration atMost) throws SQLException {
			execute(connection, SET);
		}

	},

	/** Along the key, from the last key of one batch to that of the next. */
	KEYSET {

		@Override
		void run(Connection connection, int size, Duration atMost) throws SQLException {
			String after = null;
			while (true) {
				String behind = (after != null) ? "id > '" + after + "'" : "true";
				String upTo = value(connection,
						"""
								SELECT max(id::text) FROM (SELECT id FROM accounts WHERE %s ORDER BY id OFFSET %d LIMIT 1) AS next"""
							.formatted(behind, size - 1));
				if (upTo == null) {
					batch(connection, SET + " WHERE " + behind);
					return;
				}
				batch(connection, SET + " WHERE " + behind + " AND id <= '" + upTo + "'");
				after = upTo;
			}
		}

	},

	/** The next that are still empty, looked for anew each time. */
	STILL_EMPTY {

		@Override
		void run(Connection connection, int size, Duration atMost) throws SQLException {
			long start = System.nanoTime();
			String sql = SET
					+ " WHERE id IN (SELECT id FROM accounts WHERE cents IS NULL ORDER BY id LIMIT %d)".formatted(size);
			while (System.nanoTime() - start < atMost.toNanos() && batch(connection, sql) > 0) {
				continue;
			}
		}

	},

	/** By counting rows from the beginning each time. */
	OFFSET {

		@Override
		void run(Connection connection, int size, Duration atMost) throws SQLException {
			long start = System.nanoTime();
			for (long offset = 0; System.nanoTime() - start < atMost.toNanos(); offset += size) {
				if (batch(connection, SET + " WHERE id IN (SELECT id FROM accounts ORDER BY id LIMIT %d OFFSET %d)"
					.formatted(size, offset)) == 0) {
					return;
				}
			}
		}

	};

	/** What is done to each row. */
	static final String SET = "UPDATE accounts SET cents = round(balance * 100)";

	/**
	 * Fills the column.
	 * @param connection a connection in autocommit mode
	 * @param size rows of a batch
	 * @param atMost when to give up, for those that get slower and slower
	 * @throws SQLException whatever the server says
	 */
	abstract void run(Connection connection, int size, Duration atMost) throws SQLException;

	private static long batch(Connection connection, String sql) throws SQLException {
		long start = System.nanoTime();
		long rows = execute(connection, sql);
		if (rows > 0) {
			BackfillMain.print(rows, System.nanoTime() - start);
		}
		return rows;
	}

	private static long execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return statement.executeLargeUpdate(sql);
		}
	}

	private static String value(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}
