package io.migrator.check;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the database remembers that decides which checks are due.
 *
 * @param changedAt when a migration was last applied or taken back, or {@code null} if
 * none ever was
 * @param applied the migrations that are applied, of those that were asked for
 * @param completed when backfills were completed, of those that were asked for
 * @param kept what the last run of each check found
 */
record Facts(@Nullable Instant changedAt, Set<String> applied, Map<String, Instant> completed, Map<String, Kept> kept) {

	/**
	 * What the last run of a check found.
	 *
	 * @param checksum of the file as it was
	 * @param passed whether it found nothing
	 * @param passedAt when it last passed, or {@code null}
	 * @param checkedAt when it was run
	 * @param durationMs how long it took, in milliseconds
	 * @param found what it found, or {@code null}
	 */
	record Kept(String checksum, boolean passed, @Nullable Instant passedAt, Instant checkedAt, long durationMs,
			@Nullable String found) {

		Kept passing() {
			return passedAt(this.checkedAt);
		}

		Kept passedAt(@Nullable Instant passedAt) {
			return new Kept(this.checksum, this.passed, passedAt, this.checkedAt, this.durationMs, this.found);
		}

	}

}
