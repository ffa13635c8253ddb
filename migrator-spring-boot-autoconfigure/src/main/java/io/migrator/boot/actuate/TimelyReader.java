package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Reads something of the database that is asked for often, every few seconds at most and
 * on a thread of its own, so that nobody waits long for a database that does not answer.
 * Safe for use by several threads.
 *
 * @param <T> what is read
 */
final class TimelyReader<T extends @Nullable Object> {

	/** Probes give up after a few seconds. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	/** A look that hangs for longer, on a connection that is dead, is not waited for. */
	private static final Duration LOST_AFTER = Duration.ofMinutes(1);

	private final Supplier<T> source;

	private final Clock clock;

	private final Duration timeToLive;

	private @Nullable Reading<T> last;

	/**
	 * Creates a reader.
	 * @param source reads it
	 * @param clock tells how old what was read is
	 * @param timeToLive how old it may be
	 */
	TimelyReader(Supplier<T> source, Clock clock, Duration timeToLive) {
		this.source = source;
		this.clock = clock;
		this.timeToLive = timeToLive;
	}

	/**
	 * Returns what was read last, or reads it.
	 * @return what was read
	 * @throws MigratorException if it cannot be read, or not in time, in which case it is
	 * read on for the next who asks
	 */
	T get() {
		try {
			return reading().result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (TimeoutException ex) {
			throw new MigratorException("The database has not answered yet", null,
					"See whether it can be reached, and whether the pool has a connection to spare.", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigratorException("Interrupted while reading", null, "Ask again.", ex);
		}
	}

	private synchronized Reading<T> reading() {
		Reading<T> current = this.last;
		if (current == null || current.isOld(this.clock.instant(), this.timeToLive)) {
			current = new Reading<>(this.clock.instant());
			this.last = current;
			Reading<T> started = current;
			Thread thread = new Thread(() -> started.read(this.source, this.clock), "migrator-look");
			thread.setDaemon(true);
			thread.start();
		}
		return current;
	}

	/**
	 * One look at the database.
	 */
	private static final class Reading<T extends @Nullable Object> {

		private final CompletableFuture<T> result = new CompletableFuture<>();

		private final Instant startedAt;

		private volatile @Nullable Instant readAt;

		Reading(Instant startedAt) {
			this.startedAt = startedAt;
		}

		void read(Supplier<T> source, Clock clock) {
			try {
				T read = source.get();
				this.readAt = clock.instant();
				this.result.complete(read);
			}
			catch (Throwable ex) {
				this.readAt = clock.instant();
				this.result.completeExceptionally(ex);
			}
		}

		boolean isOld(Instant now, Duration timeToLive) {
			Instant at = this.readAt;
			return !now.isBefore((at != null) ? at.plus(timeToLive) : this.startedAt.plus(LOST_AFTER));
		}

	}

}
