package io.migrator.backfill.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.BackfillFacts.Known;
import io.migrator.backfill.work.Standing.Kind;
import io.migrator.migration.BackfillDirectives;
import io.migrator.migration.Window;
import org.jspecify.annotations.Nullable;

/**
 * Tells which backfills are due at a moment and why the others are not: a function of the
 * definitions and of what the database says.
 */
final class DueBackfills {

	private final List<BackfillDefinition> definitions;

	private final AfterMigrations migrations;

	private final Set<String> environments;

	private final BackfillFacts facts;

	/**
	 * Creates the answer for a moment.
	 * @param definitions the backfills of the application
	 * @param migrations the migrations that they come after
	 * @param environments the names of the environment
	 * @param facts what the database says
	 */
	DueBackfills(List<BackfillDefinition> definitions, AfterMigrations migrations, Set<String> environments,
			BackfillFacts facts) {
		this.definitions = definitions;
		this.migrations = migrations;
		this.environments = environments;
		this.facts = facts;
	}

	/**
	 * The backfills that can be worked on, those first that were begun.
	 * @return the definitions
	 */
	List<BackfillDefinition> due() {
		List<BackfillDefinition> due = new ArrayList<>();
		List<BackfillDefinition> others = new ArrayList<>();
		for (BackfillDefinition definition : this.definitions) {
			if (standing(definition).kind() == Kind.DUE) {
				(this.facts.known().containsKey(definition.name()) ? due : others).add(definition);
			}
		}
		due.addAll(others);
		return due;
	}

	/**
	 * Tells of one backfill.
	 * @param definition the backfill
	 * @return whether it is due, and why not
	 */
	Standing standing(BackfillDefinition definition) {
		Known known = this.facts.known().get(definition.name());
		if (known != null) {
			boolean changed = !known.checksum().equals(definition.checksum());
			boolean fresh = changed && !known.begun() && known.state() != BackfillState.COMPLETED
					&& known.state() != BackfillState.CANCELLED;
			if (changed && !fresh) {
				return changed(definition, known);
			}
			boolean mended = fresh && known.state() == BackfillState.FAILED;
			if (!mended && known.state() != BackfillState.RUNNING) {
				return ended(known);
			}
		}
		BackfillDirectives directives = definition.directives();
		if (!directives.appliesIn(this.environments)) {
			return new Standing(Kind.OVER, List.of("it is for the environments "
					+ new TreeSet<>(directives.environments()) + ", active are " + new TreeSet<>(this.environments)));
		}
		List<String> reasons = new ArrayList<>();
		boolean hopeless = afterMigrations(directives, reasons) | afterBackfills(directives, reasons);
		Window window = directives.window();
		if (window != null && !(known != null && known.ignoresWindow()) && !window.contains(this.facts.now())) {
			reasons.add("it waits for its window " + window);
		}
		return new Standing(reasons.isEmpty() ? Kind.DUE : hopeless ? Kind.STUCK : Kind.WAITING, reasons);
	}

	private static Standing changed(BackfillDefinition definition, Known known) {
		if (known.state() == BackfillState.COMPLETED || known.state() == BackfillState.CANCELLED) {
			return new Standing(Kind.OVER, List.of(definition.source() + " was changed since it was "
					+ known.state().word() + "; to run it as it is now, start it anew"));
		}
		return new Standing(Kind.STUCK, List.of(definition.source() + " was changed since it was begun: start it anew,"
				+ " or put the file back as it was"));
	}

	private static Standing ended(Known known) {
		return switch (known.state()) {
			case COMPLETED -> new Standing(Kind.OVER, List.of());
			case CANCELLED -> new Standing(Kind.OVER, List.of(because("it was cancelled", known.reason())));
			case PAUSED -> new Standing(Kind.STUCK, List.of(because("it is paused", known.reason())));
			case INCOMPLETE ->
				new Standing(Kind.STUCK, List.of((known.reason() != null) ? known.reason() : "rows are in quarantine"));
			default -> new Standing(Kind.STUCK, List.of(because("it failed", known.reason())));
		};
	}

	private static String because(String what, @Nullable String reason) {
		return (reason != null) ? what + ": " + reason : what;
	}

	/**
	 * Looks for migrations that must come first.
	 * @return whether one of them never comes
	 */
	private boolean afterMigrations(BackfillDirectives directives, List<String> reasons) {
		boolean never = false;
		for (String id : directives.after()) {
			if (!this.migrations.of(id, this.facts.applied()).isEmpty()) {
				continue;
			}
			if (this.migrations.isDefined(id)) {
				reasons.add("it waits for the migration " + id);
			}
			else {
				reasons.add("it is to come after the migration " + id + ", which there is not");
				never = true;
			}
		}
		return never;
	}

	private boolean afterBackfills(BackfillDirectives directives, List<String> reasons) {
		boolean never = false;
		for (String name : directives.dependsOn()) {
			Known first = this.facts.known().get(name);
			if (first != null && first.state() == BackfillState.COMPLETED) {
				continue;
			}
			if (first != null || this.definitions.stream().anyMatch((definition) -> definition.name().equals(name))) {
				reasons.add("it waits for the backfill " + name
						+ ((first != null) ? ", which is " + first.state().word() : ""));
			}
			else {
				reasons.add("it depends on the backfill " + name + ", which there is not");
				never = true;
			}
		}
		return never;
	}

}
