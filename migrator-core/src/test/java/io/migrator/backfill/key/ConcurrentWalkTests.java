package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.migrator.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks while others insert, update and delete.
 */
class ConcurrentWalkTests {

	private static final int ROWS = 12_000;

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "id bigint | id | i * 10", "id uuid | id | md5(i::text)::uuid",
					"a int, id timestamptz | a, id | i % 3, timestamptz '2024-01-01' + i * interval '1 s'",
					"id text | id DESC | md5(i::text)" })
	void everyRowThatWasThereAtTheStartIsVisitedOnce(String columns, String key, String value) throws Exception {
		try (TestDatabase database = TestDatabase.create();
				Connection connection = database.dataSource().getConnection()) {
			Walker.execute(connection,
					"""
							CREATE TABLE t (visits int NOT NULL DEFAULT 0, original boolean NOT NULL, n int NOT NULL, note text, %s);
							INSERT INTO t SELECT 0, true, i, 'x', %s FROM generate_series(1, %d) AS i;
							CREATE INDEX ON t (n);
							"""
						.formatted(columns, value, ROWS));
			for (String column : key.replace(" DESC", "").split(", ")) {
				Walker.execute(connection, "ALTER TABLE t ALTER %s SET NOT NULL".formatted(column));
			}
			Walker.execute(connection, "CREATE UNIQUE INDEX t_key ON t (%s)".formatted(key));
			List<KeyRange> ranges = TableWalks.find(connection, "t", List.of()).ranges(connection, 6);
			assertThat(ranges).hasSize(6);
			AtomicBoolean done = new AtomicBoolean();
			ExecutorService threads = Executors.newFixedThreadPool(4);
			try {
				List<Future<Long>> disturbers = List.of(threads.submit(disturber(database, value, done, 1)),
						threads.submit(disturber(database, value, done, 2)));
				List<Future<Long>> walkers = new ArrayList<>();
				for (int i = 0; i < 2; i++) {
					walkers.add(threads.submit(walker(database, ranges.subList(3 * i, 3 * i + 3), i)));
				}
				for (Future<Long> walker : walkers) {
					assertThat(walker.get()).isPositive();
				}
				done.set(true);
				for (Future<Long> disturber : disturbers) {
					assertThat(disturber.get()).isGreaterThan(100);
				}
			}
			finally {
				done.set(true);
				threads.shutdownNow();
			}
			assertThat(Walker.number(connection, "SELECT count(*) FROM t WHERE original AND visits <> 1")).isZero();
			assertThat(Walker.number(connection, "SELECT count(*) FROM t WHERE NOT original AND visits > 1")).isZero();
			assertThat(Walker.number(connection, "SELECT count(*) FROM t WHERE original")).isLessThan(ROWS);
			assertThat(Walker.number(connection, "SELECT count(*) FROM t WHERE NOT original")).isPositive();
		}
	}

	private static Callable<Long> walker(TestDatabase database, List<KeyRange> ranges, int seed) {
		return () -> {
			try (Connection connection = database.dataSource().getConnection()) {
				return new Walker(seed, 80).walk(connection, TableWalks.find(connection, "t", List.of()), ranges);
			}
		};
	}

	private static Callable<Long> disturber(TestDatabase database, String value, AtomicBoolean done, int seed) {
		return () -> {
			Random random = new Random(seed);
			long changes = 0;
			try (Connection connection = database.dataSource().getConnection()) {
				while (!done.get()) {
					String chosen = "(SELECT n FROM t WHERE n = %d FOR UPDATE SKIP LOCKED)"
						.formatted(1 + random.nextInt(ROWS));
					changes += switch (random.nextInt(3)) {
						case 0 -> change(connection, "DELETE FROM t WHERE n = " + chosen);
						case 1 -> change(connection, "UPDATE t SET note = repeat('y', %d) WHERE n = %s"
							.formatted(random.nextInt(500), chosen));
						default -> change(connection,
								("INSERT INTO t SELECT 0, false, -1, 'new', %s FROM "
										+ "(VALUES (%s)) AS v (i) ON CONFLICT DO NOTHING")
									.formatted(value, ROWS + random.nextInt(ROWS) - random.nextInt(ROWS)));
					};
				}
			}
			return changes;
		};
	}

	private static int change(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return statement.executeUpdate(sql);
		}
	}

}
