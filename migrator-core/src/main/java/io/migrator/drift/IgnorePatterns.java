package io.migrator.drift;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.migrator.schema.ObjectId;

/**
 * Which objects are nobody's business: patterns such as {@code public.tmp_*} for all
 * kinds, or {@code index *.*_debug} for one. A star stands for any number of characters;
 * the case does not matter.
 */
public final class IgnorePatterns implements Predicate<ObjectId> {

	/** Every object matters. */
	public static final IgnorePatterns NONE = new IgnorePatterns(List.of());

	private final List<String> patterns;

	private final List<Pattern> compiled;

	/**
	 * Creates the rules.
	 * @param patterns the patterns
	 */
	public IgnorePatterns(List<String> patterns) {
		this.patterns = List.copyOf(patterns);
		this.compiled = patterns.stream().map(IgnorePatterns::compile).toList();
	}

	private static Pattern compile(String pattern) {
		String regex = List.of(pattern.strip().split("\\*", -1))
			.stream()
			.map(Pattern::quote)
			.collect(Collectors.joining(".*"));
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
	}

	public List<String> patterns() {
		return this.patterns;
	}

	@Override
	public boolean test(ObjectId id) {
		if (this.compiled.isEmpty()) {
			return false;
		}
		String path = id.path();
		String withKind = id.kind().words() + " " + path;
		return this.compiled.stream()
			.anyMatch((pattern) -> pattern.matcher(path).matches() || pattern.matcher(withKind).matches());
	}

}
