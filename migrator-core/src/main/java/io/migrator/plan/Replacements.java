package io.migrator.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.migration.Directives;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.Replacement;
import io.migrator.sql.ScriptException;
import org.jspecify.annotations.Nullable;

/**
 * Decides for migrations that stand for others, such as a baseline for those that were
 * squashed, which of the two a database gets: the one that replaces, if it has none of
 * the others; else the others, and the one that replaces is only recorded.
 */
final class Replacements {

	private final MigrationSet migrations;

	private final Map<String, HistoryEntry> history = new HashMap<>();

	private final Map<String, Migration> replacing = new HashMap<>();

	Replacements(MigrationSet migrations, Collection<HistoryEntry> history, Set<String> environments) {
		this.migrations = migrations;
		history.forEach((entry) -> this.history.put(entry.id(), entry));
		for (Migration migration : migrations) {
			Directives directives = directives(migration);
			if (!directives.replaces().isEmpty() && directives.appliesIn(environments)) {
				directives.replaces().forEach((replaced) -> this.replacing.put(replaced.id(), migration));
			}
		}
	}

	/** What is wrong with a head is said when its migration is to run. */
	private static Directives directives(Migration migration) {
		try {
			return migration.directives();
		}
		catch (ScriptException ex) {
			return Directives.NONE;
		}
	}

	/**
	 * The migration that stands for another.
	 * @param id the other's id
	 * @return the one that replaces it, or {@code null} if none does
	 */
	@Nullable Migration of(String id) {
		return this.replacing.get(id);
	}

	/**
	 * How many of those that a migration replaces are applied.
	 * @param migration the migration that replaces
	 * @return how many
	 */
	int applied(Migration migration) {
		return (int) directives(migration).replaces().stream().filter((replaced) -> isApplied(replaced.id())).count();
	}

	/**
	 * Whether a migration without a row of its own is left out because another that is
	 * there, or comes, stands for it.
	 * @param id its id
	 * @return whether another takes its place
	 */
	boolean leavesOut(String id) {
		return leavesOut(id, this.replacing.size());
	}

	/** However they replace each other, this ends. */
	private boolean leavesOut(String id, int hops) {
		Migration by = of(id);
		if (by == null || hops == 0) {
			return false;
		}
		HistoryEntry entry = this.history.get(by.id().value());
		return (entry != null && entry.state() != HistoryState.ROLLED_BACK) || leavesOut(by.id().value(), hops - 1)
				|| isUntouched(by);
	}

	/**
	 * Whether a database has nothing of those that a migration replaces.
	 * @param migration the migration that replaces
	 * @return whether it is to run
	 */
	boolean isUntouched(Migration migration) {
		return directives(migration).replaces().stream().noneMatch((replaced) -> isTouched(replaced.id()));
	}

	/**
	 * Those of the replaced ones that a database must have and has not.
	 * @param migration the migration that replaces
	 * @return their ids, in the order in which it names them
	 */
	List<String> missing(Migration migration) {
		List<String> missing = new ArrayList<>();
		for (Replacement replaced : directives(migration).replaces()) {
			if (!replaced.indirect() && !isApplied(replaced.id())) {
				missing.add(replaced.id());
			}
		}
		return missing;
	}

	/**
	 * Whether there still are files for all of them.
	 * @param ids the ids
	 * @return whether they can be applied from here
	 */
	boolean areThere(List<String> ids) {
		return ids.stream().allMatch((id) -> this.migrations.find(id) != null);
	}

	private boolean isApplied(String id) {
		HistoryEntry entry = this.history.get(id);
		return entry != null && entry.state() == HistoryState.APPLIED;
	}

	private boolean isTouched(String id) {
		HistoryEntry entry = this.history.get(id);
		return entry != null && entry.state() != HistoryState.ROLLED_BACK;
	}

}
