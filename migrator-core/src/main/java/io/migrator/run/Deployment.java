package io.migrator.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import io.migrator.error.MigratorException;
import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryReader.Applied;
import io.migrator.history.HistoryState;
import io.migrator.history.HistoryWriter;
import io.migrator.history.HistoryWriter.Cost;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.Checksums;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import io.migrator.plan.Planner;
import io.migrator.run.MigratorEvent.DeployFailed;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRecorded;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.sql.ScriptException;

/**
 * Applies what is pending: one look without a lock, and only if there is something to do
 * the lock, a second look, and the work.
 */
final class Deployment {

	private final Workplace workplace;

	private final Predicate<PlannedMigration> due;

	private final Duration lockWait;

	private final long start = System.nanoTime();

	private final BackupStep backup;

	private boolean reopened;

	/**
	 * Creates a deployment.
	 * @param workplace what to work with
	 * @param due which of the migrations that are next to apply now
	 * @param lockWait how long to wait for another process that migrates
	 */
	Deployment(Workplace workplace, Predicate<PlannedMigration> due, Duration lockWait) {
		this.workplace = workplace;
		this.due = due;
		this.backup = new BackupStep(workplace);
		this.lockWait = lockWait;
	}

	DeployResult run() {
		try {
			return deploy();
		}
		catch (RuntimeException | Error ex) {
			if (ex instanceof MigratorException refused) {
				this.backup.mention(refused);
			}
			this.workplace.listener().onEvent(new DeployFailed(ex, elapsed()));
			throw ex;
		}
	}

	private DeployResult deploy() {
		MigrationSet migrations = this.workplace.migrations();
		return this.workplace.connected((session) -> {
			Applied applied = this.workplace.applied(session);
			if (applied != null && isAsApplied(migrations, applied.checksums())) {
				if (!applied.current()) {
					new TableUpgrade(this.workplace).tryOnce(session);
				}
				return finished(warned(Plan.upToDate(migrations)), List.of());
			}
			History history = this.workplace.history(session);
			Plan plan = checked(this.workplace.plan(session, migrations, history));
			if (due(plan).isEmpty()) {
				return finished(warned(plan), List.of());
			}
			return this.workplace.locked(session, this.lockWait, (current, runner) -> {
				Plan again = checked(this.workplace.plan(session, migrations, current));
				List<String> done = apply(again, current, runner, session);
				if (this.reopened) {
					again = this.workplace.plan(session, migrations, this.workplace.history(session));
				}
				return finished(again, done);
			});
		});
	}

	private static boolean isAsApplied(MigrationSet migrations, Map<String, String> applied) {
		for (Migration migration : migrations) {
			if (!migration.up().checksum().equals(applied.get(migration.id().value()))) {
				return false;
			}
		}
		return true;
	}

	private Plan warned(Plan plan) {
		for (String warning : plan.warnings()) {
			this.workplace.listener().onEvent(new Warning(warning));
		}
		return plan;
	}

	private List<PlannedMigration> due(Plan plan) {
		return plan.next().stream().filter(this.due).toList();
	}

	private Plan checked(Plan plan) {
		if (!plan.problems().isEmpty()) {
			throw new PlanException(plan.problems());
		}
		return plan;
	}

	private List<String> apply(Plan plan, History history, MigrationRunner runner, Session session)
			throws SQLException {
		List<PlannedMigration> due = due(plan);
		List<String> applied = new ArrayList<>();
		if (due.isEmpty()) {
			return applied;
		}
		warned(plan);
		List<PlannedMigration> running = due.stream().filter((planned) -> planned.standsFor() == 0).toList();
		if (!running.isEmpty()) {
			this.workplace.listener().onEvent(new DeployStarted(running.stream().map(PlannedMigration::id).toList()));
		}
		acceptReformatted(plan, session);
		record(due, history, session);
		long position = history.nextPosition();
		for (PlannedMigration planned : running) {
			if (!areBackfillsComplete(planned, session)) {
				this.reopened = true;
				break;
			}
			ScriptJob job = job(planned, position++, applied);
			this.backup.beforeFirst(running, session);
			Stopwatch stopwatch = runner.run(job);
			applied.add(planned.id());
			this.workplace.listener()
				.onEvent(new MigrationApplied(planned.id(), job.shape().statements(), stopwatch.rows(),
						stopwatch.attempts(), stopwatch.elapsed(), stopwatch.cost().lockTime()));
		}
		return applied;
	}

	/**
	 * Asks again, now that nobody else migrates, whether nothing is left to fill. What is
	 * half done has asked before.
	 */
	private boolean areBackfillsComplete(PlannedMigration planned, Session session) throws SQLException {
		List<String> names = Objects.requireNonNull(planned.migration()).directives().requiresBackfill();
		if (planned.history() != null && planned.history().isHalfDone()) {
			return true;
		}
		for (String name : names) {
			if (!isStillComplete(planned, name, session)) {
				this.workplace.listener()
					.onEvent(new Warning(planned.id() + " stays held: there are rows again for the backfill " + name
							+ ", which is opened again for them"));
				return false;
			}
		}
		return true;
	}

	private boolean isStillComplete(PlannedMigration planned, String name, Session session) {
		try {
			return this.workplace.backfills().isStillComplete(session.connection(), name);
		}
		catch (SQLException ex) {
			throw new MigratorException(
					"Whether backfill " + name + ", which " + planned.id()
							+ " requires, is still complete cannot be told: " + Failures.message(ex),
					planned.id() + " and what comes after it are not applied; what was applied before stays applied",
					"Mend the verify query of the backfill, then deploy again.", ex);
		}
	}

	/**
	 * Remembers migrations that need not run since they stand for applied ones, each in
	 * the place of the last of those.
	 */
	private void record(List<PlannedMigration> due, History history, Session session) throws SQLException {
		for (PlannedMigration planned : due) {
			Migration migration = planned.migration();
			if (planned.standsFor() > 0 && migration != null) {
				long position = history.entries()
					.stream()
					.filter((entry) -> migration.directives().replaces(entry.id()))
					.mapToLong(HistoryEntry::position)
					.max()
					.orElse(0);
				HistoryWriter writer = this.workplace.writer();
				String note = Planner.standsFor(planned.standsFor());
				session.send(List.of("BEGIN",
						writer.done(ScriptJob.subject(migration, Checksums.semantic(migration.up()), position, false),
								HistoryState.APPLIED, 0, Cost.NOTHING, note),
						writer.audit(planned.id(), "record", note), writer.notice(), "COMMIT"));
				this.workplace.listener().onEvent(new MigrationRecorded(planned.id(), planned.standsFor()));
			}
		}
	}

	private ScriptJob job(PlannedMigration planned, long position, List<String> applied) {
		try {
			return ScriptJob.up(Objects.requireNonNull(planned.migration()), planned.history(), position);
		}
		catch (ScriptException ex) {
			ScriptException failure = ex.inState("nothing of this script was sent; this deploy applied "
					+ (applied.isEmpty() ? "nothing before it" : String.join(", ", applied) + " before it"));
			this.workplace.listener().onEvent(new MigrationFailed(planned.id(), failure));
			throw failure;
		}
	}

	/**
	 * Remembers the new checksum of files in which only comments or white space changed.
	 */
	private void acceptReformatted(Plan plan, Session session) throws SQLException {
		HistoryWriter writer = this.workplace.writer();
		List<String> updates = new ArrayList<>();
		for (PlannedMigration planned : plan.migrations()) {
			Migration migration = planned.migration();
			HistoryEntry entry = planned.history();
			if (planned.state() == MigrationState.APPLIED && migration != null && entry != null
					&& entry.state() == HistoryState.APPLIED && !entry.checksum().equals(migration.up().checksum())) {
				String note = "only comments or white space changed since it was applied";
				updates.add(
						writer.accept(entry.id(), migration.up().checksum(), Checksums.semantic(migration.up()), note));
				updates.add(writer.audit(entry.id(), "accept", note));
			}
		}
		if (!updates.isEmpty()) {
			updates.add(0, "BEGIN");
			updates.add("COMMIT");
			session.send(updates);
		}
	}

	private DeployResult finished(Plan plan, List<String> applied) {
		List<String> held = new ArrayList<>();
		for (PlannedMigration planned : plan.migrations()) {
			if (planned.waits()) {
				held.add(planned.id());
			}
		}
		DeployResult result = new DeployResult(plan, applied, List.copyOf(held), elapsed(), this.backup.taken());
		this.workplace.listener().onEvent(new DeployFinished(applied, result.held(), result.duration()));
		return result;
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - this.start);
	}

}
