package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * A call of {@code set_config} in a select list.
 *
 * @param name the parameter
 * @param value its new value, or {@code null} if it is no literal
 * @param local whether it ends with the transaction
 */
record SetConfig(@Nullable String name, @Nullable String value, boolean local) {

	/**
	 * Finds the first call.
	 * @param tokens a statement
	 * @param from where to look from
	 * @return the call, or {@code null} if there is none
	 */
	static @Nullable SetConfig find(Tokens tokens, int from) {
		int i = from;
		for (Token token = tokens.get(i); token != null; token = tokens.get(++i)) {
			if ("set_config".equals(tokens.identifier(i)) && tokens.isSymbol(i + 1, "(")) {
				int second = argument(tokens, i + 2);
				int third = argument(tokens, second);
				return new SetConfig(tokens.string(i + 2), tokens.string(second), isTrue(tokens, third));
			}
		}
		return null;
	}

	private static int argument(Tokens tokens, int from) {
		int i = from;
		while (tokens.get(i) != null && !tokens.isSymbol(i, ",")) {
			i = Math.max(i + 1, tokens.behindParentheses(i));
		}
		return i + 1;
	}

	private static boolean isTrue(Tokens tokens, int index) {
		String value = tokens.value(index);
		return value != null && (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("t") || value.equals("1")
				|| value.equalsIgnoreCase("on") || value.equalsIgnoreCase("yes"));
	}

}
