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

	static @Nullable MigrationName dated(String stem) {
		boolean looksDated = stem.length() >= 10 && NaturalOrder.isDigit(stem.charAt(0)) && stem.charAt(4) == '-';
		Matcher matcher = looksDated ? DATED.matcher(stem) : null;
		if (matcher == null || !matcher.matches()) {
			return null;
		}
		return new MigrationName(stem, matcher.group(1), (matcher.start(2) >= 0) ? matcher.group(2) : "");
	}

	static @Nullable MigrationName numbered(String stem) {
		int end = endOfNumbers(stem);
		if (end == 0) {
			return null;
		}
		int words = end;
		while (words < stem.length() && "_-. ".indexOf(stem.charAt(words)) >= 0) {
			words++;
		}
		boolean separated = words > end || words == stem.length();
		return separated ? new MigrationName(stem, stem.substring(0, end), stem.substring(words)) : null;
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

	/**
	 * The end of numbers between dots; one with letters behind it is not among them.
	 */
	private static int endOfNumbers(String stem) {
		int end = NaturalOrder.endOfDigits(stem, 0);
		while (end > 0 && end + 1 < stem.length() && stem.charAt(end) == '.') {
			int next = NaturalOrder.endOfDigits(stem, end + 1);
			boolean number = next > end + 1 && (next == stem.length() || "_-. ".indexOf(stem.charAt(next)) >= 0);
			if (!number) {
				break;
			}
			end = next;
		}
		return end;
	}

}
