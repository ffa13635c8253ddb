package io.migrator.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the database says at one moment of all that somebody asks for.
 *
 * @param migrations the history's rows, by id
 * @param backfills the backfills' rows, by name
 * @param checks the checks' rows, by name
 * @param features the features' rows, by name
 * @param applied all migrations that are applied, or {@code null} if nobody asked, or
 * they are the same as before
 */
record Facts(Map<String, OfMigration> migrations, Map<String, OfBackfill> backfills, Map<String, OfCheck> checks,
		Map<String, OfFeature> features, @Nullable Applied applied) {

	/** Nothing was ever migrated. */
	static final Facts NONE = new Facts(Map.of(), Map.of(), Map.of(), Map.of(), Applied.NONE);

	/**
	 * All migrations that are applied.
	 *
	 * @param mark what they are told apart from others by
	 * @param ids their ids, in order
	 */
	record Applied(String mark, List<String> ids) {

		static final Applied NONE = new Applied("", List.of());

	}

	/**
	 * A row of the history.
	 *
	 * @param state its state
	 * @param down whether the script that ran last was its down script
	 */
	record OfMigration(String state, boolean down) {

		boolean applied() {
			return this.state.equals("applied") && !this.down;
		}

		/** Wholly or half. */
		boolean takenBack() {
			return this.down || this.state.equals("rolled_back");
		}

	}

	/**
	 * A row of a backfill.
	 *
	 * @param state its state
	 * @param completedAt when it was complete first, or {@code null}
	 */
	record OfBackfill(String state, @Nullable Instant completedAt) {

		boolean completed() {
			return this.state.equals("completed");
		}

	}

	/**
	 * A row of a check.
	 *
	 * @param passed whether it passed when it ran last
	 * @param passedAt when it passed, or {@code null} if it never did
	 */
	record OfCheck(boolean passed, @Nullable Instant passedAt) {
	}

	/**
	 * A row of a feature.
	 *
	 * @param requires what it was opened by
	 * @param openedAt since when it is open, or {@code null}
	 * @param override what an operator says, or {@code null}
	 */
	record OfFeature(Set<String> requires, @Nullable Instant openedAt, FeatureState.@Nullable Override override) {
	}

}
