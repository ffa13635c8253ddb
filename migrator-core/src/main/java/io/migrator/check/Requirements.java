package io.migrator.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.check.Facts.Kept;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import org.jspecify.annotations.Nullable;

/**
 * What checks wait for, and which of them are due.
 */
final class Requirements {

	/** The names under which a migration may be in the history. */
	private final Map<String, Set<String>> migrations = new HashMap<>();

	private final Set<String> backfills = new HashSet<>();

	/**
	 * Looks up what the checks wait for.
	 * @param checks the checks
	 * @param files the migrations of the application
	 */
	Requirements(List<Check> checks, MigrationSet files) {
		for (Check check : checks) {
			check.directives().after().forEach((id) -> this.migrations.put(id, new HashSet<>(Set.of(id))));
			this.backfills.addAll(check.directives().requiresBackfill());
		}
		if (this.migrations.isEmpty()) {
			return;
		}
		for (Migration migration : files) {
			migration.directives().renamedFrom().forEach((former) -> add(former, migration));
			migration.directives().replaces().forEach((replaced) -> add(replaced.id(), migration));
		}
	}

	private void add(String wanted, Migration migration) {
		Set<String> names = this.migrations.get(wanted);
		if (names != null) {
			names.add(migration.id().value());
		}
	}

	/**
	 * The migrations that are worth looking for in the history.
	 * @return their ids
	 */
	Set<String> migrations() {
		Set<String> all = new HashSet<>();
		this.migrations.values().forEach(all::addAll);
		return all;
	}

	Set<String> backfills() {
		return this.backfills;
	}

	/**
	 * What a check waits for.
	 * @param check the check
	 * @param facts what the database remembers
	 * @return the words, or {@code null} if it can be run
	 */
	@Nullable String missing(Check check, Facts facts) {
		List<String> missing = new ArrayList<>();
		for (String id : check.directives().after()) {
			if (this.migrations.getOrDefault(id, Set.of(id)).stream().noneMatch(facts.applied()::contains)) {
				missing.add("migration " + id + " is not applied");
			}
		}
		for (String name : check.directives().requiresBackfill()) {
			if (!facts.completed().containsKey(name)) {
				missing.add("backfill " + name + " is not completed");
			}
		}
		return missing.isEmpty() ? null : String.join("; ", missing);
	}

	/**
	 * Whether a check is to be run without anybody asking for it: something was migrated
	 * or filled since it was last run, or its file was changed.
	 * @param check the check
	 * @param facts what the database remembers
	 * @return whether it is due
	 */
	boolean isDue(Check check, Facts facts) {
		if (check.directives().onDemand() || facts.changedAt() == null || missing(check, facts) != null) {
			return false;
		}
		Kept last = facts.kept().get(check.name());
		return last == null || !last.checksum().equals(check.checksum()) || isBefore(last, facts.changedAt())
				|| check.directives()
					.requiresBackfill()
					.stream()
					.anyMatch((name) -> isBefore(last, facts.completed().get(name)));
	}

	private static boolean isBefore(Kept last, @Nullable Instant time) {
		return time != null && last.checkedAt().isBefore(time);
	}

}
