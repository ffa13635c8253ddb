package io.migrator.migration;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.migrator.migration.MigrationSet.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations one baseline takes the place of, and which file it is to be: one that
 * sorts where the last of them was, before all that stay.
 *
 * @param replaced those it replaces, in order
 * @param id the baseline's id
 * @param directory the folder of the migrations
 * @param file the baseline's file, with nothing in it but what the layout asks for
 * @param obsolete the files of those it replaces, in that folder
 */
public record BaselinePlan(List<Migration> replaced, String id, Path directory, NewFile file, List<Path> obsolete) {

	private static final String NAME = "baseline";

	public BaselinePlan {
		replaced = List.copyOf(replaced);
		obsolete = List.copyOf(obsolete);
	}

	/**
	 * Decides; nothing is written yet.
	 * @param set all migrations
	 * @param until the id of the last to replace
	 * @param directory the folder that they are in, which may be the source of what was
	 * read from the class path
	 * @return the plan
	 * @throws InvalidMigrationsException if they cannot be replaced by one
	 */
	public static BaselinePlan of(MigrationSet set, String until, Path directory) {
		List<Migration> replaced = replaced(set, until);
		Migration last = replaced.get(replaced.size() - 1);
		MigrationLayout layout = layout(set, last);
		int words = 1;
		String id = id(last, NAME);
		while (set.find(id) != null) {
			id = id(last, NAME + ++words);
		}
		checkOrder(set, last, id);
		return new BaselinePlan(replaced, id, directory, file(layout, last, id),
				ObsoleteFiles.of(directory, layout, replaced));
	}

	private static List<Migration> replaced(MigrationSet set, String until) {
		Migration last = set.find(until);
		if (last == null || last.repeatable()) {
			throw refused(
					(last == null) ? "There is no migration " + until : until + " is repeatable, so it has no place",
					"Give the whole id of one with a version; 'migrator status' lists them all.");
		}
		List<Migration> replaced = set.list().subList(0, set.list().indexOf(last) + 1);
		List<String> bound = replaced.stream()
			.filter((migration) -> !migration.directives().environments().isEmpty())
			.map((migration) -> migration.id().value())
			.toList();
		if (!bound.isEmpty()) {
			throw refused("Not every database has the same of these, since some are for some environments only: "
					+ String.join(", ", bound), "Squash up to one before the first of them.");
		}
		return replaced;
	}

	private static MigrationLayout layout(MigrationSet set, Migration last) {
		for (Origin origin : set.origins()) {
			if (origin.layout() != null && origin.migrations().contains(last.id())) {
				return origin.layout();
			}
		}
		throw refused("It is not known which layout " + last.id() + " has", "Write the baseline by hand.");
	}

	/**
	 * The id of the last one with other words.
	 */
	private static String id(Migration last, String words) {
		String id = last.id().value();
		String description = last.description();
		String head = id.substring(0, Math.max(0, id.length() - description.length()));
		String tail = id.substring(head.length()).replace('_', ' ').replace('-', ' ');
		if (!tail.equals(description) || head.isEmpty()) {
			throw refused("The name of " + id + " cannot be cut into a version and words", "Squash up to another one.");
		}
		return head + (Character.isLetterOrDigit(head.charAt(head.length() - 1)) ? "_" : "") + words;
	}

	private static void checkOrder(MigrationSet set, Migration last, String id) {
		int next = set.list().indexOf(last) + 1;
		Migration.Builder baseline = Migration.builder(id, last.up()).place(last.place());
		if (next < set.size() && Migration.ORDER.compare(baseline.build(), set.list().get(next)) >= 0) {
			throw refused(id + " would not come before " + set.list().get(next).id() + ", which stays",
					"Squash up to one that has a version, such as a day, of its own.");
		}
	}

	private static NewFile file(MigrationLayout layout, Migration last, String id) {
		LocalDateTime now = LocalDateTime.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).withNano(0);
		NewFile next = layout.next(List.of(last), NAME, now).get(0);
		int end = next.path().indexOf(NAME) + NAME.length();
		int text = next.content().indexOf(Templates.up(NAME));
		if (end < NAME.length() || text < 0) {
			throw refused("The layout " + layout.name() + " has no room for a baseline", "Write it by hand.");
		}
		return new NewFile(id + next.path().substring(end), next.content().substring(0, text));
	}

	/**
	 * The words of the directive {@code replaces}: also those that a replaced one
	 * replaces, marked as such.
	 * @return the words, in order
	 */
	public List<Replacement> replacements() {
		List<Replacement> replacements = new ArrayList<>();
		List<Replacement> indirect = this.replaced.stream()
			.flatMap((migration) -> migration.directives().replaces().stream())
			.map((replacement) -> new Replacement(replacement.id(), true))
			.distinct()
			.toList();
		replacements.addAll(indirect);
		for (Migration migration : this.replaced) {
			String id = migration.id().value();
			if (!indirect.contains(new Replacement(id, true))) {
				replacements.add(new Replacement(id, false));
			}
		}
		return replacements;
	}

	/**
	 * The baseline with its text.
	 * @param text what to write into it
	 * @return the file to be created
	 */
	public NewMigration with(String text) {
		return new NewMigration(this.directory, List.of(new NewFile(this.file.path(), this.file.content() + text)));
	}

	static InvalidMigrationsException refused(String problem, @Nullable String nextStep) {
		return new InvalidMigrationsException(problem, String.valueOf(nextStep));
	}

}
