package io.migrator.run;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.backup.BackupPolicy;
import io.migrator.error.MigratorException;
import io.migrator.history.ApprovalRows;
import io.migrator.history.BackfillRows;
import io.migrator.history.History;
import io.migrator.history.HistoryReader;
import io.migrator.history.HistoryTables;
import io.migrator.history.HistoryWriter;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.Approvals;
import io.migrator.plan.Plan;
import io.migrator.plan.Planner;
import io.migrator.plan.RequiredBackfills;
import org.jspecify.annotations.Nullable;

/**
 * What every task of the engine works with: the database, the files, the settings and the
 * listeners.
 */
final class Workplace {

	private final DataSource dataSource;

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final MigrationListener listener;

	private final Clock clock;

	private final HistoryReader reader;

	private final Planner planner;

	private final BackfillVerification backfills;

	private final BackupPolicy backups;

	private final Set<Session> open = ConcurrentHashMap.newKeySet();

	Workplace(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			BackfillVerification backfills, BackupPolicy backups, MigrationListener listener, Clock clock) {
		this.dataSource = dataSource;
		this.migrations = migrations;
		this.settings = settings;
		this.listener = listener;
		this.clock = clock;
		this.reader = new HistoryReader(settings.schema(), settings.stream());
		this.planner = new Planner(settings.environments(), settings.outOfOrder());
		this.backfills = backfills;
		this.backups = backups;
	}

	MigratorSettings settings() {
		return this.settings;
	}

	MigrationListener listener() {
		return this.listener;
	}

	MigrationSet migrations() {
		return this.migrations.get();
	}

	HistoryWriter writer() {
		return this.settings.writer();
	}

	HistoryReader.@Nullable Applied applied(Session session) throws SQLException {
		return this.reader.readApplied(session.connection());
	}

	History history(Session session) throws SQLException {
		return this.reader.read(session.connection());
	}

	Plan plan(Session session, MigrationSet migrations, History history) throws SQLException {
		return plan(migrations, history, required(session, migrations, history),
				approved(session, migrations, history));
	}

	/**
	 * Works out the plan. Only where the history is not there yet, and so no server's
	 * clock was read, does our own count.
	 * @param migrations the files
	 * @param history what the database remembers
	 * @param backfills what is known of the backfills that they require
	 * @param approvals what is known of their approvals
	 * @return the plan
	 */
	Plan plan(MigrationSet migrations, History history, RequiredBackfills backfills, Approvals approvals) {
		Instant now = (history.serverTime() != null) ? history.serverTime() : this.clock.instant();
		return this.planner.plan(migrations, history, backfills, approvals, now);
	}

	/**
	 * Looks at the backfills that migrations require which are not applied; if none does,
	 * nobody is asked.
	 * @param session the connection
	 * @param migrations the files
	 * @param history what the database remembers
	 * @return what is known of them
	 * @throws SQLException whatever the server says
	 */
	RequiredBackfills required(Session session, MigrationSet migrations, History history) throws SQLException {
		Set<String> asked = RequiredBackfills.asked(migrations, history);
		if (asked.isEmpty()) {
			return RequiredBackfills.NONE;
		}
		return this.backfills.fills() ? RequiredBackfills.none(asked)
				: new RequiredBackfills(backfillRows().read(session.connection(), asked), this.backfills.defined());
	}

	/**
	 * Looks at the approvals of migrations that require one and are not applied; if none
	 * does, nobody is asked.
	 * @param session the connection
	 * @param migrations the files
	 * @param history what the database remembers
	 * @return what is approved
	 * @throws SQLException whatever the server says
	 */
	Approvals approved(Session session, MigrationSet migrations, History history) throws SQLException {
		Set<String> asked = Approvals.asked(migrations, history);
		return asked.isEmpty() ? Approvals.NONE : new Approvals(approvalRows().read(session.connection(), asked));
	}

	ApprovalRows approvalRows() {
		return new ApprovalRows(this.settings.schema(), this.settings.stream());
	}

	BackfillRows backfillRows() {
		return new BackfillRows(this.settings.schema(), this.settings.stream());
	}

	BackfillVerification backfills() {
		return this.backfills;
	}

	BackupPolicy backups() {
		return this.backups;
	}

	/**
	 * Works with a connection, without the lock.
	 * @param <T> what comes of it
	 * @param work the work
	 * @return what came of it
	 */
	<T> T connected(Work<T> work) {
		try (Session session = Session.open(this.dataSource)) {
			this.open.add(session);
			try {
				return work.with(session);
			}
			finally {
				this.open.remove(session);
			}
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	/**
	 * Gives up what is under way.
	 */
	void interrupt() {
		this.open.forEach(Session::interrupt);
	}

	/**
	 * Looks how far the one who holds the lock is with an index.
	 * @param session the connection
	 * @return the index that is being built, or {@code null} if none is
	 * @throws SQLException whatever the server says
	 */
	@Nullable IndexBuild indexBuild(Session session) throws SQLException {
		Blocker holder = new AdvisoryLock(this.settings.schema(), this.settings.stream()).holder(session.connection());
		return (holder != null) ? IndexBuildReader.read(session.connection(), holder.pid()) : null;
	}

	/**
	 * Works with a connection that holds the lock, after the migrator's tables are there.
	 * @param <T> what comes of it
	 * @param session the connection
	 * @param work the work
	 * @return what came of it
	 * @throws SQLException whatever the server says outside of migrations
	 */
	<T> T locked(Session session, LockedWork<T> work) throws SQLException {
		return locked(session, this.settings.lockWait(), work);
	}

	/**
	 * Works with a connection that holds the lock, after the migrator's tables are there.
	 * @param <T> what comes of it
	 * @param session the connection
	 * @param lockWait how long to wait for the lock
	 * @param work the work
	 * @return what came of it
	 * @throws SQLException whatever the server says outside of migrations
	 */
	<T> T locked(Session session, Duration lockWait, LockedWork<T> work) throws SQLException {
		lock(session, this.settings, lockWait, this.listener);
		new HistoryTables(this.settings.schema()).prepare(session.connection());
		History history = history(session);
		try (BlockerWatch watch = new BlockerWatch(this.dataSource, session.backendPid(), this.settings.lockTimeout(),
				this.listener)) {
			return work.with(history, new MigrationRunner(session, writer(), this.settings, watch, this.listener));
		}
		finally {
			if (!session.isLost()) {
				new SnapshotKeeper(this.settings, this.listener).keep(session.connection());
			}
		}
	}

	/**
	 * Takes the lock, which the connection gives back when it is closed.
	 * @param session the connection
	 * @throws SQLException whatever the server says
	 */
	void lock(Session session) throws SQLException {
		lock(session, this.settings, this.settings.lockWait(), this.listener);
	}

	static void lock(Session session, MigratorSettings settings, Duration atMost, MigrationListener listener)
			throws SQLException {
		PoolerCheck.check(session.connection(), session.dataSource());
		session.prepare(settings.applicationName());
		new AdvisoryLock(settings.schema(), settings.stream()).acquire(session.connection(), atMost, listener);
	}

	/**
	 * Something done with a connection.
	 *
	 * @param <T> what comes of it
	 */
	interface Work<T> {

		T with(Session session) throws SQLException, MigratorException;

	}

	/**
	 * Something done under the lock.
	 *
	 * @param <T> what comes of it
	 */
	interface LockedWork<T> {

		T with(History history, MigrationRunner runner) throws SQLException, MigratorException;

	}

}
