package io.migrator.boot.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was last read from the database for meters, and is read anew, in a thread of its
 * own, once it is old. A database that is slow or away holds a scrape up for a moment,
 * and only once in a while. Safe for use by several threads.
 *
 * @param <T> what is read
 */
final class Reading<T> {

	private static final Logger logger = LoggerFactory.getLogger(Reading.class);

	private static final Duration PATIENCE = Duration.ofMillis(500);

	/** What was read so many times to live ago says nothing any more. */
	private static final int OUTDATED = 4;

	private final Supplier<? extends @Nullable T> source;

	private final Duration timeToLive;

	private final Duration patience;

	private final Clock clock;

	private @Nullable T value;

	private @Nullable Instant readAt;

	private boolean stale = true;

	private @Nullable CountDownLatch reading;

	/**
	 * Creates a reading.
	 * @param source who reads it, or throws what keeps it from that
	 * @param timeToLive how old what was read may become before it is read anew
	 * @param clock tells how old it is
	 */
	Reading(Supplier<? extends @Nullable T> source, Duration timeToLive, Clock clock) {
		this(source, timeToLive, PATIENCE, clock);
	}

	Reading(Supplier<? extends @Nullable T> source, Duration timeToLive, Duration patience, Clock clock) {
		this.source = source;
		this.timeToLive = timeToLive;
		this.patience = patience;
		this.clock = clock;
	}

	/**
	 * Returns what is known.
	 * @return what was read, or {@code null} if there is nothing, it could not be read,
	 * or that was too long ago
	 */
	@Nullable T get() {
		CountDownLatch begun = begin();
		if (begun != null) {
			try {
				begun.await(this.patience.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		return known();
	}

	private synchronized @Nullable T known() {
		return isOlderThan(OUTDATED) ? null : this.value;
	}

	private boolean isOlderThan(int timesToLive) {
		return this.readAt == null
				|| !this.clock.instant().isBefore(this.readAt.plus(this.timeToLive.multipliedBy(timesToLive)));
	}

	/**
	 * Begins to read if that is due and nobody does.
	 * @return what is counted down when it was read, or {@code null} if nothing was begun
	 */
	private synchronized @Nullable CountDownLatch begin() {
		if (this.reading != null || !(this.stale || isOlderThan(1))) {
			return null;
		}
		CountDownLatch latch = new CountDownLatch(1);
		this.reading = latch;
		this.stale = false;
		Thread thread = new Thread(() -> read(latch), "migrator-meters");
		thread.setDaemon(true);
		thread.start();
		return latch;
	}

	private void read(CountDownLatch latch) {
		@Nullable T found = null;
		try {
			found = this.source.get();
		}
		catch (RuntimeException ex) {
			logger.debug("What meters tell cannot be read", ex);
		}
		finally {
			synchronized (this) {
				this.value = found;
				// A database that does not answer has taken its time
				this.readAt = this.clock.instant();
				this.reading = null;
			}
			latch.countDown();
		}
	}

	/** Has it read anew, since it is known to be otherwise. */
	synchronized void forget() {
		this.stale = true;
	}

}
