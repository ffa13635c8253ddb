package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.backfill.key.KeyRange;
import io.migrator.backfill.key.TableWalk;
import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.sql.RowsStatement;
import org.jspecify.annotations.Nullable;

/**
 * Begins a backfill, or another round of one: cuts its table into ranges. However many
 * processes do so at once, one of them writes them down.
 */
final class Beginning {

	/** So many that the last of them does not take long. */
	private static final int ROWS_PER_RANGE = 50_000;

	private static final int MOST_RANGES = 128;

	/** Enough of them that workers can be added while it runs. */
	private static final int RANGES_PER_WORKER = 4;

	/** How long to wait before the second round; doubled for each one more. */
	private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

	private final WorkSite site;

	private final AfterMigrations migrations;

	private final BackfillStore backfills;

	private final RangeStore ranges;

	private final Transactions transactions;

	Beginning(WorkSite site, AfterMigrations migrations, Stores stores, Transactions transactions) {
		this.site = site;
		this.migrations = migrations;
		this.backfills = stores.backfills();
		this.ranges = stores.ranges();
		this.transactions = transactions;
	}

	/**
	 * Begins, unless another process does.
	 * @param backfill the backfill
	 * @return whether it was this process
	 */
	boolean begin(Undertaking backfill) {
		BackfillStarted started;
		try {
			Cut cut = cut(backfill);
			started = this.transactions.runLimited((connection, status) -> Optional.ofNullable(write(backfill, cut)))
				.orElse(null);
		}
		catch (MigratorException ex) {
			return fail(backfill, ex.problem() + " " + ex.nextStep(),
					new BatchFailure(BatchFailure.Kind.HOPELESS, null, ex.problem()));
		}
		catch (RuntimeException ex) {
			BatchFailure failure = BatchFailure.of(ex);
			if (failure.kind() == BatchFailure.Kind.TRANSIENT) {
				throw ex;
			}
			return fail(backfill, "it could not be begun: " + failure.message(), failure);
		}
		if (started != null) {
			backfill.tell(started);
		}
		return started != null;
	}

	private boolean fail(Undertaking backfill, String reason, BatchFailure failure) {
		if (this.backfills.fail(backfill.definition(), reason, failure.message(), failure.sqlState())) {
			backfill.tell(
					new BackfillStateChanged(backfill.name(), "failed", reason, this.backfills.rows(backfill.name())));
		}
		return false;
	}

	private Cut cut(Undertaking backfill) {
		if (backfill.definition().work() instanceof Whole) {
			return new Cut("as a whole, in one transaction", -1, List.of(new KeyRange("", null, null)), false);
		}
		return this.transactions.runLimited((connection, status) -> {
			TableWalk walk = backfill.findWalk(connection);
			requireEnd(backfill, walk);
			Constraints.requireValidatable(connection, backfill.definition());
			int wanted = Math.max(RANGES_PER_WORKER * backfill.parallel(),
					(int) Math.min(MOST_RANGES, walk.estimatedRows() / ROWS_PER_RANGE));
			return new Cut(walk.description(), walk.estimatedRows(), walk.ranges(connection, wanted), true);
		});
	}

	/**
	 * Where rows do not keep their place, rounds go on until one changes nothing, which a
	 * statement that always changes something never comes to.
	 */
	private static void requireEnd(Undertaking backfill, TableWalk walk) {
		if (!walk.isStable() && backfill.directives().verify() == null
				&& backfill.definition().work() instanceof Batched batched && batched.statement().where() == null
				&& batched.statement().kind() == RowsStatement.Kind.UPDATE) {
			throw new MigratorException(
					"The table has no key to walk by, and nothing tells which of its rows are done.",
					"nothing was changed",
					"Add a condition to the statement that rows no longer meet when they are done, or a verify query,"
							+ " or a unique index on columns that are NOT NULL; then start it anew.",
					null);
		}
	}

	private @Nullable BackfillStarted write(Undertaking backfill, Cut cut) {
		List<String> applied = applied(backfill);
		Integer round = (applied != null) ? this.backfills.begin(backfill.definition(), applied) : null;
		if (round == null) {
			return null;
		}
		Duration pause = (round > 1)
				? new Backoff(BETWEEN_ROUNDS, this.site.backfills().maxBackoff()).after(round - 1, 1) : Duration.ZERO;
		String why = pause.isZero() ? null : "round " + round + " begins soon";
		this.backfills.walked(backfill.name(), cut.walk(), cut.rows());
		this.ranges.insert(backfill.name(), cut.ranges(), pause, why);
		return new BackfillStarted(backfill.name(), round, cut.batched() ? cut.ranges().size() : 0, cut.rows(),
				cut.walk());
	}

	/**
	 * The migrations that it comes after, which cannot be rolled back until it is
	 * written.
	 */
	private @Nullable List<String> applied(Undertaking backfill) {
		List<String> wanted = backfill.directives().after();
		List<String> applied = this.backfills.lockApplied(names(wanted));
		return wanted.stream().allMatch((id) -> !this.migrations.of(id, applied).isEmpty()) ? applied : null;
	}

	private Set<String> names(List<String> wanted) {
		Set<String> names = new TreeSet<>();
		wanted.forEach((id) -> names.addAll(this.migrations.names(id)));
		return names;
	}

	/**
	 * A table that is cut into ranges.
	 *
	 * @param walk how it is walked, in words
	 * @param rows about how many rows it has, -1 if unknown
	 * @param ranges the ranges
	 * @param batched whether they are ranges of a table
	 */
	private record Cut(String walk, long rows, List<KeyRange> ranges, boolean batched) {
	}

}
