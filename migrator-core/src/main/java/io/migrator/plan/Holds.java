package io.migrator.plan;

import java.time.Instant;
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

	private @Nullable String first;

	Holds(Set<String> environments, Instant now) {
		this.environments = environments;
		this.now = now;
	}

	/**
	 * Whether a pending migration is held. One that is not for this environment holds
	 * nothing up; one that waits for something holds up all that come after it.
	 * @param migration the next pending migration
	 * @return the verdict
	 */
	Verdict judge(Migration migration) {
		Directives directives = migration.directives();
		if (!directives.appliesIn(this.environments)) {
			return new Verdict(true, false, "not for this environment: it is for "
					+ new TreeSet<>(directives.environments()) + ", active are " + new TreeSet<>(this.environments));
		}
		String reason = reason(directives);
		if (reason != null) {
			this.first = (this.first != null) ? this.first : migration.id().value();
			return new Verdict(true, true, reason);
		}
		if (this.first != null) {
			return new Verdict(true, true, "waits for " + this.first + ", which comes before it and is held");
		}
		return Verdict.FREE;
	}

	private @Nullable String reason(Directives directives) {
		if (directives.requiresApproval()) {
			return "requires approval";
		}
		if (!directives.requiresBackfill().isEmpty()) {
			return "requires backfill " + String.join(", ", directives.requiresBackfill());
		}
		if (directives.window() != null && !directives.window().contains(this.now)) {
			return "runs only in the window " + directives.window();
		}
		return null;
	}

	/**
	 * Whether a migration waits.
	 *
	 * @param held whether it does not run now
	 * @param waits whether that will change by itself or by somebody's deed
	 * @param reason why, empty if it runs
	 */
	record Verdict(boolean held, boolean waits, String reason) {

		static final Verdict FREE = new Verdict(false, false, "");

	}

}
