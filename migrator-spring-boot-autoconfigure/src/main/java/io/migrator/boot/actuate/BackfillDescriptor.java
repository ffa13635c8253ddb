package io.migrator.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.QuarantinedRow;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One backfill.
 *
 * @param name its name
 * @param source where it is defined, or {@code null} if this application does not know it
 * @param state where it stands
 * @param reasons why it does not go on, or not at full speed
 * @param table what it walks, or {@code null} if it is not run in batches
 * @param progress how far it is
 * @param settings how it is run
 * @param error what went wrong last, or {@code null}
 * @param startedAt when it began, or {@code null}
 * @param finishedAt when it ended, or {@code null}
 * @param warnings what its author should know
 * @param quarantine rows that were put aside, the oldest first, or {@code null} where
 * only a summary was asked for
 */
public record BackfillDescriptor(String name, @Nullable String source, String state, List<String> reasons,
		@Nullable String table, Progress progress, Settings settings, @Nullable String error,
		@Nullable Instant startedAt, @Nullable Instant finishedAt, List<String> warnings,
		@Nullable List<Row> quarantine) implements OperationResponseBody {

	static BackfillDescriptor of(BackfillStatus status) {
		return of(status, null);
	}

	static BackfillDescriptor of(BackfillStatus status, @Nullable List<QuarantinedRow> quarantine) {
		return new BackfillDescriptor(status.name(), status.source(), status.state().word(), status.reasons(),
				status.table(), Progress.of(status.progress()),
				new Settings(status.settings().parallel(), status.settings().batchDuration().toMillis(),
						status.settings().batchRows()),
				status.error(), status.startedAt(), status.finishedAt(), status.warnings(),
				(quarantine != null) ? quarantine.stream().map(Row::of).toList() : null);
	}

	/**
	 * How far a backfill is.
	 *
	 * @param rowsDone rows changed, exactly
	 * @param rowsEstimated about how many rows there are to visit, or {@code null}
	 * @param fraction about how much is done, 0 to 1
	 * @param rowsPerSecond rows changed per second lately, or {@code null}
	 * @param remainingMs about how long it is going to take, in milliseconds, or
	 * {@code null}
	 * @param quarantined rows that were put aside
	 * @param batches batches that were committed
	 * @param failures batches that failed and were tried again
	 * @param rounds how often it went over the table
	 * @param workers who works on it now
	 */
	public record Progress(long rowsDone, @Nullable Long rowsEstimated, double fraction, @Nullable Double rowsPerSecond,
			@Nullable Long remainingMs, long quarantined, long batches, long failures, int rounds,
			List<Worker> workers) {

		static Progress of(BackfillStatus.Progress progress) {
			Duration remaining = progress.remaining();
			return new Progress(progress.rowsDone(), progress.rowsEstimated(), progress.fraction(),
					progress.rowsPerSecond(), (remaining != null) ? remaining.toMillis() : null, progress.quarantined(),
					progress.batches(), progress.failures(), progress.rounds(),
					progress.workers().stream().map(Worker::of).toList());
		}

	}

	/**
	 * Who works on a range.
	 *
	 * @param name the worker
	 * @param relation the table or partition
	 * @param position the key that it has come to, or {@code null} at the beginning
	 * @param batchSize rows of its last batch
	 * @param throttle why it pauses right now, or {@code null} if it does not
	 */
	public record Worker(String name, String relation, @Nullable String position, int batchSize,
			@Nullable String throttle) {

		static Worker of(BackfillStatus.Worker worker) {
			return new Worker(worker.name(), worker.relation(), worker.position(), worker.batchSize(),
					worker.throttle());
		}

	}

	/**
	 * How a backfill is run.
	 *
	 * @param parallel how many ranges are worked on at once, by all replicas together
	 * @param batchDurationMs how long a batch should take, in milliseconds
	 * @param batchRows how many rows a batch has, or {@code null} if its duration decides
	 */
	public record Settings(int parallel, long batchDurationMs, @Nullable Integer batchRows) {

	}

	/**
	 * A row that failed alone.
	 *
	 * @param relation its table or partition
	 * @param key the values of its key
	 * @param error what the server said
	 * @param sqlState the SQLState, or {@code null}
	 * @param at when
	 */
	public record Row(String relation, List<String> key, String error, @Nullable String sqlState, Instant at) {

		static Row of(QuarantinedRow row) {
			return new Row(row.relation(), row.key().values(), row.error(), row.sqlState(), row.at());
		}

	}

}
