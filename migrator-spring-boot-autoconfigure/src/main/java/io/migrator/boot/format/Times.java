package io.migrator.boot.format;

import java.time.Instant;

import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

/**
 * When things happened to a migration, as every face shows it.
 */
public final class Times {

	private Times() {
	}

	/**
	 * When a migration was applied.
	 * @param migration the migration
	 * @return the time, or {@code null} if it is not applied
	 */
	public static @Nullable Instant appliedAt(PlannedMigration migration) {
		HistoryEntry history = migration.history();
		return (history != null && history.state() == HistoryState.APPLIED) ? history.finishedAt() : null;
	}

	/**
	 * How long the last attempt took.
	 * @param migration the migration
	 * @return wall time in milliseconds, or {@code null} if it was never run
	 */
	public static @Nullable Long durationMs(PlannedMigration migration) {
		HistoryEntry history = migration.history();
		return (history != null && history.duration() != null) ? history.duration().toMillis() : null;
	}

}
