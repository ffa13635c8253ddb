package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migrator.backfill.BackfillKey;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BlockCursorTests {

	private static final int ROWS = 20_000;

	private TestDatabase database;

	private Connection connection;

	@BeforeEach
	void create() throws SQLException {
		this.database = TestDatabase.create();
		this.connection = this.database.dataSource().getConnection();
		Walker.execute(this.connection, """
				CREATE TABLE t (id int, note text) WITH (autovacuum_enabled = false);
				INSERT INTO t SELECT i, repeat('x', i %% 200) FROM generate_series(1, %d) i;
				""".formatted(ROWS));
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	private TableWalk find() throws SQLException {
		return TableWalks.find(this.connection, "t", List.of());
	}

	/** Reads instead of writing, since what is written moves. */
	private List<List<Long>> batches(TableWalk walk, int ranges, int rows) throws SQLException {
		RowCursor cursor = walk.cursor("public.t");
		List<List<Long>> batches = new ArrayList<>();
		for (KeyRange range : walk.ranges(this.connection, ranges)) {
			BackfillKey after = range.after();
			BackfillKey upTo = cursor.next(this.connection, after, range.last(), rows);
			while (upTo != null) {
				batches.add(Walker.numbers(this.connection,
						"SELECT id FROM ONLY public.t AS row WHERE " + cursor.condition("row", after, upTo)));
				after = upTo;
				upTo = cursor.next(this.connection, after, range.last(), rows);
			}
		}
		return batches;
	}

	@ParameterizedTest
	@ValueSource(ints = { 7, 500, 1201, 3000, 1_000_000 })
	void visitsEveryRowOnceWhenNobodyWrites(int rows) throws SQLException {
		for (String statistics : List.of("SELECT 1", "ANALYZE t")) {
			Walker.execute(this.connection, statistics);
			List<List<Long>> batches = batches(find(), 3, rows);
			assertThat(batches.stream().flatMap(List::stream).toList()).hasSize(ROWS).doesNotHaveDuplicates();
			assertThat(batches.get(0).size()).isBetween(Math.min(rows, ROWS / 3) / 3, 2 * rows);
		}
	}

	@Test
	void singleRowsCanBeIsolated() throws SQLException {
		Walker.execute(this.connection, "DELETE FROM t WHERE id % 3 <> 0 OR id BETWEEN 2000 AND 15000");
		Walker.execute(this.connection, "VACUUM t");
		List<List<Long>> batches = batches(find(), 2, 1);
		assertThat(batches).allSatisfy((batch) -> assertThat(batch).hasSize(1));
		assertThat(new HashSet<>(batches)).hasSize((int) Walker.number(this.connection, "SELECT count(*) FROM t"));
	}

	@Test
	void rowsThatWereThereAtTheStartAreReachedWhileTheyMove() throws SQLException {
		Walker.execute(this.connection, "ALTER TABLE t ADD visits int NOT NULL DEFAULT 0");
		TableWalk walk = find();
		List<KeyRange> ranges = walk.ranges(this.connection, 2);
		RowCursor cursor = walk.cursor("public.t");
		BackfillKey end = ranges.get(1).last();
		new Walker(5, 900).walk(this.connection, walk, ranges);
		assertThat(Walker.number(this.connection, "SELECT min(visits) FROM t")).isPositive();
		assertThat(cursor.next(this.connection, end, end, 10)).isNull();
		// the new versions are behind the end, so that the walk has one
		assertThat(cursor.next(this.connection, end, null, 10)).isNotNull();
	}

	@Test
	void batchesAreRangesOfBlocks() throws SQLException {
		BlockCursor cursor = (BlockCursor) find().cursor("public.t");
		BackfillKey one = cursor.next(this.connection, null, null, 2000);
		BackfillKey two = cursor.next(this.connection, one, null, 2000);
		for (String statistics : List.of("SELECT 1", "ANALYZE t")) {
			Walker.execute(this.connection, statistics);
			assertThat(Walker.plan(this.connection,
					"UPDATE ONLY t AS row SET note = '' WHERE " + cursor.condition("row", one, two)))
				.contains("Tid Range Scan")
				.doesNotContain("Seq Scan");
			assertThat(Walker.plan(this.connection,
					"DELETE FROM ONLY t AS row WHERE " + cursor.condition("row", null, one)))
				.contains("Tid Range Scan");
			assertThat(Walker.plan(this.connection,
					cursor.look(BlockPosition.of("t", one), BlockPosition.of("t", two), 100)))
				.contains("Tid Range Scan");
		}
	}

	@Test
	void aTableThatIsAlmostEmptyIsReadInPortions() throws SQLException {
		Walker.execute(this.connection, "DELETE FROM t WHERE id NOT IN (9000, 19000)");
		Walker.execute(this.connection, "VACUUM (TRUNCATE false) t");
		Set<Long> found = new HashSet<>();
		for (int rows : new int[] { 1, 1500 }) {
			List<List<Long>> batches = batches(find(), 1, rows);
			batches.forEach(found::addAll);
			assertThat(found).containsExactlyInAnyOrder(9000L, 19000L);
			assertThat(batches.size()).isBetween(1, 4);
		}
	}

	@Test
	void anEmptyTableHasNoRanges() throws SQLException {
		Walker.execute(this.connection, "TRUNCATE t");
		assertThat(find().ranges(this.connection, 4)).isEmpty();
		assertThat(find().cursor("public.t").next(this.connection, null, null, 5)).isNull();
		assertThat(find().estimatedRows()).isZero();
	}

}
