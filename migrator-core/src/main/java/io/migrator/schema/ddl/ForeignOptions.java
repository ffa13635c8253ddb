package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.migrator.schema.Fact;
import io.migrator.schema.Names;

/**
 * Options of foreign data. Most secrets are known by their hashes only, so they can be
 * kept and dropped, but not set.
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
		return changed(before, after, Map.of());
	}

	/**
	 * Writes a change of options.
	 * @param before what is there
	 * @param after what shall be there, with the secrets that are known
	 * @return a blank and the clause
	 */
	static String changed(Fact before, Fact after) {
		return changed(before.list("options"), after.list("options"), parse(after.list("_secrets")));
	}

	private static String changed(List<String> before, List<String> after, Map<String, String> secrets) {
		Map<String, String> old = parse(before);
		Map<String, String> wanted = parse(after);
		List<String> clauses = new ArrayList<>();
		old.keySet().stream().filter((name) -> !wanted.containsKey(name)).forEach((name) -> {
			clauses.add("DROP " + Names.quote(name));
		});
		wanted.forEach((name, value) -> {
			if (!value.equals(old.get(name))) {
				clauses.add((old.containsKey(name) ? "SET " : "ADD ") + Names.quote(name) + " "
						+ Names.literal(secrets.getOrDefault(name, value)));
			}
		});
		return " OPTIONS (" + String.join(", ", clauses) + ")";
	}

	/**
	 * Whether a secret would have to be set that is not known.
	 * @param before {@code name=value} of what is there
	 * @param after what shall be there
	 * @return whether there is a secret more or another one
	 */
	static boolean needSecret(List<String> before, Fact after) {
		return !after.list("_unseen").isEmpty() || of(after).stream()
			.anyMatch((option) -> !before.contains(option)
					&& SECRET.matcher(option.substring(option.indexOf('=') + 1)).matches());
	}

	/**
	 * The options of an object as statements set them.
	 * @param fact the object
	 * @return {@code name=value}, with the secrets that are known
	 */
	static List<String> of(Fact fact) {
		Map<String, String> secrets = parse(fact.list("_secrets"));
		return fact.list("options").stream().map((option) -> {
			String name = option.substring(0, option.indexOf('='));
			return secrets.containsKey(name) ? name + "=" + secrets.get(name) : option;
		}).toList();
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
