package io.migrator.backfill;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that can be seen and done with the backfills of one stream in one database, from
 * any replica: what is said here is kept in the database, and whoever works obeys from
 * its next batch on. What changes something is remembered in the audit log.
 */
public interface Backfills {

	/**
	 * The same, in the audit log on the word of somebody.
	 * @param principal the person, or {@code null} if nobody is known
	 * @return the same backfills
	 */
	Backfills onBehalfOf(@Nullable String principal);

	/**
	 * Looks at all backfills: those that this application defines and those that the
	 * database remembers.
	 * @return them, in the order of their names
	 */
	List<BackfillStatus> list();

	/**
	 * Looks at one backfill.
	 * @param name its name
	 * @return what is known of it
	 * @throws io.migrator.error.MigratorException if there is none of that name, naming
	 * those there are
	 */
	BackfillStatus status(String name);

	/**
	 * Lists rows that were put aside.
	 * @param name the backfill
	 * @param limit how many at most
	 * @return them, oldest first
	 */
	List<QuarantinedRow> quarantined(String name, int limit);

	/**
	 * Begins a backfill anew that failed, was cancelled, is completed, or was changed
	 * since it began; one that was never begun just does not wait any longer for its
	 * window.
	 * @param name the backfill
	 * @param reason why, for the audit log, or {@code null}
	 */
	void start(String name, @Nullable String reason);

	/**
	 * Stops a backfill after the batches that are under way, until it is resumed.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void pause(String name, @Nullable String reason);

	/**
	 * Lets a paused backfill go on, or one that failed from where it stopped.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void resume(String name, @Nullable String reason);

	/**
	 * Gives a backfill up; what was committed stays.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 */
	void cancel(String name, @Nullable String reason);

	/**
	 * Tries the quarantined rows again.
	 * @param name the backfill
	 * @param reason why, or {@code null}
	 * @return how many rows are to be tried again
	 */
	long retry(String name, @Nullable String reason);

	/**
	 * Changes how a backfill is run.
	 * @param name the backfill
	 * @param batchDuration how long a batch should take, or {@code null} to leave it
	 * @param parallel how many ranges are worked on at once, or {@code null} to leave it
	 * @param reason why, or {@code null}
	 */
	void adjust(String name, @Nullable Duration batchDuration, @Nullable Integer parallel, @Nullable String reason);

	/**
	 * Runs a backfill on a sample of rows and rolls everything back.
	 * @param name the backfill
	 * @param rows how many rows to visit, about
	 * @return what that tells of the whole
	 */
	BackfillSample sample(String name, int rows);

}
