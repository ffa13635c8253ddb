package io.migrator.sql;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads lists of options in parentheses, such as {@code (CONCURRENTLY off, VERBOSE)} or
 * {@code (create_slot = false)}.
 */
final class Options {

	private Options() {
	}

	/**
	 * The value of a boolean option; the last one counts.
	 * @param tokens the statement
	 * @param open the index of the opening parenthesis
	 * @param name the option's name in lower case
	 * @return its value, {@code true} if it has none, or {@code null} if it is not there
	 */
	static @Nullable Boolean flag(Tokens tokens, int open, String name) {
		Boolean result = null;
		int end = tokens.behindParentheses(open);
		for (int i = open + 1; i < end; i++) {
			boolean first = tokens.isSymbol(i - 1, ",") || i == open + 1;
			if (first && name.equals(tokens.identifier(i))) {
				int value = tokens.isSymbol(i + 1, "=") ? i + 2 : i + 1;
				boolean bare = tokens.isSymbol(value, ",") || tokens.isSymbol(value, ")");
				result = bare || isTrue(tokens.value(value));
			}
		}
		return result;
	}

	/**
	 * Whether an option is in the list.
	 * @param tokens the statement
	 * @param open the index of the opening parenthesis
	 * @param name the option's name in lower case
	 * @return whether it is there
	 */
	static boolean has(Tokens tokens, int open, String name) {
		return flag(tokens, open, name) != null;
	}

	private static boolean isTrue(@Nullable String value) {
		if (value == null) {
			return false;
		}
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "true", "on", "1" -> true;
			default -> false;
		};
	}

}
