package io.migrator.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.migration.Directives;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationId;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationWarning;
import io.migrator.migration.Version;
import org.jspecify.annotations.Nullable;

/**
 * Works out the plan: a pure function of the files, the history, the environment and the
 * time.
 */
public final class Planner {

	private final Set<String> environments;

	private final OutOfOrder outOfOrder;

	/**
	 * Creates a planner.
	 * @param environments the names of the environment
	 * @param outOfOrder what to do with a pending migration older than an applied one
	 */
	public Planner(Set<String> environments, OutOfOrder outOfOrder) {
		this.environments = Set.copyOf(environments);
		this.outOfOrder = outOfOrder;
	}

	/**
	 * Works out where every migration stands.
	 * @param migrations the files
	 * @param history what the database remembers
	 * @param backfills what is known of the backfills that pending migrations require
	 * @param approvals what is approved of the pending migrations that require it
	 * @param now the server's time
	 * @return the plan
	 */
	public Plan plan(MigrationSet migrations, History history, RequiredBackfills backfills, Approvals approvals,
			Instant now) {
		return new Planning(migrations, history, backfills, approvals, now).plan();
	}

	private static @Nullable Version place(PlannedMigration migration) {
		return (migration.version() != null) ? new Version(migration.version()) : null;
	}

	private final class Planning {

		private final MigrationSet migrations;

		private final Map<String, HistoryEntry> open = new HashMap<>();

		private final RequiredBackfills backfills;

		private final Holds holds;

		private final Replacements replacements;

		private final @Nullable Applied newest;

		private final List<String> warnings = new ArrayList<>();

		private final List<String> problems = new ArrayList<>();

		Planning(MigrationSet migrations, History history, RequiredBackfills backfills, Approvals approvals,
				Instant now) {
			this.migrations = migrations;
			history.entries().forEach((entry) -> this.open.put(entry.id(), entry));
			this.holds = new Holds(Planner.this.environments, now, backfills, approvals);
			this.backfills = backfills;
			this.replacements = new Replacements(migrations, history.entries(), Planner.this.environments);
			this.newest = newest(migrations, history);
			migrations.warnings().stream().map(MigrationWarning::toString).forEach(this.warnings::add);
		}

		Plan plan() {
			List<PlannedMigration> planned = new ArrayList<>(this.migrations.size());
			int index = 0;
			for (Migration migration : this.migrations) {
				planned.add(plan(migration, index++));
			}
			this.open.values().removeIf(this::isReplaced);
			if (!this.open.isEmpty()) {
				List<PlannedMigration> missing = this.open.values().stream().map(this::missing).toList();
				planned = merge(planned, missing);
			}
			return new Plan(planned, this.warnings, this.problems);
		}

		private PlannedMigration plan(Migration migration, int index) {
			HistoryEntry entry = take(migration);
			PlannedMigration replacement = replacement(migration, entry);
			if (replacement != null) {
				return replacement;
			}
			if (entry == null) {
				return pending(migration, MigrationState.PENDING, null, index, new ArrayList<>());
			}
			List<String> reasons = new ArrayList<>();
			if (entry.down() && entry.isHalfDone()) {
				String reason = "its rollback stopped after statement " + entry.progress().done() + " of "
						+ entry.progress().statements();
				this.problems.add(migration.id() + ": " + reason
						+ ". Run 'migrator rollback' to go on with it, or mend it by hand and say "
						+ "'migrator resolve --applied' or '--rolled-back'.");
				return planned(migration, MigrationState.FAILED, List.of(reason), false, entry);
			}
			return switch (entry.state()) {
				case APPLIED -> applied(migration, entry, index);
				case ROLLED_BACK -> pending(migration, MigrationState.ROLLED_BACK, entry, index, reasons);
				case RUNNING -> {
					reasons.add("running since " + entry.startedAt() + ", or its process died; " + progress(entry));
					yield pending(migration, MigrationState.PENDING, entry, index, reasons);
				}
				case FAILED -> {
					reasons.add("failed at attempt " + entry.attempts()
							+ ((entry.error() != null) ? ": " + entry.error() : ""));
					if (entry.isHalfDone()) {
						reasons.add(progress(entry));
					}
					yield pending(migration, MigrationState.FAILED, entry, index, reasons);
				}
			};
		}

		/**
		 * Where a migration stands that replaces others or is replaced, as long as it is
		 * not applied itself.
		 * @return its place in the plan, or {@code null} if it is as good as any other
		 */
		private @Nullable PlannedMigration replacement(Migration migration, @Nullable HistoryEntry entry) {
			String id = migration.id().value();
			if ((entry == null || entry.state() == HistoryState.ROLLED_BACK) && this.replacements.leavesOut(id)) {
				return held(migration, List.of("replaced by " + replacing(id)), false, entry);
			}
			if (entry != null && (entry.state() == HistoryState.APPLIED || entry.isHalfDone())
					|| this.replacements.isUntouched(migration)) {
				return null;
			}
			int applied = this.replacements.applied(migration);
			List<String> missing = this.replacements.missing(migration);
			if (missing.isEmpty()) {
				return stands(migration, entry, applied);
			}
			String reason = "stands for " + migration.directives().replaces().size() + " migrations, of which "
					+ String.join(", ", missing) + ((missing.size() > 1) ? " are" : " is") + " not applied here";
			if (!this.replacements.areThere(missing)) {
				this.problems.add(migration.id() + " " + reason
						+ ". Deploy the version of the application that still has them first, then this one.");
			}
			return held(migration, List.of(reason + "; recorded once they are"), false, entry);
		}

		private @Nullable MigrationId replacing(String id) {
			Migration replacing = this.replacements.of(id);
			return (replacing != null) ? replacing.id() : null;
		}

		private boolean isReplaced(HistoryEntry entry) {
			boolean ended = entry.state() == HistoryState.APPLIED || entry.state() == HistoryState.ROLLED_BACK;
			return ended && replacing(entry.id()) != null;
		}

		private @Nullable HistoryEntry take(Migration migration) {
			HistoryEntry entry = this.open.remove(migration.id().value());
			if (entry != null || this.open.isEmpty()) {
				return entry;
			}
			for (String former : migration.directives().renamedFrom()) {
				if (this.migrations.find(former) == null && this.open.containsKey(former)) {
					return this.open.remove(former);
				}
			}
			return null;
		}

		private PlannedMigration applied(Migration migration, HistoryEntry entry, int index) {
			if (entry.checksum().equals(migration.up().checksum())) {
				int replaced = this.replacements.applied(migration);
				return planned(migration, MigrationState.APPLIED,
						(replaced > 0) ? List.of(standsFor(replaced)) : List.of(), false, entry);
			}
			if (Checksums.isOnlyReformatted(migration, entry)) {
				return planned(migration, MigrationState.APPLIED,
						List.of("only comments or white space changed since it was applied: accepted"), false, entry);
			}
			if (migration.repeatable()) {
				List<String> reasons = new ArrayList<>(List.of("changed since it was last applied"));
				return pending(migration, MigrationState.PENDING, entry, index, reasons);
			}
			this.problems.add(migration.up().name() + " has changed since it was applied at " + entry.finishedAt()
					+ ". Restore the file and put the change into a new migration, or, if the database already is as "
					+ "the file says now, accept it: 'migrator resolve --applied " + migration.id() + "'.");
			return planned(migration, MigrationState.CHANGED, List.of("the file has changed since it was applied"),
					false, entry);
		}

		private PlannedMigration pending(Migration migration, MigrationState state, @Nullable HistoryEntry entry,
				int index, List<String> reasons) {
			Directives directives = migration.directives();
			if (directives.risk() != null) {
				reasons.add("risk: " + directives.risk());
			}
			if (directives.rollback() != null) {
				reasons.add("rollback: " + directives.rollback());
			}
			Holds.Verdict verdict = this.holds.judge(migration, entry != null && entry.isHalfDone());
			if (verdict.held()) {
				reasons.addAll(verdict.reasons());
				if (verdict.waits()) {
					this.backfills.unknown(directives.requiresBackfill())
						.forEach((name) -> this.warnings.add(migration.id() + " requires backfill " + name
								+ ", which is not defined, so it is held for ever"));
				}
				return held(migration, reasons, verdict.waits(), entry);
			}
			if (this.newest != null && index < this.newest.index() && !migration.repeatable()
					&& state == MigrationState.PENDING && entry == null) {
				String reason = "out of order: " + this.newest.id() + " is already applied";
				reasons.add(reason);
				if (Planner.this.outOfOrder == OutOfOrder.FAIL) {
					this.problems.add(migration.up().name() + " is " + reason
							+ ". Give it a newer version, or allow it with migrator.out-of-order=apply.");
				}
				else {
					this.warnings.add(migration.id() + " is " + reason);
				}
			}
			return planned(migration, state, reasons, true, entry);
		}

		private PlannedMigration missing(HistoryEntry entry) {
			boolean ahead = isAhead(entry);
			String reason = ahead ? "applied by a newer version of the application" : "its files are missing";
			if (entry.state() == HistoryState.ROLLED_BACK) {
				return unfiled(entry, MigrationState.ROLLED_BACK, "its files are missing");
			}
			if (entry.state() != HistoryState.APPLIED) {
				this.warnings.add(entry.id() + " did not end well and its files are missing: deploy the version of "
						+ "the application that has them, or say 'migrator resolve'");
				return unfiled(entry, MigrationState.FAILED, reason);
			}
			if (!ahead) {
				this.warnings.add(entry.id() + " is applied but its files are missing");
			}
			return unfiled(entry, MigrationState.MISSING, reason);
		}

		private boolean isAhead(HistoryEntry entry) {
			Version newestFile = null;
			for (Migration migration : this.migrations) {
				newestFile = (migration.version() != null) ? migration.version() : newestFile;
			}
			return entry.version() != null
					&& (newestFile == null || new Version(entry.version()).compareTo(newestFile) > 0);
		}

	}

	private static String progress(HistoryEntry entry) {
		if (entry.progress().done() == 0) {
			return "none of its statements is recorded as committed; the next deploy begins with the first";
		}
		return "statements 1 to " + entry.progress().done() + " of " + entry.progress().statements()
				+ " are committed; the next deploy goes on after them";
	}

	static PlannedMigration applied(Migration migration) {
		return planned(migration, MigrationState.APPLIED, List.of(), false, null);
	}

	private static PlannedMigration planned(Migration migration, MigrationState state, List<String> reasons,
			boolean next, @Nullable HistoryEntry entry) {
		Version version = migration.version();
		boolean afterStart = next && migration.directives().afterStart();
		return new PlannedMigration(migration.id().value(), (version != null) ? version.text() : null,
				migration.description(), state, reasons, next, false, afterStart, 0, entry, migration);
	}

	private static PlannedMigration stands(Migration migration, @Nullable HistoryEntry entry, int applied) {
		Version version = migration.version();
		return new PlannedMigration(migration.id().value(), (version != null) ? version.text() : null,
				migration.description(), MigrationState.PENDING,
				List.of(standsFor(applied) + ": will be recorded without running"), true, false, false, applied, entry,
				migration);
	}

	/**
	 * Says why a migration need not run.
	 * @param applied how many migrations that it replaces are applied
	 * @return the words for people and for the history's note
	 */
	public static String standsFor(int applied) {
		return "stands for " + applied + " applied migration" + ((applied != 1) ? "s" : "");
	}

	private static PlannedMigration held(Migration migration, List<String> reasons, boolean waits,
			@Nullable HistoryEntry entry) {
		Version version = migration.version();
		boolean afterStart = waits && migration.directives().afterStart();
		return new PlannedMigration(migration.id().value(), (version != null) ? version.text() : null,
				migration.description(), MigrationState.HELD, reasons, false, waits, afterStart, 0, entry, migration);
	}

	private static PlannedMigration unfiled(HistoryEntry entry, MigrationState state, String reason) {
		return new PlannedMigration(entry.id(), entry.version(), entry.description(), state, List.of(reason), false,
				false, false, 0, entry, null);
	}

	/**
	 * Files keep their order, which a layout may have its own reasons for; what has no
	 * file is put where its version belongs.
	 */
	private static List<PlannedMigration> merge(List<PlannedMigration> files, List<PlannedMigration> missing) {
		Comparator<PlannedMigration> order = Comparator
			.comparing(Planner::place, Comparator.nullsLast(Comparator.naturalOrder()))
			.thenComparing(PlannedMigration::id);
		List<PlannedMigration> merged = new ArrayList<>(files);
		for (PlannedMigration migration : missing.stream().sorted(order).toList()) {
			int index = 0;
			while (index < merged.size() && order.compare(merged.get(index), migration) < 0) {
				index++;
			}
			merged.add(index, migration);
		}
		return merged;
	}

	private static @Nullable Applied newest(MigrationSet migrations, History history) {
		Set<String> applied = new HashSet<>();
		for (HistoryEntry entry : history.entries()) {
			if (entry.state() == HistoryState.APPLIED) {
				applied.add(entry.id());
			}
		}
		Applied newest = null;
		int index = 0;
		for (Migration migration : migrations) {
			if (!migration.repeatable() && applied.contains(migration.id().value())) {
				newest = new Applied(migration.id().value(), index);
			}
			index++;
		}
		return newest;
	}

	/**
	 * The last of the files that is applied, and its place among them.
	 *
	 * @param id its id
	 * @param index its place
	 */
	private record Applied(String id, int index) {
	}

}
