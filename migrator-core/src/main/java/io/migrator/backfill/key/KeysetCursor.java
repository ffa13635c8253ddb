package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.backfill.BackfillKey;
import org.jspecify.annotations.Nullable;

/**
 * Walks a table along a unique index.
 */
final class KeysetCursor implements RowCursor {

	private final String relation;

	private final UniqueIndex key;

	private final KeyCondition condition;

	KeysetCursor(String relation, UniqueIndex key) {
		this.relation = relation;
		this.key = key;
		this.condition = new KeyCondition(relation, key);
	}

	@Override
	public String relation() {
		return this.relation;
	}

	@Override
	public @Nullable BackfillKey next(Connection connection, @Nullable BackfillKey after, @Nullable BackfillKey last,
			int rows) throws SQLException {
		List<List<String>> found = SteadyQuery.run(connection, hop(after, last, rows));
		return found.isEmpty() ? null : new BackfillKey(found.get(0));
	}

	/**
	 * Hops as many entries of the index ahead as a batch is to have rows. Only where
	 * there are fewer, the last one is looked up from the other end.
	 */
	String hop(@Nullable BackfillKey after, @Nullable BackfillKey last, int rows) {
		String range = this.condition.range("r", after, last);
		return """
				WITH hop AS MATERIALIZED (
				    SELECT %1$s FROM ONLY %2$s AS r WHERE %3$s ORDER BY %4$s OFFSET %5$d LIMIT 1)
				SELECT %6$s FROM hop AS r
				UNION ALL
				(SELECT %6$s FROM ONLY %2$s AS r WHERE %3$s AND NOT EXISTS (SELECT FROM hop) ORDER BY %7$s LIMIT 1)
				""".formatted(columns(), this.relation, range, this.key.ascending("r"), rows - 1, texts(),
				this.key.descending("r"));
	}

	/**
	 * The last key of the table.
	 * @param connection a connection
	 * @return the key, or {@code null} if there are no rows
	 * @throws SQLException whatever the server says
	 */
	@Nullable BackfillKey last(Connection connection) throws SQLException {
		List<List<String>> found = SteadyQuery.run(connection, "SELECT %s FROM ONLY %s AS r ORDER BY %s LIMIT 1"
			.formatted(texts(), this.relation, this.key.descending("r")));
		return found.isEmpty() ? null : new BackfillKey(found.get(0));
	}

	/**
	 * Cuts a sample of the rows into parts of the same size.
	 * @param connection a connection
	 * @param last the last key that counts
	 * @param percent how many of the blocks are read
	 * @param wanted how many parts
	 * @return the keys between the parts, in their order
	 * @throws SQLException whatever the server says
	 */
	List<BackfillKey> quantiles(Connection connection, BackfillKey last, double percent, int wanted)
			throws SQLException {
		return SteadyQuery
			.run(connection,
					"""
							SELECT %1$s FROM (
							    SELECT r.*, row_number() OVER (ORDER BY %2$s) AS "place of row", count(*) OVER () AS "number of rows"
							    FROM (SELECT %3$s FROM ONLY %4$s AS r TABLESAMPLE SYSTEM (%5$s) REPEATABLE (1) WHERE %6$s) AS r) AS r
							WHERE "place of row" * %7$d / "number of rows" > ("place of row" - 1) * %7$d / "number of rows"
							    AND "place of row" < "number of rows"
							ORDER BY "place of row"
							"""
						.formatted(texts(), this.key.ascending("r"), columns(), this.relation, percent,
								this.condition.range("r", null, last), wanted))
			.stream()
			.map(BackfillKey::new)
			.toList();
	}

	@Override
	public String condition(String row, @Nullable BackfillKey after, BackfillKey upTo) {
		return this.condition.batch(row, after, upTo);
	}

	private String columns() {
		return this.key.columns().stream().map((column) -> column.of("r")).collect(Collectors.joining(", "));
	}

	/**
	 * The key as text. A cast to text may be one of the type's own that cannot be read
	 * back, this cannot.
	 */
	private String texts() {
		return this.key.columns()
			.stream()
			.map((column) -> "format('%s', " + column.of("r") + ")")
			.collect(Collectors.joining(", "));
	}

}
