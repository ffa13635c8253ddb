package io.migrator.gate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migrator.gate.Facts.OfFeature;
import io.migrator.gate.Requirement.OfBackfill;
import io.migrator.gate.Requirement.OfCheck;
import io.migrator.gate.Requirements.Needed;
import io.migrator.history.FeatureRows.Needs;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the facts.
 */
final class Judgement {

	private final Facts facts;

	Judgement(Facts facts) {
		this.facts = facts;
	}

	/**
	 * Judges a feature. It is open once its row says so, which whoever first sees
	 * everything done writes there; only where nobody can write it is what is seen
	 * enough.
	 * @param name the feature
	 * @param needed what it requires
	 * @param writable whether its row can be written
	 * @return where it stands
	 */
	FeatureState feature(String name, List<Needed> needed, boolean writable) {
		OfFeature row = this.facts.features().get(name);
		List<RequirementState> states = needed.stream().map(this::state).toList();
		FeatureState.Override override = (row != null) ? row.override() : null;
		boolean open;
		if (override != null) {
			open = override.open();
		}
		else if (row != null && row.openedAt() != null) {
			open = takenBack(needed).isEmpty() && gained(row, states).stream().allMatch(RequirementState::done);
		}
		else {
			open = !writable && states.stream().allMatch(RequirementState::done);
		}
		return new FeatureState(name, open, true, (row != null) ? row.openedAt() : null, override, states);
	}

	/**
	 * Judges one requirement by itself: once done, it stays so unless it is taken back.
	 * @param needed the requirement
	 * @return where it stands
	 */
	FeatureState single(Needed needed) {
		RequirementState state = state(needed);
		return new FeatureState(needed.text(), state.done() || wasDone(needed.requirement()), true, null, null,
				List.of(state));
	}

	/** Whether a feature that is not open can be opened. */
	boolean opens(String name, List<Needed> needed) {
		OfFeature row = this.facts.features().get(name);
		return (row == null || row.openedAt() == null)
				&& needed.stream().map(this::state).allMatch(RequirementState::done);
	}

	/** Whether a feature that is open must be closed in its row, too. */
	boolean closes(String name, List<Needed> needed) {
		OfFeature row = this.facts.features().get(name);
		return row != null && row.openedAt() != null && !takenBack(needed).isEmpty();
	}

	/**
	 * What a feature that is open requires by now, all of it done, and was not opened by.
	 * @return the requirements; empty if there are none, or something is missing
	 */
	List<Needed> extension(String name, List<Needed> needed) {
		OfFeature row = this.facts.features().get(name);
		if (row == null || row.openedAt() == null) {
			return List.of();
		}
		List<Needed> more = needed.stream().filter((one) -> !row.requires().contains(one.text())).toList();
		return more.stream().map(this::state).allMatch(RequirementState::done) ? more : List.of();
	}

	/**
	 * What a feature is remembered to be opened by: all that it requires, the migrations
	 * that stand for others, and what it was opened by before.
	 */
	Set<String> openedBy(String name, List<Needed> needed) {
		Set<String> texts = new LinkedHashSet<>();
		OfFeature row = this.facts.features().get(name);
		if (row != null && row.openedAt() != null) {
			texts.addAll(row.requires());
		}
		for (Needed one : needed) {
			texts.add(one.text());
			one.migrations().stream().filter(this::isApplied).map((id) -> "migration:" + id).forEach(texts::add);
		}
		return texts;
	}

	static Needs needs(List<Needed> needed) {
		List<List<String>> migrations = new ArrayList<>();
		List<String> backfills = new ArrayList<>();
		List<String> checks = new ArrayList<>();
		for (Needed one : needed) {
			if (one.requirement() instanceof OfBackfill backfill) {
				backfills.add(backfill.name());
			}
			else if (one.requirement() instanceof OfCheck check) {
				checks.add(check.name());
			}
			else {
				migrations.add(one.migrations());
			}
		}
		return new Needs(migrations, backfills, checks);
	}

	private static List<RequirementState> gained(OfFeature row, List<RequirementState> states) {
		return states.stream().filter((state) -> !row.requires().contains(state.requirement())).toList();
	}

	private List<Needed> takenBack(List<Needed> needed) {
		return needed.stream().filter((one) -> isTakenBack(one.migrations())).toList();
	}

	private boolean isTakenBack(List<String> migrations) {
		return migrations.stream().noneMatch(this::isApplied) && migrations.stream().anyMatch((id) -> {
			Facts.OfMigration row = this.facts.migrations().get(id);
			return row != null && row.takenBack();
		});
	}

	private boolean isApplied(String id) {
		Facts.OfMigration row = this.facts.migrations().get(id);
		return row != null && row.applied();
	}

	private RequirementState state(Needed needed) {
		String missing = missing(needed);
		return new RequirementState(needed.text(), missing == null, missing);
	}

	private @Nullable String missing(Needed needed) {
		if (needed.requirement() instanceof OfBackfill backfill) {
			return missing(this.facts.backfills().get(backfill.name()));
		}
		if (needed.requirement() instanceof OfCheck check) {
			return missing(this.facts.checks().get(check.name()));
		}
		return needed.migrations().stream().anyMatch(this::isApplied) ? null : unapplied(needed.migrations());
	}

	private String unapplied(List<String> ids) {
		for (String id : ids) {
			Facts.OfMigration row = this.facts.migrations().get(id);
			if (row != null) {
				return row.takenBack() ? "rolled back" : row.state();
			}
		}
		return "not applied";
	}

	private static @Nullable String missing(Facts.@Nullable OfBackfill backfill) {
		if (backfill == null) {
			return "not begun";
		}
		if (backfill.completed()) {
			return null;
		}
		return backfill.state() + ((backfill.completedAt() != null) ? " again" : "");
	}

	private static @Nullable String missing(Facts.@Nullable OfCheck check) {
		if (check == null) {
			return "not run yet";
		}
		return check.passed() ? null : "did not pass" + ((check.passedAt() != null) ? " when it ran last" : "");
	}

	private boolean wasDone(Requirement requirement) {
		if (requirement instanceof OfBackfill backfill) {
			Facts.OfBackfill row = this.facts.backfills().get(backfill.name());
			return row != null && row.completedAt() != null;
		}
		if (requirement instanceof OfCheck check) {
			Facts.OfCheck row = this.facts.checks().get(check.name());
			return row != null && row.passedAt() != null;
		}
		return false;
	}

}
