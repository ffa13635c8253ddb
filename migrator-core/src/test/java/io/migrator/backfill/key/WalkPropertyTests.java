package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.migrator.sql.Quote;
import io.migrator.test.TestDatabase;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any table: all ranges together, each walked in batches of any size, in any order, by
 * another session than the one that found them, visit every row once. The seed is fixed,
 * so that a build says of the change that it builds and not of its luck; take it out and
 * raise the tries to look for more.
 */
class WalkPropertyTests {

	private static TestDatabase database;

	@BeforeContainer
	static void create() {
		database = TestDatabase.create();
	}

	@AfterContainer
	static void drop() {
		database.close();
	}

	/**
	 * A column of a key: its type, and a value for the numbers s (sparse) and d (dense).
	 */
	enum Column {

		BIGINT("bigint", "s"), INT("int", "(d - 1000)::int"), UUID("uuid", "md5(d::text)::uuid"),
		TEXT("text", "md5(s::text)"), ICU("text COLLATE \"und-x-icu\"", "chr(40 + (d % 700)::int) || d"),
		TIMESTAMP("timestamptz", "timestamptz '2024-03-31 00:00+00' + d * interval '7.000001 min'"),
		NUMERIC("numeric", "d / 8.0"), FEW("int", "(d % 3)::int"),
		SKEWED("smallint", "(CASE WHEN d % 50 = 0 THEN 9 ELSE 1 END)"), FLOAT("float8", "d / 7.0::float8"),
		DATE("date", "date '0100-01-01 BC' + (d % 20)::int * 9999");

		private final String type;

		private final String value;

		Column(String type, String value) {
			this.type = type;
			this.value = value;
		}

	}

	/**
	 * A table.
	 *
	 * @param columns the types of the first columns of its key, which are not unique by
	 * themselves; the last is a number that is
	 * @param last the type of the last
	 * @param name what everything is called, with a number
	 * @param rows how many rows there are, but for gaps
	 * @param gaps which of them there are only: those that this divides, if not 0
	 * @param descending whether the index goes down
	 * @param partitions how many partitions it has, 0 for none
	 */
	record Table(List<Column> columns, Column last, String name, int rows, int gaps, boolean descending,
			int partitions) {

		String sql() {
			List<Column> types = Stream.concat(this.columns.stream(), Stream.of(this.last)).toList();
			List<String> names = IntStream.range(0, types.size())
				.mapToObj((i) -> Quote.identifier(this.name + i))
				.toList();
			String columns = IntStream.range(0, types.size())
				.mapToObj((i) -> names.get(i) + " " + types.get(i).type + " NOT NULL")
				.collect(Collectors.joining(", "));
			String values = types.stream().map((type) -> type.value).collect(Collectors.joining(", "));
			String key = names.stream()
				.map((column) -> column + (this.descending ? " DESC" : ""))
				.collect(Collectors.joining(", "));
			return """
					CREATE TABLE %1$s (%2$s, visits int NOT NULL)%3$s;
					%4$s
					INSERT INTO %1$s SELECT %5$s, 0
					    FROM (SELECT d * d * d * 1000003 AS s, d FROM generate_series(1, %6$d::bigint) AS d) AS n
					    WHERE %7$d = 0 OR d %% greatest(%7$d, 1) = 0;
					CREATE UNIQUE INDEX ON %1$s (%8$s);
					""".formatted(Quote.identifier(this.name), columns,
					(this.partitions > 0) ? " PARTITION BY HASH (" + names.get(0) + ")" : "", partitionsSql(), values,
					this.rows, this.gaps, key);
		}

		private String partitionsSql() {
			return IntStream.range(0, this.partitions)
				.mapToObj((i) -> "CREATE TABLE %s PARTITION OF %s FOR VALUES WITH (MODULUS %d, REMAINDER %d);"
					.formatted(Quote.identifier(this.name + " part " + i), Quote.identifier(this.name), this.partitions,
							i))
				.collect(Collectors.joining("\n"));
		}

	}

	@Property(tries = 40, seed = "20261121", shrinking = ShrinkingMode.BOUNDED)
	void everyRowIsVisitedOnce(@ForAll("tables") Table table, @ForAll("wanted") int wanted, @ForAll long seed,
			@ForAll("batchSizes") int batchSize, @ForAll boolean analyzed) throws SQLException {
		String name = Quote.identifier(table.name);
		try (Connection one = database.dataSource().getConnection();
				Connection other = database.dataSource().getConnection()) {
			Walker.execute(one, "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;" + table.sql());
			if (analyzed) {
				Walker.execute(one, "ANALYZE " + name);
			}
			List<KeyRange> ranges = TableWalks.find(one, name, List.of()).ranges(one, wanted);
			Walker.execute(other, "SET DateStyle = 'ISO, MDY'; SET TimeZone = 'Africa/Monrovia'; "
					+ "SET search_path = ''; SET enable_indexscan = off; SET extra_float_digits = -5");
			TableWalk walk = TableWalks.find(other, "public." + name, List.of());
			assertThat(walk.isStable()).isTrue();
			long rows = Walker.number(one, "SELECT count(*) FROM " + name);
			assertThat(new Walker(seed, batchSize).walk(other, walk, ranges)).isEqualTo(rows);
			assertThat(Walker.number(one, "SELECT count(*) FROM " + name + " WHERE visits <> 1")).isZero();
		}
	}

	@Provide
	Arbitrary<Table> tables() {
		Arbitrary<Column> last = Arbitraries.of(Column.BIGINT, Column.INT, Column.UUID, Column.TEXT, Column.ICU,
				Column.TIMESTAMP, Column.NUMERIC, Column.FLOAT);
		return Combinators
			.combine(Arbitraries.of(Column.class).list().ofMaxSize(2), last,
					Arbitraries.of("t", "Odd \"n\" % ?", "select"), Arbitraries.of(0, 1, 40, 700, 4000),
					Arbitraries.of(0, 0, 2, 9, 100), Arbitraries.of(true, false), Arbitraries.of(0, 0, 1, 4))
			.as(Table::new);
	}

	@Provide
	Arbitrary<Integer> wanted() {
		return Arbitraries.of(1, 2, 5, 16);
	}

	@Provide
	Arbitrary<Integer> batchSizes() {
		return Arbitraries.of(20, 300, 10_000);
	}

}
