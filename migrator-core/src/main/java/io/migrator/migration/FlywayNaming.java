package io.migrator.migration;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How Flyway's files are named.
 *
 * @param prefix what begins a versioned migration, normally {@code V}
 * @param repeatablePrefix what begins a repeatable migration, normally {@code R}
 * @param undoPrefix what begins an undo script, normally {@code U}
 * @param baselinePrefix what begins a baseline migration, normally {@code B}
 * @param separator what stands between version and words, normally two underscores
 * @param suffixes what may end a name, normally {@code .sql}
 */
public record FlywayNaming(String prefix, String repeatablePrefix, String undoPrefix, String baselinePrefix,
		String separator, List<String> suffixes) {

	/**
	 * Flyway's own defaults.
	 */
	public static final FlywayNaming DEFAULT = new FlywayNaming("V", "R", "U", "B", "__", List.of(".sql"));

	public FlywayNaming {
		if (separator.isEmpty() || suffixes.isEmpty()) {
			throw new IllegalArgumentException("Flyway names need a separator and a suffix, such as __ and .sql");
		}
		suffixes = List.copyOf(suffixes);
	}

	/**
	 * Takes a file name apart.
	 * @return its parts, or {@code null} if Flyway would not know it
	 */
	@Nullable Parts parse(String fileName) {
		for (String suffix : this.suffixes) {
			String stem = MigrationName.without(suffix, fileName);
			if (stem != null) {
				return parseStem(stem);
			}
		}
		return null;
	}

	private @Nullable Parts parseStem(String stem) {
		Parts parts = versioned(stem, this.prefix, Type.VERSIONED);
		parts = (parts != null) ? parts : versioned(stem, this.undoPrefix, Type.UNDO);
		parts = (parts != null) ? parts : versioned(stem, this.baselinePrefix, Type.BASELINE);
		if (parts == null && !this.repeatablePrefix.isEmpty() && stem.startsWith(this.repeatablePrefix)
				&& stem.startsWith(this.separator, this.repeatablePrefix.length())) {
			String words = stem.substring(this.repeatablePrefix.length() + this.separator.length());
			return new Parts(stem, Type.REPEATABLE, "", words);
		}
		return parts;
	}

	private @Nullable Parts versioned(String stem, String typePrefix, Type type) {
		if (!stem.startsWith(typePrefix) || (typePrefix.isEmpty() && type != Type.VERSIONED)) {
			return null;
		}
		String rest = stem.substring(typePrefix.length());
		int end = rest.indexOf(this.separator);
		String version = (end >= 0) ? rest.substring(0, end) : rest;
		boolean noVersion = version.isEmpty() && !typePrefix.isEmpty();
		if (!noVersion && !isVersion(version)) {
			return null;
		}
		return new Parts(stem, type, version, (end >= 0) ? rest.substring(end + this.separator.length()) : "");
	}

	private static boolean isVersion(String text) {
		boolean digitBefore = false;
		for (int i = 0; i < text.length(); i++) {
			boolean digit = NaturalOrder.isDigit(text.charAt(i));
			boolean separator = text.charAt(i) == '.' || text.charAt(i) == '_';
			if (!digit && !(separator && digitBefore)) {
				return false;
			}
			digitBefore = digit;
		}
		return digitBefore;
	}

	enum Type {

		VERSIONED, REPEATABLE, UNDO, BASELINE

	}

	/**
	 * The parts of a name.
	 */
	record Parts(String stem, Type type, String version, String words) {

	}

}
