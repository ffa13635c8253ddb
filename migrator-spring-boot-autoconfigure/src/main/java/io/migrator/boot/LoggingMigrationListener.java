package io.migrator.boot;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.migrator.boot.format.Durations;
import io.migrator.run.Blocker;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackupStarted;
import io.migrator.run.MigratorEvent.BackupTaken;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.IndexBuildProgress;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRecorded;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.run.MigratorEvent.Warning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what the engine does: one line when there is nothing to do, one for each
 * migration otherwise.
 */
class LoggingMigrationListener implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private static final int IDS_SHOWN = 10;

	private final IndexBuildLog indexBuilds = new IndexBuildLog(Clock.systemUTC());

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DeployStarted started) {
			logger.info("Applying {}", count(started.ids()));
		}
		else if (event instanceof BackupStarted) {
			logger.info("Taking a backup first");
		}
		else if (event instanceof BackupTaken taken) {
			logger.info("Backup taken in {}: {}. To restore it: {}", Durations.format(taken.duration()),
					taken.location(), taken.restoreCommand());
		}
		else if (event instanceof DeployFinished finished) {
			deployFinished(finished);
		}
		else if (event instanceof WaitingForLock waiting) {
			logger.info("Waiting for another process that migrates this database ({} so far): {}",
					Durations.format(waiting.waited()), describe(waiting.holder()));
		}
		else if (event instanceof MigrationStarted started) {
			migrationStarted(started);
		}
		else if (event instanceof BlockedByLock blocked) {
			logger.warn("{} did not get its lock at {}:{} (attempt {}), tries again in {}; blocked by {}", blocked.id(),
					blocked.script(), blocked.line(), blocked.attempt(), Durations.format(blocked.retryIn()),
					describe(blocked.blockers()));
		}
		else if (event instanceof MigrationApplied applied) {
			logger.info("Applied {}: {}, {}, {}{}", applied.id(), number(applied.statements(), "statement"),
					number(applied.rowsAffected(), "row"), Durations.format(applied.duration()),
					(applied.attempts() > 1) ? ", " + applied.attempts() + " attempts" : "");
		}
		else if (event instanceof MigrationFailed failed) {
			logger.warn("{} failed: {}", failed.id(), failed.failure().problem());
		}
		else if (event instanceof MigrationRecorded recorded) {
			logger.info("Recorded {} without running it: it stands for {}", recorded.id(),
					number(recorded.standsFor(), "applied migration"));
		}
		else if (event instanceof MigrationRolledBack rolledBack) {
			logger.info("Took back {}: {}", rolledBack.id(), Durations.format(rolledBack.duration()));
		}
		else if (event instanceof IndexBuildProgress progress) {
			this.indexBuilds.progress(progress);
		}
		else if (event instanceof ServerNotice notice) {
			notice(notice);
		}
		else if (event instanceof Warning warning) {
			logger.warn("{}", warning.message());
		}
	}

	private void deployFinished(DeployFinished finished) {
		if (!finished.held().isEmpty()) {
			logger.warn("Left {}, since something must happen first", count(finished.held()));
		}
		if (!finished.applied().isEmpty()) {
			logger.info("Applied {} in {}", number(finished.applied().size(), "migration"),
					Durations.format(finished.duration()));
		}
		else if (finished.held().isEmpty()) {
			logger.info("Database is up to date, checked in {}", Durations.format(finished.duration()));
		}
	}

	private void migrationStarted(MigrationStarted started) {
		if (started.resumedAt() > 1) {
			logger.info("Resuming {} at statement {} of {}", started.id(), started.resumedAt(), started.statements());
		}
		else {
			logger.debug("Applying {}, attempt {}", started.id(), started.attempt());
		}
	}

	private void notice(ServerNotice notice) {
		switch (notice.severity().toUpperCase(Locale.ROOT)) {
			case "WARNING" -> logger.warn("{}: the server warns: {}", notice.id(), notice.message());
			case "NOTICE", "INFO" -> logger.info("{}: the server says: {}", notice.id(), notice.message());
			default -> logger.debug("{}: the server says: {}", notice.id(), notice.message());
		}
	}

	private static String describe(List<Blocker> blockers) {
		return blockers.isEmpty() ? "a session that is gone or cannot be seen by this role"
				: blockers.stream().map(Blocker::describe).collect(Collectors.joining("; "));
	}

	private static String describe(@Nullable Blocker holder) {
		return (holder != null) ? holder.describe() : "a session that this role cannot see";
	}

	private static String count(List<String> ids) {
		String shown = String.join(", ", ids.subList(0, Math.min(ids.size(), IDS_SHOWN)));
		String more = (ids.size() > IDS_SHOWN) ? ", … and " + (ids.size() - IDS_SHOWN) + " more" : "";
		return number(ids.size(), "migration") + ": " + shown + more;
	}

	private static String number(long number, String noun) {
		return number + " " + noun + ((number != 1) ? "s" : "");
	}

}
