package io.migrator.plan;

import java.util.List;

import io.migrator.history.HistoryEntry;
import io.migrator.migration.Directives;
import io.migrator.migration.Migration;
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
 * @param waits whether it is held until something happens; not if it is merely for other
 * environments
 * @param afterStart whether it waits until the application is ready
 * @param standsFor how many applied migrations it stands for, in which case the next
 * deploy records it without running it; 0 for one that is to run like any other
 * @param history what the history knows of it, or {@code null} if nothing
 * @param migration its files, or {@code null} if they are missing
 */
public record PlannedMigration(String id, @Nullable String version, String description, MigrationState state,
		List<String> reasons, boolean next, boolean waits, boolean afterStart, int standsFor,
		@Nullable HistoryEntry history, @Nullable Migration migration) {

	public PlannedMigration {
		reasons = List.copyOf(reasons);
	}

	/**
	 * Whether something had to happen before it, and has: a backfill, an approval, the
	 * begin of a window. An application that starts while it is held does without it, and
	 * so does one that starts after that, until a deploy applies it.
	 * @return whether it was held and is to run next
	 */
	public boolean isReleased() {
		if (!this.next || this.migration == null) {
			return false;
		}
		Directives directives = this.migration.directives();
		return directives.requiresApproval() || !directives.requiresBackfill().isEmpty() || directives.window() != null;
	}

	@Override
	public String toString() {
		return this.id + " " + this.state.label() + (this.reasons.isEmpty() ? "" : " " + this.reasons);
	}

}
