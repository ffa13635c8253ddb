package io.migrator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.migration.Directives;
import io.migrator.migration.Migration;
import org.jspecify.annotations.Nullable;

/**
 * Decides, migration after migration in their order, which pending ones have to wait.
 */
final class Holds {

	private final Set<String> environments;

	private final Instant now;

	private final RequiredBackfills backfills;

	private final Approvals approvals;

	private @Nullable String first;

	Holds(Set<String> environments, Instant now, RequiredBackfills backfills, Approvals approvals) {
		this.environments = environments;
		this.now = now;
		this.backfills = backfills;
		this.approvals = approvals;
	}

	/**
	 * Whether a pending migration is held. One that is not for this environment holds
	 * nothing up; one that waits for something holds up all that come after it.
	 * @param migration the next pending migration
	 * @param halfDone whether some of its statements are committed, for which it is too
	 * late to wait for a backfill
	 * @return the verdict
	 */
	Verdict judge(Migration migration, boolean halfDone) {
		Directives directives = migration.directives();
		if (!directives.appliesIn(this.environments)) {
			return new Verdict(true, false, List.of("not for this environment: it is for "
					+ new TreeSet<>(directives.environments()) + ", active are " + new TreeSet<>(this.environments)));
		}
		List<String> reasons = reasons(migration, halfDone);
		if (!reasons.isEmpty()) {
			this.first = (this.first != null) ? this.first : migration.id().value();
			return new Verdict(true, true, reasons);
		}
		if (this.first != null) {
			return new Verdict(true, true, List.of("waits for " + this.first + ", which comes before it and is held"));
		}
		return Verdict.FREE;
	}

	private List<String> reasons(Migration migration, boolean halfDone) {
		Directives directives = migration.directives();
		List<String> reasons = new ArrayList<>();
		String unapproved = directives.requiresApproval() ? this.approvals.reason(migration) : null;
		if (unapproved != null) {
			reasons.add(unapproved);
		}
		if (!halfDone) {
			reasons.addAll(this.backfills.reasons(directives.requiresBackfill()));
		}
		if (directives.window() != null && !directives.window().contains(this.now)) {
			reasons.add("runs only in the window " + directives.window());
		}
		return reasons;
	}

	/**
	 * Whether a migration waits.
	 *
	 * @param held whether it does not run now
	 * @param waits whether that will change by itself or by somebody's deed
	 * @param reasons why, empty if it runs
	 */
	record Verdict(boolean held, boolean waits, List<String> reasons) {

		static final Verdict FREE = new Verdict(false, false, List.of());

	}

}
