package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What was last read from the database, or what kept it from being read. Safe for use by
 * several threads, of which one reads and the others wait for it.
 *
 * @param <T> what is read
 */
final class Remembered<T> {

	private final Supplier<? extends @Nullable T> source;

	private final Clock clock;

	/** Not guarded by the lock, which is held while the database is read. */
	private volatile boolean stale = true;

	private Instant readAt = Instant.MIN;

	private @Nullable T value;

	private @Nullable RuntimeException failure;

	/**
	 * Creates a memory of nothing yet.
	 * @param source who reads it, or throws what keeps it from that
	 * @param clock tells how old what was read is
	 */
	Remembered(Supplier<? extends @Nullable T> source, Clock clock) {
		this.source = source;
		this.clock = clock;
	}

	/**
	 * Returns what is remembered, read anew if it is too old or was forgotten.
	 * @param maxAge how old it may be
	 * @return what was read, or {@code null} if there is nothing
	 * @throws RuntimeException what kept it from being read, for as long as
	 * {@code maxAge} without trying again
	 */
	synchronized @Nullable T get(Duration maxAge) {
		if (this.stale || !this.clock.instant().isBefore(this.readAt.plus(maxAge))) {
			this.stale = false;
			read();
			// A database that does not answer has taken its time
			this.readAt = this.clock.instant();
		}
		if (this.failure != null) {
			throw this.failure;
		}
		return this.value;
	}

	private void read() {
		try {
			this.value = this.source.get();
			this.failure = null;
		}
		catch (RuntimeException ex) {
			this.failure = ex;
		}
	}

	/** Has it read anew, since it is known to be otherwise. Never waits. */
	void forget() {
		this.stale = true;
	}

}
