package io.migrator.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.Script;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import org.jspecify.annotations.Nullable;

/**
 * Takes migrations back by their down scripts, the last applied first. Either all of them
 * have one, or nothing is done.
 */
final class Rollback {

	private final Workplace workplace;

	private final @Nullable String reason;

	/**
	 * Creates a rollback.
	 * @param workplace what to work with
	 * @param reason why, for the audit log, or {@code null}
	 */
	Rollback(Workplace workplace, @Nullable String reason) {
		this.workplace = workplace;
		this.reason = reason;
	}

	RollbackResult run(int count) {
		if (count < 1) {
			throw new RollbackException("There is nothing to roll back: " + count + " migrations were asked for",
					"Give a number from 1.");
		}
		long start = System.nanoTime();
		MigrationSet migrations = this.workplace.migrations();
		return this.workplace.connected((session) -> this.workplace.locked(session, (history, runner) -> {
			List<Step> steps = steps(migrations, history, count);
			List<String> done = new ArrayList<>();
			for (Step step : steps) {
				Stopwatch stopwatch = run(step, runner, session);
				done.add(step.id());
				this.workplace.listener().onEvent(new MigrationRolledBack(step.id(), stopwatch.elapsed()));
			}
			return new RollbackResult(done, Duration.ofNanos(System.nanoTime() - start));
		}));
	}

	/**
	 * Takes one migration back, and with it its approval and the backfills that came
	 * after it, so that they begin anew once it is applied again. Where its down script
	 * is more than one transaction they are stopped before. They are forgotten once more
	 * at the end, since only the server knows for certain what needs more than one
	 * transaction.
	 */
	private Stopwatch run(Step step, MigrationRunner runner, Session session) throws SQLException {
		List<String> backfills = this.workplace.backfillRows().after(session.connection(), step.id());
		List<String> forget = new ArrayList<>(this.workplace.backfillRows().forget(step.id(), this.workplace.writer()));
		forget.addAll(this.workplace.approvalRows().forget(step.id(), this.workplace.writer()));
		boolean before = !backfills.isEmpty() || step.migration().directives().requiresApproval();
		ScriptJob job = step.job(before ? forget : List.of(), this.reason);
		if (before && !job.shape().single()) {
			session.send(transaction(forget));
		}
		Stopwatch stopwatch = runner.run(job);
		finish(step, session, transaction(forget));
		for (String backfill : backfills) {
			this.workplace.listener()
				.onEvent(new BackfillStateChanged(backfill, "waiting", step.id() + " was rolled back", 0));
		}
		return stopwatch;
	}

	private void finish(Step step, Session session, List<String> end) throws SQLException {
		try {
			session.send(end);
		}
		catch (SQLException ex) {
			this.workplace.listener()
				.onEvent(new MigrationFailed(step.id(), DatabaseException.of(ex, this.workplace.settings())));
			throw ex;
		}
	}

	private static List<String> transaction(List<String> statements) {
		return Stream.of(List.of("BEGIN"), statements, List.of("COMMIT")).flatMap(List::stream).toList();
	}

	private static List<Step> steps(MigrationSet migrations, History history, int count) {
		List<HistoryEntry> last = history.entries()
			.stream()
			.filter((entry) -> entry.state() == HistoryState.APPLIED || (entry.down() && entry.isHalfDone()))
			.sorted(Comparator.comparingLong(HistoryEntry::position).reversed())
			.limit(count)
			.toList();
		if (last.size() < count) {
			throw new RollbackException(
					"There are only " + last.size() + " applied migrations, but " + count + " were to be rolled back",
					"Give a smaller number; 'migrator status' lists them.");
		}
		List<Step> steps = new ArrayList<>();
		for (HistoryEntry entry : last) {
			Migration migration = migrations.find(entry.id());
			if (migration == null) {
				throw new RollbackException("The files of " + entry.id() + " are missing, so it cannot be rolled back",
						"Run this with the version of the application that has them.");
			}
			Script down = migration.down();
			if (down == null) {
				throw new RollbackException(
						entry.id() + " has no down script, so it cannot be rolled back (" + migration.up().name() + ")",
						"Write one next to it, or undo it with a new migration.");
			}
			steps.add(new Step(migration, down, entry));
		}
		return steps;
	}

	/**
	 * One migration to take back.
	 *
	 * @param migration its files
	 * @param down its down script
	 * @param entry its row
	 */
	private record Step(Migration migration, Script down, HistoryEntry entry) {

		String id() {
			return this.migration.id().value();
		}

		ScriptJob job(List<String> before, @Nullable String reason) {
			return ScriptJob.down(this.migration, this.down, this.entry, before, reason);
		}

	}

	/**
	 * A rollback that was refused before it began.
	 */
	static final class RollbackException extends MigratorException {

		RollbackException(String problem, String nextStep) {
			super(problem, "nothing was rolled back", nextStep, null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.INVALID;
		}

	}

}
