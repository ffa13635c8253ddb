package io.migrator.migration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A stem split into its version and its words.
 *
 * @param stem the whole stem
 * @param version the leading part
 * @param words what follows
 */
record MigrationName(String stem, String version, String words) {

	private static final Pattern DATED = Pattern
		.compile("(\\d{4}-\\d{2}-\\d{2}(?:-\\d{6}(?:-\\d{4})?)?)(?:[-_]+(.*))?");

	private static final Pattern NUMBERED = Pattern.compile("(\\d+(?:\\.\\d+)*)(?:[_\\-. ]+(.*))?");

	static @Nullable MigrationName dated(String stem) {
		return startsWithDigit(stem) ? matched(stem, DATED) : null;
	}

	static @Nullable MigrationName numbered(String stem) {
		return startsWithDigit(stem) ? matched(stem, NUMBERED) : null;
	}

	/**
	 * Removes what ends a name.
	 * @return the rest, or {@code null} if the name ends otherwise
	 */
	static @Nullable String without(String suffix, String name) {
		return (name.length() > suffix.length() && name.endsWith(suffix))
				? name.substring(0, name.length() - suffix.length()) : null;
	}

	Migration.Builder migration(Script up) {
		return Migration.builder(this.stem, up).version(this.version).description(this.words);
	}

	private static boolean startsWithDigit(String stem) {
		return !stem.isEmpty() && NaturalOrder.isDigit(stem.charAt(0));
	}

	private static @Nullable MigrationName matched(String stem, Pattern pattern) {
		Matcher matcher = pattern.matcher(stem);
		if (!matcher.matches()) {
			return null;
		}
		return new MigrationName(stem, matcher.group(1), (matcher.start(2) >= 0) ? matcher.group(2) : "");
	}

}
