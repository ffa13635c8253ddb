package io.migrator.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.Script;
import io.migrator.run.MigratorEvent.MigrationRolledBack;

/**
 * Takes migrations back by their down scripts, the last applied first. Either all of them
 * have one, or nothing is done.
 */
final class Rollback {

	private final Workplace workplace;

	Rollback(Workplace workplace) {
		this.workplace = workplace;
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
				ScriptJob job = step.job();
				Stopwatch stopwatch = runner.run(job);
				session.send(List.of(this.workplace.writer().audit(job.id(), "rollback", null)));
				done.add(job.id());
				this.workplace.listener().onEvent(new MigrationRolledBack(job.id(), stopwatch.elapsed()));
			}
			return new RollbackResult(done, Duration.ofNanos(System.nanoTime() - start));
		}));
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

		ScriptJob job() {
			return ScriptJob.down(this.migration, this.down, this.entry);
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
