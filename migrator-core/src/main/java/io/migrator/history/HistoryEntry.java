package io.migrator.history;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One row of the history: what happened to one migration.
 *
 * @param id the migration's id
 * @param version its version, or {@code null} for a repeatable one
 * @param description its name in words
 * @param state what became of it
 * @param down whether the statements counted here are those of the down script
 * @param checksum hex SHA-256 of its text with line endings normalised
 * @param semanticChecksum hex SHA-256 of its tokens, or {@code null} if unknown
 * @param progress how far it came
 * @param rowsAffected rows that its statements inserted, updated, deleted or copied
 * @param duration wall time of the last attempt, or {@code null} if it was never run
 * @param lockTime the longest time that one of its transactions was open, an upper bound
 * for how long it held a lock, or {@code null} if it was never run
 * @param attempts how many times it was tried, lock time-outs included
 * @param error the last error, or {@code null}
 * @param errorState its SQLState, or {@code null}
 * @param appliedBy database user and application
 * @param applicationVersion the application's version, or {@code null} if unknown
 * @param position place in the order of application, counted from 1
 * @param note what an operator or the migrator remarked, or {@code null}
 * @param startedAt when the last attempt began, by the server's clock
 * @param finishedAt when it ended, by the server's clock, or {@code null} while it runs
 */
public record HistoryEntry(String id, @Nullable String version, String description, HistoryState state, boolean down,
		String checksum, @Nullable String semanticChecksum, Progress progress, long rowsAffected,
		@Nullable Duration duration, @Nullable Duration lockTime, int attempts, @Nullable String error,
		@Nullable String errorState, String appliedBy, @Nullable String applicationVersion, long position,
		@Nullable String note, Instant startedAt, @Nullable Instant finishedAt) {

	/**
	 * Whether some but not all statements are committed, so that the next run resumes.
	 * @return whether a script stopped half-way
	 */
	public boolean isHalfDone() {
		return (this.state == HistoryState.RUNNING || this.state == HistoryState.FAILED)
				&& (this.progress.done() > 0 || this.progress.inFlight() != null);
	}

}
