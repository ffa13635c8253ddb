package io.migrator.gate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migrator.gate.Requirement.OfBackfill;
import io.migrator.gate.Requirement.OfCheck;
import io.migrator.gate.Requirement.OfMigration;
import io.migrator.migration.Directives;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads requirements, and refuses those that can never be met.
 */
final class Requirements {

	private static final List<String> KINDS = List.of("migration:<id>", "backfill:<name>", "check:<name>");

	private final KnownNames names;

	Requirements(KnownNames names) {
		this.names = names;
	}

	/**
	 * Reads what a feature requires.
	 * @param feature the feature
	 * @return what it requires
	 * @throws GateException if one of them does not exist, naming the property
	 */
	List<Needed> read(Feature feature) {
		String property = "migrator.features." + feature.name() + ".requires";
		if (Requirement.read(feature.name()) != null) {
			throw GateException.of(
					"A feature cannot be called " + feature.name() + ", since that is how a requirement is written",
					feature.name(), List.of(feature.name().replace(':', '-')));
		}
		if (feature.requires().isEmpty()) {
			throw GateException.of(property + " is empty, so that nothing would ever close the feature", "", KINDS);
		}
		List<String> requires = feature.requires();
		return Stream.iterate(0, (i) -> i < requires.size(), (i) -> i + 1)
			.map((i) -> read(requires.get(i), property + "[" + i + "] is "))
			.toList();
	}

	/**
	 * Reads one requirement.
	 * @param text how it is written
	 * @param where what comes before it where it is refused
	 * @return the requirement
	 */
	Needed read(String text, String where) {
		Requirement requirement = Requirement.read(text);
		if (requirement instanceof OfMigration migration) {
			return new Needed(requirement, ids(migration.id(), where + text));
		}
		if (requirement instanceof OfBackfill backfill) {
			check(backfill.name(), "backfill", this.names.backfills().get(), where + text);
		}
		else if (requirement instanceof OfCheck check) {
			check(check.name(), "check", this.names.checks().get(), where + text);
		}
		else {
			throw GateException.of(where + "\"" + text + "\", which is no requirement", text, KINDS);
		}
		return new Needed(requirement, List.of());
	}

	/**
	 * A migration that replaces others does for each of them, and one that was renamed is
	 * known by all its names.
	 */
	private List<String> ids(String id, String where) {
		MigrationSet migrations = this.names.migrations().get();
		Set<String> ids = new LinkedHashSet<>();
		for (Migration migration : migrations) {
			Directives directives = migration.directives();
			if (id(migration).equals(id) || directives.renamedFrom().contains(id)
					|| directives.replaces().stream().anyMatch((replaced) -> replaced.id().equals(id))) {
				ids.add(id);
				ids.add(id(migration));
				ids.addAll(directives.renamedFrom());
			}
		}
		if (ids.isEmpty()) {
			check(id, "migration", migrations.stream().map(Requirements::id).collect(Collectors.toSet()), where);
		}
		return List.copyOf(ids);
	}

	private static String id(Migration migration) {
		return migration.id().value();
	}

	private static void check(String name, String kind, @Nullable Set<String> known, String where) {
		if (known != null && !known.contains(name)) {
			Collection<String> texts = known.stream().map((one) -> kind + ":" + one).toList();
			throw GateException.of(where + ", but there is no " + kind + " " + name, kind + ":" + name, texts);
		}
	}

	/**
	 * A requirement that exists.
	 *
	 * @param requirement the requirement
	 * @param migrations the migrations of which one must be applied, if it is about
	 * migrations
	 */
	record Needed(Requirement requirement, List<String> migrations) {

		String text() {
			return this.requirement.text();
		}

	}

}
