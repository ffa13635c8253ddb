package io.migrator.backfill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a backfill at one moment, the same on every replica.
 *
 * @param name its name
 * @param source where it is defined, or {@code null} if this application does not know it
 * @param state where it stands
 * @param reasons why it does not go on, or not at full speed: what it waits for, who
 * paused it, what throttles it; empty if nothing does
 * @param table what it walks, or {@code null} if it is not run in batches
 * @param progress how far it is
 * @param settings how it is run
 * @param error what went wrong last, or {@code null}
 * @param startedAt when it began, by the server's clock, or {@code null}
 * @param finishedAt when it ended, or {@code null}
 * @param warnings what its author should know
 */
public record BackfillStatus(String name, @Nullable String source, BackfillState state, List<String> reasons,
		@Nullable String table, Progress progress, Settings settings, @Nullable String error,
		@Nullable Instant startedAt, @Nullable Instant finishedAt, List<String> warnings) {

	public BackfillStatus {
		reasons = List.copyOf(reasons);
		warnings = List.copyOf(warnings);
	}

	/**
	 * How far a backfill is.
	 *
	 * @param rowsDone rows changed, exactly
	 * @param rowsEstimated about how many rows there are to visit, an estimate of the
	 * server's, or {@code null} if there is none
	 * @param fraction about how much of the work is done, 0 to 1
	 * @param quarantined rows that failed and were put aside
	 * @param batches how many batches were committed
	 * @param failures how many batches failed and were tried again
	 * @param rowsPerSecond rows changed per second lately, or {@code null} if nobody
	 * works
	 * @param remaining about how long it is going to take at this rate, or {@code null}
	 * if that cannot be told
	 * @param workers who works on it now
	 * @param rounds how often it went over the table, from 1; more if its verify query
	 * found rows
	 */
	public record Progress(long rowsDone, @Nullable Long rowsEstimated, double fraction, long quarantined, long batches,
			long failures, @Nullable Double rowsPerSecond, @Nullable Duration remaining, List<Worker> workers,
			int rounds) {

		public Progress {
			workers = List.copyOf(workers);
		}

	}

	/**
	 * Who works on a range.
	 *
	 * @param name the worker: application, host and number
	 * @param relation the table or partition
	 * @param position the key that it has come to, or {@code null} at the beginning
	 * @param batchSize rows of its last batch
	 * @param throttle why it pauses right now, or {@code null} if it does not
	 */
	public record Worker(String name, String relation, @Nullable String position, int batchSize,
			@Nullable String throttle) {
	}

	/**
	 * How a backfill is run.
	 *
	 * @param parallel how many ranges are worked on at once, by all replicas together
	 * @param batchDuration how long a batch should take
	 * @param batchRows how many rows a batch has, or {@code null} if its duration decides
	 */
	public record Settings(int parallel, Duration batchDuration, @Nullable Integer batchRows) {
	}

}
