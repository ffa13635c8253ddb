package io.migrator.backfill.work;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.BackfillSample;
import io.migrator.backfill.key.KeyRange;
import io.migrator.backfill.key.RowCursor;
import io.migrator.backfill.key.TableWalk;
import org.jspecify.annotations.Nullable;

/**
 * Runs a backfill on some rows here and there in its table, in a transaction that is
 * rolled back.
 */
final class Sampling {

	/** The beginning of a table is not like the rest of it. */
	private static final int PLACES = 10;

	private static final String INSUFFICIENT_PRIVILEGE = "42501";

	private final WorkSite site;

	private final Transactions transactions;

	Sampling(WorkSite site) {
		this.site = site;
		this.transactions = new Transactions(site);
	}

	/**
	 * Takes a sample.
	 * @param definition the backfill
	 * @param rows how many rows to visit, about
	 * @return what it tells of the whole
	 * @throws io.migrator.error.MigratorException if it fails or cannot be had
	 */
	BackfillSample sample(BackfillDefinition definition, int rows) {
		if (rows < 1) {
			throw new ControlException("A sample cannot have " + rows + " rows", "Give a number from 1.");
		}
		if (definition.work() instanceof Whole whole) {
			throw new ControlException("The backfill " + definition.name() + " has no sample: " + whole.why(),
					"Rehearse it on a copy of the database: it runs as a whole, and so would its dry run, with all its locks.");
		}
		Undertaking backfill = new Undertaking(this.site, definition);
		return SqlFailures.translated(this.site, () -> this.transactions.run((connection, status) -> {
			status.setRollbackOnly();
			return sample(connection, backfill, rows);
		}));
	}

	private BackfillSample sample(Connection connection, Undertaking backfill, int rows) throws Exception {
		limit(connection, backfill);
		TableWalk walk = backfill.findWalk(connection);
		List<KeyRange> places = places(walk.ranges(connection, PLACES));
		Sums sums = new Sums();
		BigDecimal before = logEnd(connection);
		for (int i = 0; i < places.size(); i++) {
			long left = places.size() - i;
			int wanted = (int) ((rows - sums.visited + left - 1) / left);
			if (wanted > 0) {
				visit(connection, backfill, walk.cursor(places.get(i).relation()), places.get(i), wanted, sums);
			}
		}
		BigDecimal after = logEnd(connection);
		Long walBytes = (before != null && after != null) ? after.subtract(before).longValue() : null;
		Long estimated = (walk.estimatedRows() >= 0) ? Math.max(walk.estimatedRows(), sums.visited) : null;
		Double times = (estimated != null && sums.visited > 0) ? estimated / (double) sums.visited : null;
		return new BackfillSample(sums.visited, sums.changed, Duration.ofNanos(sums.nanos), walBytes, estimated,
				(times != null) ? Duration.ofNanos((long) (sums.nanos * times)) : null,
				(times != null && walBytes != null) ? (long) (walBytes * times) : null,
				backfill.definition().warnings());
	}

	private static void limit(Connection connection, Undertaking backfill) throws SQLException {
		Duration statementTimeout = backfill.directives().statementTimeout();
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET LOCAL lock_timeout = " + backfill.lockTimeout().toMillis());
			if (statementTimeout != null) {
				statement.execute("SET LOCAL statement_timeout = " + statementTimeout.toMillis());
			}
		}
	}

	private static List<KeyRange> places(List<KeyRange> ranges) {
		List<KeyRange> places = new ArrayList<>();
		int count = Math.min(PLACES, ranges.size());
		for (int i = 0; i < count; i++) {
			places.add(ranges.get((int) ((long) i * ranges.size() / count)));
		}
		return places;
	}

	private static void visit(Connection connection, Undertaking backfill, RowCursor cursor, KeyRange place, int rows,
			Sums sums) throws Exception {
		long start = System.nanoTime();
		BackfillKey upTo = cursor.next(connection, place.after(), place.last(), rows);
		long found = System.nanoTime();
		if (upTo == null) {
			return;
		}
		// the key says how far the part goes, not how many rows it has
		boolean isFull = cursor.next(connection, upTo, place.last(), 1) != null;
		sums.visited += isFull ? rows : count(connection, cursor, place.after(), upTo);
		long begin = System.nanoTime();
		sums.changed += backfill.work().run(connection, cursor, place.after(), upTo);
		sums.nanos += found - start + System.nanoTime() - begin;
	}

	private static long count(Connection connection, RowCursor cursor, @Nullable BackfillKey after, BackfillKey upTo)
			throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet row = statement.executeQuery("SELECT count(*) FROM ONLY " + cursor.relation()
					+ " AS part WHERE " + cursor.condition("part", after, upTo))) {
				row.next();
				return row.getLong(1);
			}
		}
	}

	/**
	 * Where the write-ahead log ends; what others write meanwhile is in it too.
	 */
	private static @Nullable BigDecimal logEnd(Connection connection) throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn() - '0/0'")) {
			row.next();
			return row.getBigDecimal(1);
		}
		catch (SQLException ex) {
			if (!INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
				throw ex;
			}
			connection.rollback(savepoint);
			return null;
		}
	}

	private static final class Sums {

		private long visited;

		private long changed;

		private long nanos;

	}

}
