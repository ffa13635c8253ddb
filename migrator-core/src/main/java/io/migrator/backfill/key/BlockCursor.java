package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.migrator.backfill.BackfillKey;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Walks a table block by block. A batch of many rows ends with a block and may have more
 * or fewer rows, or none: the blocks are not looked at for it. One of few rows ends with
 * a row.
 */
final class BlockCursor implements RowCursor {

	/** No block of any size holds more. */
	private static final int MAX_ROWS_PER_BLOCK = 1200;

	private static final long MAX_WINDOW = 1024;

	private final String relation;

	private final double rowsPerBlock;

	BlockCursor(Leaf leaf) {
		this.relation = leaf.name();
		// a table that is almost empty is read in portions, too
		this.rowsPerBlock = Math.max(1, leaf.rowsPerBlock());
	}

	@Override
	public String relation() {
		return this.relation;
	}

	@Override
	public @Nullable BackfillKey next(Connection connection, @Nullable BackfillKey after, @Nullable BackfillKey last,
			int rows) throws SQLException {
		BlockPosition start = BlockPosition.of(this.relation, after);
		BlockPosition end = (last != null) ? BlockPosition.of(this.relation, last) : end(connection);
		if (end == null || start.compareTo(end) >= 0) {
			return null;
		}
		long blocks = Math.max(1, (long) (rows / this.rowsPerBlock));
		BlockPosition found = (rows > MAX_ROWS_PER_BLOCK)
				? min(BlockPosition.endOf(start.nextBlock() + blocks - 1), end)
				: row(connection, start, end, rows, blocks);
		return (found != null) ? found.key() : null;
	}

	/**
	 * Looks for a row, in a few blocks first and then in more.
	 */
	private @Nullable BlockPosition row(Connection connection, BlockPosition start, BlockPosition end, int rows,
			long blocks) throws SQLException {
		BlockPosition from = start;
		for (long window = blocks; from.compareTo(end) < 0; window = Math.min(2 * window, MAX_WINDOW)) {
			BlockPosition to = min(BlockPosition.endOf(from.nextBlock() + window), end);
			List<List<String>> found = SteadyQuery.run(connection, look(from, to, rows));
			if (!found.isEmpty()) {
				return BlockPosition.of(this.relation, new BackfillKey(found.get(0)));
			}
			from = to;
		}
		return null;
	}

	String look(BlockPosition from, BlockPosition to, int rows) {
		return """
				SELECT format('%%s', ctid) FROM (
				    SELECT r.ctid FROM ONLY %s AS r WHERE %s ORDER BY r.ctid LIMIT %d) AS r
				ORDER BY ctid DESC LIMIT 1
				""".formatted(this.relation, condition("r", from.key(), to.key()), rows);
	}

	/**
	 * The end of the table as it is now.
	 * @param connection a connection
	 * @return the position, or {@code null} if it has no blocks
	 * @throws SQLException whatever the server says
	 */
	@Nullable BlockPosition end(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT pg_relation_size(%s::regclass) / current_setting('block_size')::bigint"
						.formatted(Quote.literal(this.relation)))) {
			row.next();
			long blocks = row.getLong(1);
			return (blocks > 0) ? BlockPosition.endOf(blocks - 1) : null;
		}
	}

	@Override
	public String condition(String row, @Nullable BackfillKey after, BackfillKey upTo) {
		String upper = "%s.ctid <= '%s'::tid".formatted(row, BlockPosition.of(this.relation, upTo));
		return (after != null)
				? "%s.ctid > '%s'::tid AND %s".formatted(row, BlockPosition.of(this.relation, after), upper) : upper;
	}

	private static BlockPosition min(BlockPosition one, BlockPosition other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

}
