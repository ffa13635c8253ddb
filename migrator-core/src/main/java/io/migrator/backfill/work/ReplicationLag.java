package io.migrator.backfill.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * Tells by what a standby has replayed whether it is too far behind in time. The server's
 * own figure stands still when a standby does; this one grows.
 */
final class ReplicationLag {

	private final long limit;

	/** Where the log ended at each look: all younger than the limit, and one older. */
	private final Deque<Look> looks = new ArrayDeque<>();

	ReplicationLag(Duration limit) {
		this.limit = limit.toNanos();
	}

	/**
	 * Remembers where the log ends.
	 * @param nanos the time, by a clock that only goes forward
	 * @param end the position in bytes
	 */
	void look(long nanos, long end) {
		this.looks.addLast(new Look(nanos, end));
		Iterator<Look> later = this.looks.iterator();
		later.next();
		while (later.hasNext() && nanos - later.next().nanos() >= this.limit) {
			this.looks.removeFirst();
			later = this.looks.iterator();
			later.next();
		}
	}

	/**
	 * Whether a standby is too far behind.
	 * @param nanos the time
	 * @param replayed what it has replayed, as a position in bytes, or {@code null} if it
	 * replays nothing
	 * @return whether it lacks what was there longer ago than the limit
	 */
	boolean exceeds(long nanos, @Nullable Long replayed) {
		Look oldest = this.looks.peekFirst();
		return replayed != null && oldest != null && nanos - oldest.nanos() >= this.limit && replayed < oldest.end();
	}

	/**
	 * A look at the end of the log.
	 *
	 * @param nanos when
	 * @param end where it was
	 */
	private record Look(long nanos, long end) {
	}

}
