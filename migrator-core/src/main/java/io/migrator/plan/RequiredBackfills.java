package io.migrator.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.history.BackfillStanding;
import io.migrator.history.History;
import io.migrator.migration.MigrationSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the backfills that pending migrations wait for.
 *
 * @param standings those that were begun, by their names
 * @param defined those that this application has, or {@code null} if that is not known
 */
public record RequiredBackfills(Map<String, BackfillStanding> standings, @Nullable DefinedBackfills defined) {

	/** Nothing was begun, and what is defined is not known. */
	public static final RequiredBackfills NONE = new RequiredBackfills(Map.of(), null);

	public RequiredBackfills {
		standings = Map.copyOf(standings);
	}

	/**
	 * Backfills for which nobody has to wait.
	 * @param names their names
	 * @return what is to be known of them
	 */
	public static RequiredBackfills none(Set<String> names) {
		return new RequiredBackfills(Map.of(), new DefinedBackfills(Set.of(), names, true));
	}

	/**
	 * The backfills that decide what is held: those that a migration requires which is
	 * not applied as its file is now.
	 * @param migrations the files
	 * @param history what the database remembers
	 * @return their names
	 */
	public static Set<String> asked(MigrationSet migrations, History history) {
		Set<String> names = new TreeSet<>();
		Unapplied.of(migrations, history)
			.forEach((migration) -> names.addAll(migration.directives().requiresBackfill()));
		return names;
	}

	/**
	 * Why backfills hold what requires them.
	 * @param names the backfills
	 * @return a sentence for each that is not completed, with what to do about it
	 */
	List<String> reasons(Collection<String> names) {
		List<String> reasons = new ArrayList<>();
		for (String name : names) {
			BackfillStanding standing = this.standings.get(name);
			boolean done = (standing != null) ? standing.isCompleted() : isElsewhere(name);
			if (!done) {
				reasons.add("requires backfill " + name + ", which " + ((standing != null) ? words(name, standing)
						: isUnknown(name) ? "is not defined" + others() : "has not begun"));
			}
		}
		return reasons;
	}

	private static String words(String name, BackfillStanding standing) {
		String why = (standing.reason() != null) ? " (" + standing.reason() + ")" : "";
		return switch (standing.state()) {
			case "paused" -> "is paused" + why + ": 'migrator backfill resume " + name + "' lets it go on";
			case "failed" -> "has failed" + why + ": mend the cause, then 'migrator backfill resume " + name + "'";
			case "incomplete" ->
				"is incomplete" + why + ": mend its quarantined rows, then 'migrator backfill retry " + name + "'";
			case "cancelled" -> "was cancelled" + why + ": 'migrator backfill start " + name + "' begins it anew";
			default -> "is " + standing.state() + why;
		};
	}

	/**
	 * The backfills that nobody has ever heard of, which are a mistake.
	 * @param names the backfills
	 * @return those that were never begun and that have no definition; empty if that is
	 * not known
	 */
	public List<String> unknown(Collection<String> names) {
		return names.stream().filter(this::isUnknown).toList();
	}

	private boolean isUnknown(String name) {
		return this.defined != null && !this.standings.containsKey(name) && !this.defined.mayHave(name);
	}

	private boolean isElsewhere(String name) {
		return this.defined != null && this.defined.elsewhere().contains(name);
	}

	private String others() {
		Set<String> here = (this.defined != null) ? new TreeSet<>(this.defined.here()) : Set.of();
		return here.isEmpty() ? "; no backfill is" : "; defined are " + String.join(", ", here);
	}

}
