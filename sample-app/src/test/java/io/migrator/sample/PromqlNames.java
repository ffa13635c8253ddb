package io.migrator.sample;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a query of Prometheus needs to be there.
 */
final class PromqlNames {

	private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

	private static final Pattern GROUPING = Pattern
		.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", Pattern.CASE_INSENSITIVE);

	private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*\\{([^}]*)}");

	private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");

	private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)\\s*(?:=~|!~|!=|=)\\s*\"([^\"]*)\"");

	private static final Pattern NAME = Pattern
		.compile("(?<![0-9a-zA-Z_:.$])[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?!\\s*\\()");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "by", "without", "on",
			"ignoring", "group_left", "group_right", "inf", "nan", "atan2");

	private PromqlNames() {
	}

	/**
	 * The metrics that a query reads.
	 * @param query the query
	 * @return their names
	 */
	static Set<String> metrics(String query) {
		String rest = TEXT.matcher(query).replaceAll("\"\"");
		rest = GROUPING.matcher(rest).replaceAll(" ");
		rest = SELECTOR.matcher(rest).replaceAll("$1 ");
		rest = RANGE.matcher(rest).replaceAll(" ");
		Set<String> names = new LinkedHashSet<>();
		for (Matcher matcher = NAME.matcher(rest); matcher.find();) {
			if (!WORDS.contains(matcher.group().toLowerCase(Locale.ROOT))) {
				names.add(matcher.group());
			}
		}
		return names;
	}

	/**
	 * The labels by which a query selects, as {@code metric label value}.
	 * @param query the query
	 * @return one line for each value that is asked for as it is
	 */
	static Set<String> labels(String query) {
		Set<String> labels = new LinkedHashSet<>();
		for (Matcher selector = SELECTOR.matcher(query); selector.find();) {
			for (Matcher label = LABEL.matcher(selector.group(2)); label.find();) {
				for (String value : label.group(2).split("\\|")) {
					labels.add(selector.group(1) + " " + label.group(1) + " " + value);
				}
			}
		}
		return labels;
	}

}
