package io.migrator.plan;

import java.util.List;

import io.migrator.history.HistoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * One line of the plan: where one migration stands, and why.
 *
 * @param id the migration's id
 * @param version its version, or {@code null} for a repeatable one
 * @param description its name in words
 * @param state where it stands
 * @param reasons why, in sentences for people
 * @param next whether the next deploy runs it
 * @param history what the history knows of it, or {@code null} if nothing
 */
public record PlannedMigration(String id, @Nullable String version, String description, MigrationState state,
		List<String> reasons, boolean next, @Nullable HistoryEntry history) {

}
