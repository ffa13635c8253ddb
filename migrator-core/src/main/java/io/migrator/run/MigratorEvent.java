package io.migrator.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Something that the engine did or met: the one stream that log, metrics, progress and
 * the application listen to.
 */
public sealed interface MigratorEvent {

	/**
	 * A deploy found work and holds the lock.
	 *
	 * @param ids what it is going to apply, in order
	 */
	record DeployStarted(List<String> ids) implements MigratorEvent {
	}

	/**
	 * A deploy is about to apply something, and takes a backup first.
	 *
	 * @param ids what it is going to apply, in order
	 */
	record BackupStarted(List<String> ids) implements MigratorEvent {
	}

	/**
	 * A backup is complete; nothing is applied yet.
	 *
	 * @param ids what is going to be applied, in order
	 * @param location where the backup is
	 * @param restoreCommand the command that restores it, without any password
	 * @param duration wall time
	 */
	record BackupTaken(List<String> ids, String location, String restoreCommand,
			Duration duration) implements MigratorEvent {
	}

	/**
	 * A deploy ended well.
	 *
	 * @param applied what it applied, in order; empty if there was nothing to do
	 * @param held what it had to leave because something must happen first
	 * @param duration wall time
	 */
	record DeployFinished(List<String> applied, List<String> held, Duration duration) implements MigratorEvent {
	}

	/**
	 * A deploy came to no good end. Whatever it began is over by then, even where no
	 * other event says so.
	 *
	 * @param failure why
	 * @param duration wall time
	 */
	record DeployFailed(Throwable failure, Duration duration) implements MigratorEvent {
	}

	/**
	 * Another process holds the lock; told when that is first seen, and again from time
	 * to time.
	 *
	 * @param holder who holds it, or {@code null} if the server did not say
	 * @param waited how long we have waited
	 */
	record WaitingForLock(@Nullable Blocker holder, Duration waited) implements MigratorEvent {
	}

	/**
	 * The lock that lets one process migrate is ours.
	 *
	 * @param database the database that is locked
	 * @param waited how long we waited for others, zero if there were none
	 */
	record LockAcquired(String database, Duration waited) implements MigratorEvent {
	}

	/**
	 * A migration begins, or begins another attempt. The same thread tells how it ended:
	 * applied, rolled back or failed.
	 *
	 * @param id the migration
	 * @param attempt counted from 1
	 * @param resumedAt the statement at which it resumes, 1 if it starts at the beginning
	 * @param statements how many statements it has
	 * @param down whether its down script is run
	 */
	record MigrationStarted(String id, int attempt, int resumedAt, int statements,
			boolean down) implements MigratorEvent {
	}

	/**
	 * Statements of a migration were executed, not necessarily committed.
	 *
	 * @param id the migration
	 * @param done how many statements are executed so far
	 * @param statements how many there are
	 */
	record StatementsExecuted(String id, int done, int statements) implements MigratorEvent {
	}

	/**
	 * An index is being built, for some seconds already; told every few seconds.
	 *
	 * @param id the migration
	 * @param build how far it is
	 */
	record IndexBuildProgress(String id, IndexBuild build) implements MigratorEvent {
	}

	/**
	 * The server said something: a notice or warning raised by a statement.
	 *
	 * @param id the migration
	 * @param severity the server's word, such as {@code NOTICE}
	 * @param message what it said
	 */
	record ServerNotice(String id, String severity, String message) implements MigratorEvent {
	}

	/**
	 * A statement did not get its lock in time; the transaction was given up and is tried
	 * again.
	 *
	 * @param id the migration
	 * @param script the script's name
	 * @param line the line of the statement
	 * @param attempt the attempt that ended so, counted from 1
	 * @param blockers who stood in the way; empty if that could not be seen
	 * @param retryIn when the next attempt begins
	 */
	record BlockedByLock(String id, String script, int line, int attempt, List<Blocker> blockers,
			Duration retryIn) implements MigratorEvent {
	}

	/**
	 * A migration is committed together with its history row.
	 *
	 * @param id the migration
	 * @param statements how many statements it has
	 * @param rowsAffected rows inserted, updated, deleted or copied
	 * @param attempts how many attempts it took
	 * @param duration wall time
	 * @param lockTime the longest time that one of its transactions was open, an upper
	 * bound for how long it held a lock
	 */
	record MigrationApplied(String id, int statements, long rowsAffected, int attempts, Duration duration,
			Duration lockTime) implements MigratorEvent {
	}

	/**
	 * A migration failed.
	 *
	 * @param id the migration
	 * @param failure what the operator reads
	 */
	record MigrationFailed(String id, MigratorException failure) implements MigratorEvent {
	}

	/**
	 * A migration was recorded as applied without running it, since it stands for others
	 * that are.
	 *
	 * @param id the migration
	 * @param standsFor how many applied migrations it stands for
	 */
	record MigrationRecorded(String id, int standsFor) implements MigratorEvent {
	}

	/**
	 * A migration was taken back by its down script.
	 *
	 * @param id the migration
	 * @param duration wall time
	 */
	record MigrationRolledBack(String id, Duration duration) implements MigratorEvent {
	}

	/**
	 * The live schema was compared with the expected one.
	 *
	 * @param objects the objects that are not as expected, each with what happened to it;
	 * the first of them if there are very many
	 * @param count how many there are; 0 if the schema is as expected
	 * @param expectation what it was compared with
	 * @param at when, by the server's clock
	 * @param took wall time
	 */
	record DriftChecked(List<String> objects, int count, String expectation, Instant at,
			Duration took) implements MigratorEvent {
	}

	/**
	 * A named check was run.
	 *
	 * @param name the check
	 * @param passed whether all is as it expects
	 * @param found what it found that it should not, or why it failed, with file and
	 * line; {@code null} if it passed
	 * @param duration wall time
	 */
	record CheckRan(String name, boolean passed, @Nullable String found, Duration duration) implements MigratorEvent {
	}

	/**
	 * A backfill began, or began another round.
	 *
	 * @param name the backfill
	 * @param round counted from 1; more if its verify query found rows
	 * @param ranges how many ranges there are to share, 0 if it is not run in batches
	 * @param rowsEstimated about how many rows there are, -1 if unknown
	 * @param walk how the table is walked, in words
	 */
	record BackfillStarted(String name, int round, int ranges, long rowsEstimated,
			String walk) implements MigratorEvent {
	}

	/**
	 * The transaction of a batch begins. The same thread tells when it has ended.
	 *
	 * @param name the backfill
	 * @param worker who does it
	 * @param size how many rows it is going to visit, 0 if it is not run in batches
	 */
	record BackfillBatchStarted(String name, String worker, int size) implements MigratorEvent {
	}

	/**
	 * The transaction of a batch has ended, one way or the other.
	 *
	 * @param name the backfill
	 * @param worker who did it
	 * @param database the database, or {@code null} if it was not reached
	 * @param rows how many rows it changed
	 * @param failure why it was rolled back, or {@code null} if it was committed
	 */
	record BackfillBatchEnded(String name, String worker, @Nullable String database, long rows,
			@Nullable Throwable failure) implements MigratorEvent {
	}

	/**
	 * A batch is committed, together with its progress.
	 *
	 * @param name the backfill
	 * @param worker who did it
	 * @param rows how many rows it changed
	 * @param size how many rows it visited, about
	 * @param duration wall time of its transaction
	 */
	record BackfillBatchDone(String name, String worker, long rows, int size,
			Duration duration) implements MigratorEvent {
	}

	/**
	 * A batch failed and is going to be tried again, maybe in halves.
	 *
	 * @param name the backfill
	 * @param worker who tried
	 * @param attempt the attempt that failed, counted from 1
	 * @param sqlState the SQLState, or {@code null}
	 * @param error what the server said
	 * @param retryIn when it is tried again
	 */
	record BackfillBatchFailed(String name, String worker, int attempt, @Nullable String sqlState, String error,
			Duration retryIn) implements MigratorEvent {
	}

	/**
	 * A row failed alone and was put aside.
	 *
	 * @param name the backfill
	 * @param relation the table
	 * @param key its key
	 * @param error what the server said
	 */
	record BackfillRowQuarantined(String name, String relation, String key, String error) implements MigratorEvent {
	}

	/**
	 * A worker began or ceased to hold back.
	 *
	 * @param name the backfill
	 * @param worker who
	 * @param reason why, or {@code null} if it goes on
	 */
	record BackfillThrottled(String name, String worker, @Nullable String reason) implements MigratorEvent {
	}

	/**
	 * A backfill came into another state: by its end, by a failure, or by what an
	 * operator said.
	 *
	 * @param name the backfill
	 * @param state the state, such as {@code completed}
	 * @param reason why, or {@code null}
	 * @param rows how many rows it changed so far
	 */
	record BackfillStateChanged(String name, String state, @Nullable String reason,
			long rows) implements MigratorEvent {
	}

	/**
	 * A feature is open from now on, as far as this process is concerned. Every process
	 * that asks for it tells so, also of one that was open before it started.
	 *
	 * @param name the feature
	 * @param reason why, in words
	 * @param openedAt since when it is open in the database, by the server's clock, or
	 * {@code null} if an operator opened it
	 */
	record FeatureOpened(String name, String reason, @Nullable Instant openedAt) implements MigratorEvent {
	}

	/**
	 * A feature that was open is closed from now on, as far as this process is concerned.
	 *
	 * @param name the feature
	 * @param reason why, in words
	 */
	record FeatureClosed(String name, String reason) implements MigratorEvent {
	}

	/**
	 * Something people should know that stops nothing.
	 *
	 * @param message a sentence
	 */
	record Warning(String message) implements MigratorEvent {
	}

}
