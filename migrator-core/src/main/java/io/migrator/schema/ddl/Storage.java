package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Storage parameters as statements write them.
 */
final class Storage {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]+");

	private Storage() {
	}

	/**
	 * Writes parameters.
	 * @param options each as {@code name=value}
	 * @return them, separated by commas
	 */
	static String list(List<String> options) {
		return String.join(", ", options.stream().map(Storage::option).toList());
	}

	private static String option(String option) {
		String value = option.substring(option.indexOf('=') + 1);
		return name(option) + "=" + (PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'");
	}

	private static String name(String option) {
		return option.substring(0, option.indexOf('='));
	}

	/**
	 * Writes what sets the parameters that are new or others.
	 * @param before what is set
	 * @param after what shall be
	 * @return a clause, or {@code null} if there is nothing to set
	 */
	static @Nullable String set(List<String> before, List<String> after) {
		List<String> set = new ArrayList<>(after);
		set.removeAll(before);
		return set.isEmpty() ? null : "SET (" + list(set) + ")";
	}

	/**
	 * Writes what resets the parameters that are no longer set.
	 * @param before what is set
	 * @param after what shall be
	 * @return a clause, or {@code null} if there is nothing to reset
	 */
	static @Nullable String reset(List<String> before, List<String> after) {
		List<String> reset = new ArrayList<>(before.stream().map(Storage::name).toList());
		reset.removeAll(after.stream().map(Storage::name).toList());
		return reset.isEmpty() ? null : "RESET (" + String.join(", ", reset) + ")";
	}

}
