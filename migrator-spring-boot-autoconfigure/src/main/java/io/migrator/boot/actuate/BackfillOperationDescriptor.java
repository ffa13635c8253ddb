package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.List;

import io.migrator.backfill.BackfillSample;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What came of an operation on a backfill.
 *
 * @param operation the operation
 * @param backfill the backfill after it, or {@code null} if it failed
 * @param retried how many rows are to be tried again, or {@code null} for other
 * operations
 * @param sample what a sample tells of the whole, or {@code null} for other operations
 * @param failure why it was not done, or {@code null}
 */
public record BackfillOperationDescriptor(String operation, @Nullable BackfillDescriptor backfill,
		@Nullable Long retried, @Nullable Sample sample,
		@Nullable FailureDescriptor failure) implements OperationResponseBody {

	static BackfillOperationDescriptor of(String operation, MigratorException ex) {
		return new BackfillOperationDescriptor(operation, null, null, null, FailureDescriptor.of(ex));
	}

	/**
	 * What a dry run on a sample of rows, rolled back, tells of the whole.
	 *
	 * @param rowsVisited rows of the sample
	 * @param rowsChanged how many of them would change
	 * @param durationMs how long the sample took, in milliseconds
	 * @param walBytes how much write-ahead log it wrote, or {@code null} if unknown
	 * @param rowsEstimated about how many rows there are, or {@code null}
	 * @param wholeDurationMs about how long the whole will take with one worker that
	 * never pauses, in milliseconds, or {@code null}
	 * @param wholeWalBytes about how much write-ahead log the whole will write, or
	 * {@code null}
	 * @param warnings what its author should know
	 */
	public record Sample(long rowsVisited, long rowsChanged, long durationMs, @Nullable Long walBytes,
			@Nullable Long rowsEstimated, @Nullable Long wholeDurationMs, @Nullable Long wholeWalBytes,
			List<String> warnings) {

		static Sample of(BackfillSample sample) {
			Duration whole = sample.wholeDuration();
			return new Sample(sample.rowsVisited(), sample.rowsChanged(), sample.duration().toMillis(),
					sample.walBytes(), sample.rowsEstimated(), (whole != null) ? whole.toMillis() : null,
					sample.wholeWalBytes(), sample.warnings());
		}

	}

}
