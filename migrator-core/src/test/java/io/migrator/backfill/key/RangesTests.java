package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillKey;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

class RangesTests {

	private TestDatabase database;

	private Connection connection;

	@BeforeEach
	void create() throws SQLException {
		this.database = TestDatabase.create();
		this.connection = this.database.dataSource().getConnection();
	}

	@AfterEach
	void close() throws SQLException {
		this.connection.close();
		this.database.close();
	}

	private void execute(String sql) throws SQLException {
		Walker.execute(this.connection, sql);
	}

	private TableWalk find(String table) throws SQLException {
		return TableWalks.find(this.connection, table, List.of());
	}

	private List<Long> sizes(TableWalk walk, List<KeyRange> ranges) throws SQLException {
		List<Long> sizes = new ArrayList<>();
		for (KeyRange range : ranges) {
			sizes.add(Walker.number(this.connection, "SELECT count(*) FROM ONLY %s AS row WHERE %s".formatted(
					range.relation(), walk.cursor(range.relation()).condition("row", range.after(), range.last()))));
		}
		return sizes;
	}

	@ParameterizedTest
	@ValueSource(strings = { "i", "i * i * 1000", "CASE WHEN i < 100000 THEN i ELSE i * 1000000000000 END", "-i",
			"(i * 7919) % 200003 - 5" })
	void areOfAboutTheSameSizeWhateverTheGaps(String key) throws SQLException {
		execute("""
				CREATE TABLE t (id bigint PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
				INSERT INTO t SELECT %s, repeat('x', 50) FROM generate_series(1, 200000::bigint) AS i;
				""".formatted(key));
		TableWalk walk = find("t");
		List<KeyRange> ranges = walk.ranges(this.connection, 8);
		assertThat(ranges).hasSize(8);
		assertThat(ranges.get(0).after()).isNull();
		for (int i = 1; i < ranges.size(); i++) {
			assertThat(ranges.get(i).after()).isEqualTo(ranges.get(i - 1).last());
		}
		assertThat(ranges.get(7).last())
			.hasToString(String.valueOf(Walker.number(this.connection, "SELECT max(id) FROM t")));
		List<Long> sizes = sizes(walk, ranges);
		assertThat(sizes.stream().mapToLong(Long::longValue).sum()).isEqualTo(200_000);
		assertThat(sizes).allSatisfy((size) -> assertThat(size).isBetween(12_000L, 45_000L));
		assertThat(find("t").ranges(this.connection, 8)).isEqualTo(ranges);
	}

	@Test
	void fewBlocksMakeFewRanges() throws SQLException {
		execute("CREATE TABLE t (id int PRIMARY KEY)");
		assertThat(find("t").ranges(this.connection, 8)).isEmpty();
		execute("INSERT INTO t VALUES (5)");
		assertThat(find("t").ranges(this.connection, 8))
			.containsExactly(new KeyRange("public.t", null, new BackfillKey(List.of("5"))));
		execute("INSERT INTO t SELECT generate_series(6, 2500)");
		List<KeyRange> ranges = find("t").ranges(this.connection, 8);
		assertThat(ranges).hasSize(3);
		assertThat(sizes(find("t"), ranges)).allSatisfy((size) -> assertThat(size).isCloseTo(832L, within(5L)));
	}

	@Test
	void findingThemReadsLittleOfTheTable() throws SQLException {
		execute("""
				CREATE TABLE t (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
				INSERT INTO t SELECT i, repeat('x', 400) FROM generate_series(1, 60000) AS i;
				""");
		String blocks = "SELECT heap_blks_read + heap_blks_hit FROM pg_statio_user_tables WHERE relname = 't'";
		long before = counted(blocks);
		assertThat(find("t").ranges(this.connection, 64)).hasSizeGreaterThan(60);
		assertThat(counted(blocks) - before).isBetween(100L, 800L);
		assertThat(Walker.number(this.connection, "SELECT pg_relation_size('t') / 8192")).isGreaterThan(3000);
	}

	/**
	 * Counters are told when a transaction ends, and at the latest when a session ends.
	 */
	private long counted(String sql) throws SQLException {
		this.connection.close();
		this.connection = this.database.dataSource().getConnection();
		long stable = -1;
		while (true) {
			long number = Walker.number(this.connection, sql);
			if (number == stable) {
				return number;
			}
			stable = number;
			execute("SELECT pg_sleep(0.7)");
		}
	}

	@Test
	void partitionsGetThemBySize() throws SQLException {
		execute("""
				CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
				CREATE TABLE p_large PARTITION OF p FOR VALUES FROM (0) TO (90000);
				CREATE TABLE p_small PARTITION OF p FOR VALUES FROM (90000) TO (100000);
				CREATE TABLE p_tiny PARTITION OF p FOR VALUES FROM (100000) TO (100001);
				INSERT INTO p SELECT generate_series(0, 100000);
				""");
		List<KeyRange> ranges = find("p").ranges(this.connection, 10);
		assertThat(ranges.stream().filter((range) -> "public.p_large".equals(range.relation()))).hasSize(9);
		assertThat(ranges.stream().filter((range) -> "public.p_small".equals(range.relation()))).hasSize(1);
		assertThat(ranges.stream().filter((range) -> "public.p_tiny".equals(range.relation()))).hasSize(1);
	}

	@Test
	void rowsAreEstimatedWithAndWithoutStatistics() throws SQLException {
		execute("""
				CREATE TABLE t (id int PRIMARY KEY, note text) WITH (autovacuum_enabled = false);
				INSERT INTO t SELECT i, repeat('x', i % 100) FROM generate_series(1, 50000) AS i;
				""");
		assertThat(find("t").estimatedRows()).isCloseTo(50_000, withinPercentage(25));
		execute("ANALYZE t");
		assertThat(find("t").estimatedRows()).isCloseTo(50_000, withinPercentage(2));
		execute("INSERT INTO t SELECT i, repeat('x', i % 100) FROM generate_series(50001, 100000) AS i");
		assertThat(find("t").estimatedRows()).isCloseTo(100_000, withinPercentage(2));
		execute("CREATE TABLE few (id int PRIMARY KEY); INSERT INTO few VALUES (1), (2), (3)");
		assertThat(find("few").estimatedRows()).isEqualTo(3);
	}

}
