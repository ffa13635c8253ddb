package io.migrator.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.migrator.history.HistoryEntry;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.IndexBuild;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One migration with all that is known of it.
 *
 * @param id its id
 * @param version its version, or {@code null} for a repeatable one
 * @param description its name in words
 * @param state where it stands
 * @param reasons why
 * @param next whether the next deploy runs it
 * @param history what the history knows of it, or {@code null} if nothing
 * @param script its script, or {@code null} if the application does not have it
 * @param indexBuild how far the server is with an index that it has built now, or
 * {@code null} if it is not at one
 */
public record MigrationDescriptor(String id, @Nullable String version, String description, String state,
		List<String> reasons, boolean next, @Nullable History history, @Nullable ScriptDescriptor script,
		@Nullable IndexBuildDescriptor indexBuild) implements OperationResponseBody {

	static MigrationDescriptor of(PlannedMigration migration, @Nullable IndexBuild build) {
		HistoryEntry history = migration.history();
		return new MigrationDescriptor(migration.id(), migration.version(), migration.description(),
				migration.state().label(), migration.reasons(), migration.next(),
				(history != null) ? History.of(history) : null,
				(migration.migration() != null) ? ScriptDescriptor.of(migration.migration().up()) : null,
				(build != null) ? IndexBuildDescriptor.of(build) : null);
	}

	/**
	 * What the history knows of a migration.
	 *
	 * @param state what became of it
	 * @param checksum hex SHA-256 of its text with line endings normalised
	 * @param statements how many statements it has, or 0 if unknown
	 * @param statementsDone how many of them are committed
	 * @param rowsAffected rows that its statements inserted, updated, deleted or copied
	 * @param durationMs wall time of the last attempt in milliseconds, or {@code null}
	 * @param lockTimeMs the longest time that one of its transactions was open in
	 * milliseconds, or {@code null}
	 * @param attempts how many times it was tried
	 * @param error the last error, or {@code null}
	 * @param errorState its SQLState, or {@code null}
	 * @param appliedBy database user, and the application's name where it is known
	 * @param applicationVersion the application's version, or {@code null} if unknown
	 * @param note what an operator or the migrator remarked, or {@code null}
	 * @param startedAt when the last attempt began
	 * @param finishedAt when it ended, or {@code null} while it runs
	 */
	public record History(String state, String checksum, int statements, int statementsDone, long rowsAffected,
			@Nullable Long durationMs, @Nullable Long lockTimeMs, int attempts, @Nullable String error,
			@Nullable String errorState, String appliedBy, @Nullable String applicationVersion, @Nullable String note,
			Instant startedAt, @Nullable Instant finishedAt) {

		static History of(HistoryEntry entry) {
			return new History(entry.state().label(), entry.checksum(), entry.progress().statements(),
					entry.progress().done(), entry.rowsAffected(), millis(entry.duration()), millis(entry.lockTime()),
					entry.attempts(), entry.error(), entry.errorState(), entry.appliedBy(), entry.applicationVersion(),
					entry.note(), entry.startedAt(), entry.finishedAt());
		}

		private static @Nullable Long millis(@Nullable Duration duration) {
			return (duration != null) ? duration.toMillis() : null;
		}

	}

}
