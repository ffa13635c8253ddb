package io.migrator.run;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.backup.BackupPolicy;
import io.migrator.history.AuditEntry;
import io.migrator.history.AuditLog;
import io.migrator.history.AuditQuery;
import io.migrator.history.HistoryTables;
import io.migrator.history.SnapshotStore;
import io.migrator.history.StoredSnapshot;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

/**
 * The door of this room: every task of the engine, each on a connection of its own.
 */
public final class Engine {

	private final Workplace workplace;

	/**
	 * Creates an engine.
	 * @param dataSource where connections come from
	 * @param migrations the files, read anew for each task
	 * @param settings how to work
	 * @param listeners who hears of it
	 * @param clock the clock where the server's cannot be read yet
	 */
	public Engine(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			List<MigrationListener> listeners, Clock clock) {
		this(dataSource, migrations, settings, BackfillVerification.NONE, listeners, clock);
	}

	/**
	 * Creates an engine that knows more of backfills than their table tells.
	 * @param dataSource where connections come from
	 * @param migrations the files, read anew for each task
	 * @param settings how to work
	 * @param backfills what is known of backfills
	 * @param listeners who hears of it
	 * @param clock the clock where the server's cannot be read yet
	 */
	public Engine(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			BackfillVerification backfills, List<MigrationListener> listeners, Clock clock) {
		this(dataSource, migrations, settings, backfills, BackupPolicy.NONE, listeners, clock);
	}

	/**
	 * Creates an engine that knows more of backfills than their table tells, and takes
	 * backups.
	 * @param dataSource where connections come from
	 * @param migrations the files, read anew for each task
	 * @param settings how to work
	 * @param backfills what is known of backfills
	 * @param backups whether and how backups are taken before a deploy
	 * @param listeners who hears of it
	 * @param clock the clock where the server's cannot be read yet
	 */
	public Engine(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			BackfillVerification backfills, BackupPolicy backups, List<MigrationListener> listeners, Clock clock) {
		this.workplace = new Workplace(dataSource, migrations, settings, backfills, backups, new Listeners(listeners),
				clock);
	}

	public Plan plan() {
		MigrationSet migrations = this.workplace.migrations();
		return this.workplace
			.connected((session) -> this.workplace.plan(session, migrations, this.workplace.history(session)));
	}

	/**
	 * Applies migrations that are next.
	 * @param due which of them
	 * @return what was done
	 */
	public DeployResult deploy(Predicate<PlannedMigration> due) {
		return deploy(due, this.workplace.settings().lockWait());
	}

	/**
	 * Applies migrations that are next, with patience of its own.
	 * @param due which of them
	 * @param lockWait how long to wait for another process that migrates
	 * @return what was done
	 * @throws LockWaitException if it is at work for longer than that
	 */
	public DeployResult deploy(Predicate<PlannedMigration> due, Duration lockWait) {
		return new Deployment(this.workplace, due, lockWait).run();
	}

	/**
	 * Gives up what other threads do with this engine.
	 */
	public void interrupt() {
		this.workplace.interrupt();
	}

	/**
	 * Looks how far an index is that a migration has built, by whichever process.
	 * @return the build, or {@code null} if there is none
	 */
	public @Nullable IndexBuild indexBuild() {
		return this.workplace.connected((session) -> Optional.ofNullable(this.workplace.indexBuild(session)))
			.orElse(null);
	}

	/**
	 * Reads what is known of the schema as the last deploy left it.
	 * @return the snapshot without its objects, or {@code null} if none was kept
	 */
	public @Nullable StoredSnapshot snapshot() {
		SnapshotStore store = new SnapshotStore(this.workplace.settings().schema(), this.workplace.settings().stream());
		return this.workplace.connected((session) -> Optional.ofNullable(store.readBrief(session.connection())))
			.orElse(null);
	}

	/**
	 * Applies migrations that are next, and those that are held as soon as they are not
	 * held any more.
	 * @param due which of them
	 * @param atMost how long to wait for what is held
	 * @return what was done in all
	 * @throws HeldException if something that is due is still held when the time is over
	 */
	public DeployResult deployHeld(Predicate<PlannedMigration> due, Duration atMost) {
		return new Waiting(this, due, atMost).deploy();
	}

	/**
	 * Looks, and looks again, until nothing that is due is pending.
	 * @param due which of the migrations that are next matter
	 * @param heldToo whether what is held counts as pending
	 * @param atMost how long
	 * @return the plan in which nothing is pending
	 * @throws PendingException if the time is over
	 * @throws HeldException if the time is over, and nothing more can be applied now
	 * @throws PlanException if files and history contradict each other
	 */
	public Plan await(Predicate<PlannedMigration> due, boolean heldToo, Duration atMost) {
		return new Waiting(this, due, atMost).look(heldToo);
	}

	/**
	 * Makes sure that the migrator's tables are there and of this version, which a deploy
	 * that has something to apply does by itself.
	 */
	public void prepareTables() {
		HistoryTables tables = new HistoryTables(this.workplace.settings().schema());
		this.workplace.connected((session) -> {
			boolean outdated = !tables.areCurrent(session.connection());
			if (outdated) {
				this.workplace.lock(session);
				tables.prepare(session.connection());
			}
			return outdated;
		});
	}

	/**
	 * Reads the audit log.
	 * @param query which entries
	 * @return the entries, the latest first; none if nothing was ever done
	 */
	public List<AuditEntry> audit(AuditQuery query) {
		MigratorSettings settings = this.workplace.settings();
		return this.workplace.connected(
				(session) -> new AuditLog(settings.schema(), settings.stream()).read(session.connection(), query));
	}

	public ValidationReport validate() {
		return new SyntaxCheck(this.workplace).run();
	}

	/**
	 * Takes everything out of the database, whatever it is.
	 * @return what was dropped and what could not be
	 */
	public Emptied empty() {
		return new Emptying(this.workplace).run();
	}

	/**
	 * What the database is called: by the URL, by the server, and in its comment.
	 * @return the three names
	 */
	public List<String> databaseNames() {
		return new Emptying(this.workplace).names();
	}

	public RollbackResult rollback(int count, @Nullable String reason) {
		return new Rollback(this.workplace, reason).run(count);
	}

	public void resolve(String id, Resolution resolution, @Nullable String reason) {
		new Bookkeeping(this.workplace).resolve(id, resolution, reason);
	}

	/**
	 * Approves a migration as its file is now.
	 * @param id the migration
	 * @param reason why, or {@code null}
	 */
	public void approve(String id, @Nullable String reason) {
		new Approving(this.workplace).give(id, reason);
	}

	/**
	 * Takes an approval back.
	 * @param id the migration
	 * @param reason why, or {@code null}
	 */
	public void revokeApproval(String id, @Nullable String reason) {
		new Approving(this.workplace).revoke(id, reason);
	}

	public List<String> baseline(@Nullable String until, @Nullable String reason) {
		return new Bookkeeping(this.workplace).baseline(until, reason);
	}

}
