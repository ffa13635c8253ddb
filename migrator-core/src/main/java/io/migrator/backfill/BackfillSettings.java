package io.migrator.backfill;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How backfills are worked on where their directives do not say otherwise.
 *
 * @param threads how many ranges this process works on at once, all backfills together
 * @param parallel how many ranges of one backfill are worked on at once, by all processes
 * together
 * @param batchDuration how long a batch should take
 * @param rest how long a worker rests after a batch, as a multiple of the time that the
 * batch took
 * @param minBatchSize how many rows a batch has at least
 * @param maxBatchSize how many rows a batch has at most
 * @param lockTimeout how long a batch may wait for a lock
 * @param attempts how often a batch is tried before it is halved
 * @param maxBackoff how long to wait between two attempts at most
 * @param lease how long a worker may be silent before another takes its range over
 * @param poll how often to look for something to do
 * @param throttle when to hold back
 */
public record BackfillSettings(int threads, int parallel, Duration batchDuration, double rest, int minBatchSize,
		int maxBatchSize, Duration lockTimeout, int attempts, Duration maxBackoff, Duration lease, Duration poll,
		Throttle throttle) {

	/**
	 * The settings of an application that set nothing.
	 * @return the defaults
	 */
	public static BackfillSettings defaults() {
		return new BackfillSettings(2, 2, Duration.ofMillis(100), 1, 10, 5_000, Duration.ofSeconds(3), 5,
				Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(5), Throttle.defaults());
	}

	/**
	 * When to hold back; what is {@code null} is not looked at.
	 *
	 * @param interval how often to look
	 * @param replicationLag how far a standby may be behind
	 * @param archiveQueue how many segments of write-ahead log may wait to be archived
	 * @param activeSessions how many other sessions may be active
	 * @param lockWaiters whether to hold back while somebody waits for a lock on the
	 * table
	 * @param maintenance whether to hold back while the table is vacuumed by itself or an
	 * index is built on it
	 */
	public record Throttle(Duration interval, @Nullable Duration replicationLag, @Nullable Integer archiveQueue,
			@Nullable Integer activeSessions, boolean lockWaiters, boolean maintenance) {

		/**
		 * The limits of an application that set none.
		 * @return the defaults
		 */
		public static Throttle defaults() {
			return new Throttle(Duration.ofSeconds(1), Duration.ofSeconds(10), 100, null, true, true);
		}

	}

}
