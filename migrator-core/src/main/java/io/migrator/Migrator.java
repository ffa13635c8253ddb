package io.migrator;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.backup.BackupPolicy;
import io.migrator.develop.Reset;
import io.migrator.develop.Workbench;
import io.migrator.history.AuditEntry;
import io.migrator.history.AuditQuery;
import io.migrator.history.StoredSnapshot;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.NewMigration;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.BackfillVerification;
import io.migrator.run.DeployResult;
import io.migrator.run.Engine;
import io.migrator.run.IndexBuild;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import io.migrator.run.Resolution;
import io.migrator.run.RollbackResult;
import io.migrator.run.ValidationReport;
import io.migrator.shadow.ShadowServer;
import io.migrator.shadow.ShadowSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be done with the migrations of one stream in one database. Safe for
 * use by several threads; every call works on a connection of its own.
 */
public final class Migrator {

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final Engine engine;

	private final List<MigrationListener> listeners;

	private final Clock clock;

	private final DataSource dataSource;

	private final BackfillVerification backfills;

	private final BackupPolicy backups;

	/**
	 * Creates a migrator.
	 * @param dataSource where connections come from: direct ones, or of a pool in session
	 * mode
	 * @param migrations the files, asked for anew at every call
	 * @param settings how to work
	 * @param listeners who hears what happens
	 */
	public Migrator(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			List<MigrationListener> listeners) {
		this(dataSource, migrations, settings, listeners, Clock.systemUTC());
	}

	Migrator(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			List<MigrationListener> listeners, Clock clock) {
		this(dataSource, migrations, settings, BackfillVerification.NONE, BackupPolicy.NONE, listeners, clock);
	}

	private Migrator(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			BackfillVerification backfills, BackupPolicy backups, List<MigrationListener> listeners, Clock clock) {
		this.migrations = migrations;
		this.settings = settings;
		this.listeners = List.copyOf(listeners);
		this.clock = clock;
		this.dataSource = dataSource;
		this.backfills = backfills;
		this.backups = backups;
		this.engine = new Engine(dataSource, migrations, settings, backfills, backups, listeners, clock);
	}

	/**
	 * The same migrator, which also knows the definitions of backfills: it verifies again
	 * what is completed before it applies a migration that requires it, and it tells a
	 * name that nobody defines from one that has not begun.
	 * @param backfills what is known of backfills
	 * @return a migrator
	 */
	public Migrator withBackfills(BackfillVerification backfills) {
		return new Migrator(this.dataSource, this.migrations, this.settings, backfills, this.backups, this.listeners,
				this.clock);
	}

	/**
	 * The same migrator, which also takes a backup before a deploy that has something to
	 * apply: once it holds the lock, and before the first statement.
	 * @param backups whether and how
	 * @return a migrator
	 */
	public Migrator withBackups(BackupPolicy backups) {
		return new Migrator(this.dataSource, this.migrations, this.settings, this.backfills, backups, this.listeners,
				this.clock);
	}

	/**
	 * The same migrator, in the audit log on the word of somebody.
	 * @param principal the person, or {@code null} if nobody is known
	 * @return a migrator
	 */
	public Migrator onBehalfOf(@Nullable String principal) {
		return new Migrator(this.dataSource, this.migrations, this.settings.withPrincipal(principal), this.backfills,
				this.backups, this.listeners, this.clock);
	}

	public MigratorSettings settings() {
		return this.settings;
	}

	/**
	 * Works out what there is and what a deploy would do: one round trip, no lock.
	 * @return the plan
	 * @throws io.migrator.error.MigratorException if files or database cannot be read
	 */
	public Plan plan() {
		return this.engine.plan();
	}

	/**
	 * Applies everything that is pending and not held, in order. If nothing is, this is
	 * one round trip without a lock.
	 * @return what was done
	 * @throws io.migrator.run.MigrationFailedException if a migration failed; those
	 * before it are applied
	 * @throws io.migrator.run.PlanException if files and history contradict each other
	 * @throws io.migrator.run.LockWaitException if another process held the lock too long
	 */
	public DeployResult deploy() {
		return this.engine.deploy((planned) -> true);
	}

	/**
	 * Applies what must be there before the application starts: all that {@link #deploy}
	 * would apply but migrations with {@code phase=after-start}.
	 * @return what was done
	 */
	public DeployResult deployBeforeStart() {
		return this.engine.deploy(Migrator::isDueBeforeStart);
	}

	/**
	 * Applies what {@link #deploy} would apply, unless another process migrates.
	 * @return what was done
	 * @throws io.migrator.run.LockWaitException if another process holds the lock
	 */
	public DeployResult deployIfFree() {
		return this.engine.deploy((planned) -> true, Duration.ZERO);
	}

	/**
	 * Gives up what other threads do with this migrator, such as when the application is
	 * stopped: statements are cancelled and connections cut, so that the server takes
	 * back what is not committed, and those threads fail. The next deploy goes on from
	 * there. What is begun afterwards is not concerned.
	 */
	public void interrupt() {
		this.engine.interrupt();
	}

	/**
	 * Looks how far the server is with an index that a migration has it build now, in
	 * this process or another.
	 * @return the build, or {@code null} if there is none that this role may see
	 * @throws io.migrator.error.MigratorException if the database cannot be read
	 */
	public @Nullable IndexBuild indexBuild() {
		return this.engine.indexBuild();
	}

	/**
	 * What is known of the schema as the last deploy left it.
	 * @return the snapshot without its objects, or {@code null} if none was kept
	 * @throws io.migrator.error.MigratorException if the database cannot be read
	 */
	public @Nullable StoredSnapshot snapshot() {
		return this.engine.snapshot();
	}

	/**
	 * Applies what must be there before the application starts, and what of it is held as
	 * soon as it is not held any more. Somebody else has to see to that: workers of
	 * backfills, of this process or another, or an operator.
	 * @param atMost how long to wait for what is held
	 * @return what was done
	 * @throws io.migrator.run.HeldException if something is still held when the time is
	 * over
	 */
	public DeployResult deployBeforeStart(Duration atMost) {
		return this.engine.deployHeld(Migrator::isDueBeforeStart, atMost);
	}

	/**
	 * What of a plan is held though an application may need it at its start.
	 * @param plan the plan
	 * @return the migrations, in order
	 */
	public static List<PlannedMigration> heldBeforeStart(Plan plan) {
		return plan.held().stream().filter(Migrator::isDueBeforeStart).toList();
	}

	/**
	 * Checks that nothing is pending that the application needs at its start. What was
	 * held, and only a deploy has to come, is no failure, as it was none before; neither
	 * is what a newer version of it has applied.
	 * @return the plan
	 * @throws io.migrator.run.PendingException if something is pending
	 */
	public Plan verify() {
		return this.engine.await(Migrator::isNeededAtStart, false, Duration.ZERO);
	}

	/**
	 * Waits until another process has applied what the application needs at its start.
	 * @param atMost how long
	 * @return the plan
	 * @throws io.migrator.run.PendingException if the time is over
	 */
	public Plan awaitUpToDate(Duration atMost) {
		return this.engine.await(Migrator::isNeededAtStart, false, atMost);
	}

	/**
	 * Waits until another process has applied what the application needs at its start,
	 * and what is held as well.
	 * @param atMost how long
	 * @return the plan
	 * @throws io.migrator.run.PendingException if the time is over
	 * @throws io.migrator.run.HeldException if the time is over, and something is held
	 */
	public Plan awaitNothingHeld(Duration atMost) {
		return this.engine.await(Migrator::isDueBeforeStart, true, atMost);
	}

	/**
	 * What of a plan was held, is not any more, and waits for a deploy only.
	 * @param plan the plan
	 * @return the migrations, in order
	 */
	public static List<PlannedMigration> releasedBeforeStart(Plan plan) {
		return plan.next().stream().filter(PlannedMigration::isReleased).filter(Migrator::isDueBeforeStart).toList();
	}

	private static boolean isNeededAtStart(PlannedMigration planned) {
		return isDueBeforeStart(planned) && !planned.isReleased();
	}

	private static boolean isDueBeforeStart(PlannedMigration planned) {
		return !planned.afterStart();
	}

	/**
	 * Checks files, history and, by the server, the syntax of every pending script,
	 * without running anything.
	 * @return what was found
	 */
	public ValidationReport validate() {
		return this.engine.validate();
	}

	/**
	 * Takes back the migrations that were applied last, by their down scripts.
	 * @param count how many, from 1
	 * @return what was done
	 * @throws io.migrator.error.MigratorException if one has no down script, in which
	 * case nothing was done, or if one failed
	 */
	public RollbackResult rollback(int count) {
		return rollback(count, null);
	}

	/**
	 * Takes back the migrations that were applied last, by their down scripts.
	 * @param count how many, from 1
	 * @param reason why, for the audit log, or {@code null}
	 * @return what was done
	 * @throws io.migrator.error.MigratorException if one has no down script, in which
	 * case nothing was done, or if one failed
	 */
	public RollbackResult rollback(int count, @Nullable String reason) {
		return this.engine.rollback(count, reason);
	}

	/**
	 * Records what people did by hand.
	 * @param id the migration
	 * @param resolution what it is now
	 * @param reason why, for the audit log, or {@code null}
	 */
	public void resolve(String id, Resolution resolution, @Nullable String reason) {
		this.engine.resolve(id, resolution, reason);
	}

	/**
	 * Approves a migration that requires it, as its file is now: the next deploy applies
	 * it. A file that is changed needs another approval, and so does a migration that was
	 * rolled back.
	 * @param id the migration
	 * @param reason why, for the audit log, or {@code null}
	 * @throws io.migrator.error.MigratorException if there is none of that id, it does
	 * not require approval, or it is applied already
	 */
	public void approve(String id, @Nullable String reason) {
		this.engine.approve(id, reason);
	}

	/**
	 * Takes an approval back. A deploy that is under way comes first.
	 * @param id the migration
	 * @param reason why, for the audit log, or {@code null}
	 * @throws io.migrator.error.MigratorException if there is nothing to take back, or
	 * the migration is applied already
	 */
	public void revokeApproval(String id, @Nullable String reason) {
		this.engine.revokeApproval(id, reason);
	}

	/**
	 * Records migrations as applied without running them, for a database that already has
	 * what they make.
	 * @param until the last of them, or {@code null} for all
	 * @param reason why, for the audit log, or {@code null}
	 * @return the ids that were recorded
	 */
	public List<String> baseline(@Nullable String until, @Nullable String reason) {
		return this.engine.baseline(until, reason);
	}

	/**
	 * Reads who did what, and why.
	 * @param query which entries of the audit log
	 * @return the entries, the latest first; none if nothing was ever done
	 */
	public List<AuditEntry> audit(AuditQuery query) {
		return this.engine.audit(query);
	}

	/**
	 * Prepares to take everything out of the database and to apply the migrations anew,
	 * for development; nothing is changed yet.
	 * @return the reset
	 * @throws io.migrator.develop.RefusedException if anything says production
	 */
	public Reset reset() {
		return Reset.of(this.engine, this.settings.environments());
	}

	/**
	 * What is needed to compare schemas and to write migrations from them.
	 * @param shadow where shadows are to be made, or {@code null} to have them made
	 * wherever they can be
	 * @param schemas the schemas to look at, or none for all of the database
	 * @return a workbench
	 */
	public Workbench workbench(@Nullable ShadowServer shadow, List<String> schemas) {
		return new Workbench(this.migrations, this.settings, ShadowSettings.of(this.dataSource).at(shadow), schemas);
	}

	/**
	 * Writes the files of the next migration in the layout that is found.
	 * @param name what it does, in a few words
	 * @param directory the folder of the migrations
	 * @return the files
	 */
	public List<Path> create(String name, Path directory) {
		return NewMigration.plan(this.migrations.get(), directory, name, this.clock).write();
	}

}
