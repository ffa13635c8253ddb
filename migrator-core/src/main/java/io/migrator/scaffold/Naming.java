package io.migrator.scaffold;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.migrator.error.Spelling;

/**
 * Names of what a scaffold makes.
 */
final class Naming {

	private static final int LONGEST = 63;

	private Naming() {
	}

	/**
	 * A name for files, of letters, digits and underscores.
	 * @param words what it is made of
	 * @return the name
	 */
	static String file(String... words) {
		return String.join("_", words)
			.toLowerCase(Locale.ROOT)
			.replaceAll("[^\\p{L}\\p{N}]+", "_")
			.replaceAll("^_|_$", "");
	}

	/**
	 * A name for an object that the server does not cut and that nobody has.
	 * @param name what it is made of
	 * @param suffix what sets it apart, which is never cut
	 * @param taken tells which names there are
	 * @return the name
	 */
	static String object(String name, String suffix, Predicate<String> taken) {
		String fitting = cut(name, LONGEST - bytes(suffix)) + suffix;
		for (int i = 2; taken.test(fitting); i++) {
			fitting = cut(name, LONGEST - bytes(suffix + i)) + suffix + i;
		}
		return fitting;
	}

	private static String cut(String name, int bytes) {
		String cut = name;
		while (bytes(cut) > bytes) {
			cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
		}
		return cut;
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

	/**
	 * The names that somebody may have meant.
	 * @param name what was written
	 * @param candidates what there is
	 * @return up to three, the nearest first
	 */
	static List<String> near(String name, Stream<String> candidates) {
		int most = Math.max(2, name.length() / 2);
		return candidates.filter((candidate) -> Spelling.apart(name, candidate) <= most)
			.sorted(Comparator.comparingInt((String candidate) -> Spelling.apart(name, candidate))
				.thenComparing(String::toString))
			.limit(3)
			.toList();
	}

}
