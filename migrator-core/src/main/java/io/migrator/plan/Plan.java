package io.migrator.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationWarning;

/**
 * What there is and what a deploy would do: the one thing that status, dry run, deploy
 * and the endpoint all read.
 *
 * @param migrations every migration of files and history, in order
 * @param warnings what people should know though it stops nothing
 * @param problems what stops a deploy, in sentences for people; empty if nothing does
 */
public record Plan(List<PlannedMigration> migrations, List<String> warnings, List<String> problems) {

	public Plan {
		migrations = List.copyOf(migrations);
		warnings = List.copyOf(warnings);
		problems = List.copyOf(problems);
	}

	/**
	 * The plan of files that are all applied and unchanged.
	 * @param migrations the files
	 * @return the plan, without the rows of the history
	 */
	public static Plan upToDate(MigrationSet migrations) {
		PlannedMigration[] applied = new PlannedMigration[migrations.size()];
		int index = 0;
		for (Migration migration : migrations) {
			applied[index++] = Planner.applied(migration);
		}
		List<String> warnings = new ArrayList<>();
		for (MigrationWarning warning : migrations.warnings()) {
			warnings.add(warning.toString());
		}
		return new Plan(List.of(applied), warnings, List.of());
	}

	/**
	 * What the next deploy runs.
	 * @return the migrations, in the order in which they run
	 */
	public List<PlannedMigration> next() {
		return this.migrations.stream().filter(PlannedMigration::next).toList();
	}

	/**
	 * What is pending and has to wait for something; not what is for other environments.
	 * @return the migrations, in order
	 */
	public List<PlannedMigration> held() {
		return this.migrations.stream().filter(PlannedMigration::waits).toList();
	}

	/**
	 * Whether a deploy would find nothing to do.
	 * @return whether nothing is to be run and nothing is wrong
	 */
	public boolean isUpToDate() {
		return this.problems.isEmpty() && this.migrations.stream().noneMatch(PlannedMigration::next);
	}

	/**
	 * Looks a migration up.
	 * @param id its id
	 * @return the migration, or empty
	 */
	public Optional<PlannedMigration> find(String id) {
		return this.migrations.stream().filter((migration) -> migration.id().equals(id)).findFirst();
	}

	/**
	 * How many migrations stand where.
	 * @return a count for every state, zeros included
	 */
	public Map<MigrationState, Integer> summary() {
		Map<MigrationState, Integer> counts = new EnumMap<>(MigrationState.class);
		for (MigrationState state : MigrationState.values()) {
			counts.put(state, 0);
		}
		this.migrations.forEach((migration) -> counts.merge(migration.state(), 1, Integer::sum));
		return counts;
	}

}
