package io.migrator.backfill;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a dry run on a sample of rows, rolled back, tells of the whole.
 *
 * @param rowsVisited rows of the sample
 * @param rowsChanged how many of them would change
 * @param duration how long the sample took
 * @param walBytes how much write-ahead log it wrote, or {@code null} if the server did
 * not tell
 * @param rowsEstimated about how many rows the whole table has, or {@code null} if there
 * is no estimate
 * @param wholeDuration about how long the whole will take with one worker that never
 * pauses, or {@code null}
 * @param wholeWalBytes about how much write-ahead log the whole will write, or
 * {@code null}
 * @param warnings what its author should know
 */
public record BackfillSample(long rowsVisited, long rowsChanged, Duration duration, @Nullable Long walBytes,
		@Nullable Long rowsEstimated, @Nullable Duration wholeDuration, @Nullable Long wholeWalBytes,
		List<String> warnings) {
}
