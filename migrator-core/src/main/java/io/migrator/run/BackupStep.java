package io.migrator.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.migrator.backup.Backup;
import io.migrator.backup.BackupException;
import io.migrator.backup.BackupMode;
import io.migrator.backup.BackupRequest;
import io.migrator.error.MigratorException;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.MigratorEvent.BackupStarted;
import io.migrator.run.MigratorEvent.BackupTaken;
import io.migrator.run.MigratorEvent.Warning;
import org.jspecify.annotations.Nullable;

/**
 * The backup of one deploy: under the lock, once it is certain that a migration is going
 * to run, and before the first of them. Our connection, which holds the lock and nothing
 * else, is kept busy meanwhile, so that nobody takes it for forgotten; if it is lost all
 * the same, the backup is given up with it.
 */
final class BackupStep {

	private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

	private final Workplace workplace;

	private boolean over;

	private @Nullable Backup taken;

	BackupStep(Workplace workplace) {
		this.workplace = workplace;
	}

	/**
	 * Takes the backup, unless that was done before or is not asked for.
	 * @param running what this deploy is going to run, in order
	 * @param session the connection that holds the lock
	 * @throws SQLException if that connection was lost
	 * @throws BackupException if there has to be one and is none
	 */
	void beforeFirst(List<PlannedMigration> running, Session session) throws SQLException {
		BackupMode mode = this.workplace.backups().mode();
		if (this.over || mode == BackupMode.NONE) {
			return;
		}
		this.over = true;
		long start = System.nanoTime();
		List<String> ids = running.stream().map(PlannedMigration::id).toList();
		this.workplace.listener().onEvent(new BackupStarted(ids));
		try {
			Backup backup = take(request(ids, session), session);
			this.taken = backup;
			session.send(List.of(this.workplace.writer()
				.audit(null, "backup", "before " + String.join(", ", ids) + ": " + backup.location() + "; restored by "
						+ backup.restoreCommand())));
			this.workplace.listener()
				.onEvent(new BackupTaken(ids, backup.location(), backup.restoreCommand(),
						Duration.ofNanos(System.nanoTime() - start)));
		}
		catch (ExecutionException ex) {
			failed(mode, (ex.getCause() != null) ? ex.getCause() : ex);
		}
	}

	private BackupRequest request(List<String> ids, Session session) throws SQLException {
		try (Statement statement = session.connection().createStatement(); ResultSet row = statement.executeQuery("""
				SELECT pg_catalog.current_database(), pg_catalog.current_setting('server_version_num')::int / 10000,
				    pg_catalog.clock_timestamp()""")) {
			row.next();
			return new BackupRequest(ids, row.getString(1), row.getInt(2), this.workplace.settings().schema(),
					row.getObject(3, OffsetDateTime.class).toInstant());
		}
	}

	private Backup take(BackupRequest request, Session session) throws SQLException, ExecutionException {
		FutureTask<Backup> task = new FutureTask<>(() -> Objects
			.requireNonNull(this.workplace.backups().backup().take(request), "What takes the backups returned none"));
		Thread thread = new Thread(task, "migrator-backup");
		thread.setDaemon(true);
		thread.start();
		try {
			while (true) {
				try {
					return task.get(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
				}
				catch (TimeoutException ex) {
					session.send(List.of("SELECT 1"));
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new BackupException("Interrupted while a backup was taken", "nothing of this deploy is applied",
					"Deploy again.", ex);
		}
		finally {
			task.cancel(true);
		}
	}

	private void failed(BackupMode mode, Throwable reason) {
		MigratorException known = (reason instanceof MigratorException exception) ? exception : null;
		String problem = (known != null) ? known.problem() : reason.toString();
		String next = (known != null) ? known.nextStep()
				: "Mend what takes the backups (a bean of type DatabaseBackup).";
		if (mode == BackupMode.REQUIRED) {
			throw new BackupException("No backup could be taken, and there is to be none without: " + problem,
					"nothing of this deploy is applied",
					next + " Then deploy again. 'migrator.backup.mode=none' deploys without a backup.", reason);
		}
		this.workplace.listener()
			.onEvent(new Warning(
					"No backup could be taken; the deploy goes on without one, as migrator.backup.mode=auto " + "says: "
							+ problem + "\n  " + next));
	}

	/**
	 * The backup of this deploy.
	 * @return the backup, or {@code null} if none was taken
	 */
	@Nullable Backup taken() {
		return this.taken;
	}

	/**
	 * Tells who reads of a failure of the way back.
	 * @param failure what ended the deploy
	 */
	void mention(MigratorException failure) {
		Backup backup = this.taken;
		if (backup != null) {
			failure.addNextStep("The backup from before this deploy is at " + backup.location() + ". To restore it: "
					+ backup.restoreCommand());
		}
	}

}
