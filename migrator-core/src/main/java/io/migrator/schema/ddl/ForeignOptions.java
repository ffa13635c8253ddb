package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.migrator.schema.Names;

/**
 * Options of foreign data. Secrets are known by their hashes only, so they can be kept
 * and dropped, but not set.
 */
final class ForeignOptions {

	private static final Pattern SECRET = Pattern.compile("sha256:[0-9a-f]{64}");

	private ForeignOptions() {
	}

	/**
	 * Writes options as a statement does that makes something.
	 * @param options {@code name=value}
	 * @return a blank and the clause, or nothing
	 */
	static String written(List<String> options) {
		List<String> clauses = new ArrayList<>();
		parse(options).forEach((name, value) -> clauses.add(Names.quote(name) + " " + Names.literal(value)));
		return clauses.isEmpty() ? "" : " OPTIONS (" + String.join(", ", clauses) + ")";
	}

	/**
	 * Writes a change of options.
	 * @param before {@code name=value}
	 * @param after {@code name=value}
	 * @return a blank and the clause
	 */
	static String changed(List<String> before, List<String> after) {
		Map<String, String> old = parse(before);
		Map<String, String> wanted = parse(after);
		List<String> clauses = new ArrayList<>();
		old.keySet().stream().filter((name) -> !wanted.containsKey(name)).forEach((name) -> {
			clauses.add("DROP " + Names.quote(name));
		});
		wanted.forEach((name, value) -> {
			if (!value.equals(old.get(name))) {
				clauses.add((old.containsKey(name) ? "SET " : "ADD ") + Names.quote(name) + " " + Names.literal(value));
			}
		});
		return " OPTIONS (" + String.join(", ", clauses) + ")";
	}

	/**
	 * Whether a secret would have to be set.
	 * @param before what is there
	 * @param after what shall be there
	 * @return whether there is a secret more or another one
	 */
	static boolean needSecret(List<String> before, List<String> after) {
		Map<String, String> old = parse(before);
		return parse(after).entrySet()
			.stream()
			.anyMatch((option) -> SECRET.matcher(option.getValue()).matches()
					&& !option.getValue().equals(old.get(option.getKey())));
	}

	private static Map<String, String> parse(List<String> options) {
		Map<String, String> parsed = new LinkedHashMap<>();
		for (String option : options) {
			int end = option.indexOf('=');
			parsed.put(option.substring(0, end), option.substring(end + 1));
		}
		return parsed;
	}

}
