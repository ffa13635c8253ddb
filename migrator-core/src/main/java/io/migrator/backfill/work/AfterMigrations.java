package io.migrator.backfill.work;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;

/**
 * The migrations that backfills come after, with the names under which each of them may
 * be in the history: one that was renamed, or that another stands for, is applied when
 * that one is.
 */
final class AfterMigrations {

	private final Map<String, Set<String>> names = new HashMap<>();

	private final Set<String> defined = new TreeSet<>();

	/**
	 * Looks the migrations up.
	 * @param definitions the backfills
	 * @param migrations the migrations of the application
	 */
	AfterMigrations(List<BackfillDefinition> definitions, MigrationSet migrations) {
		for (BackfillDefinition definition : definitions) {
			for (String id : definition.directives().after()) {
				this.names.put(id, new TreeSet<>(Set.of(id)));
			}
		}
		for (Migration migration : migrations) {
			add(migration.id().value(), migration.id().value());
			migration.directives().renamedFrom().forEach((old) -> add(old, migration.id().value()));
			migration.directives().replaces().forEach((replaced) -> add(replaced.id(), migration.id().value()));
		}
	}

	private void add(String wanted, String name) {
		Set<String> names = this.names.get(wanted);
		if (names != null) {
			this.defined.add(wanted);
			names.add(name);
		}
	}

	/**
	 * Every name that is worth looking for in the history.
	 * @return the ids
	 */
	Set<String> names() {
		Set<String> all = new TreeSet<>();
		this.names.values().forEach(all::addAll);
		return all;
	}

	/**
	 * The names under which a migration may be in the history.
	 * @param id the migration
	 * @return the ids
	 */
	Set<String> names(String id) {
		return this.names.getOrDefault(id, Set.of(id));
	}

	/**
	 * The rows of the history that say that a migration is applied.
	 * @param id the migration
	 * @param applied the ids that are applied
	 * @return those of them that stand for it; none if it is not applied
	 */
	List<String> of(String id, Collection<String> applied) {
		return names(id).stream().filter(applied::contains).toList();
	}

	/**
	 * Whether the application has a migration, under this name or another.
	 * @param id the migration
	 * @return whether there is any hope that it is going to be applied
	 */
	boolean isDefined(String id) {
		return this.defined.contains(id);
	}

}
