package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.migrator.backfill.BackfillKey;

/**
 * Walks all ranges of a table in batches of random size, in a random order of the ranges,
 * and adds one to the column {@code visits} of each row.
 */
final class Walker {

	private final Random random;

	private final int maxRows;

	Walker(long seed, int maxRows) {
		this.random = new Random(seed);
		this.maxRows = maxRows;
	}

	/**
	 * Walks.
	 * @param connection a connection in autocommit mode
	 * @param walk how the table is walked
	 * @param ranges what to walk
	 * @return how many rows were visited in all
	 */
	long walk(Connection connection, TableWalk walk, List<KeyRange> ranges) throws SQLException {
		List<KeyRange> shuffled = new ArrayList<>(ranges);
		Collections.shuffle(shuffled, this.random);
		long visited = 0;
		for (KeyRange range : shuffled) {
			visited += walk(connection, walk.cursor(range.relation()), range);
		}
		return visited;
	}

	private long walk(Connection connection, RowCursor cursor, KeyRange range) throws SQLException {
		BackfillKey position = range.after();
		long visited = 0;
		while (true) {
			int rows = 1 + this.random.nextInt(this.maxRows);
			boolean within = this.random.nextBoolean();
			connection.setAutoCommit(!within);
			BackfillKey upTo = cursor.next(connection, position, range.last(), rows);
			if (upTo == null) {
				connection.setAutoCommit(true);
				return visited;
			}
			visited += visit(connection, cursor.relation(), cursor.condition("row", position, upTo));
			connection.setAutoCommit(true);
			position = upTo;
		}
	}

	static long visit(Connection connection, String relation, String condition) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return statement.executeUpdate(
					"UPDATE ONLY %s AS row SET visits = row.visits + 1 WHERE %s".formatted(relation, condition));
		}
	}

	static List<Long> numbers(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			List<Long> numbers = new ArrayList<>();
			while (row.next()) {
				numbers.add(row.getLong(1));
			}
			return numbers;
		}
	}

	static long number(Connection connection, String sql) throws SQLException {
		return numbers(connection, sql).get(0);
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * How the server would run a query, as it plans with the settings of the session.
	 */
	static String plan(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("EXPLAIN " + sql)) {
			StringBuilder plan = new StringBuilder();
			while (row.next()) {
				plan.append(row.getString(1)).append('\n');
			}
			return plan.toString();
		}
	}

}
