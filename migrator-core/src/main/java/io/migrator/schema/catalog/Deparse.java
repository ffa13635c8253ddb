package io.migrator.schema.catalog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings expressions as the server prints them into one form. The server does not do so
 * itself: {@code x IN ('a', 'b')} over {@code varchar} is printed one way when it was
 * written by hand and another way after one dump and restore, and means the same.
 */
final class Deparse {

	private static final Pattern CAST_ARRAY = Pattern
		.compile("\\(ARRAY\\[((?:'(?:[^']|'')*'::character varying(?:, )?)+)\\]\\)::text\\[\\]");

	private static final Pattern ELEMENT = Pattern.compile("('(?:[^']|'')*')::character varying");

	private static final Pattern CAST_ELEMENT = Pattern.compile("\\(('(?:[^']|'')*')::character varying\\)::text");

	private static final Pattern STATE = Pattern
		.compile("( NO INHERIT)?( DEFERRABLE)?( INITIALLY DEFERRED)?( NOT ENFORCED)?( NOT VALID)?$");

	private Deparse() {
	}

	/**
	 * Brings an expression into one form.
	 * @param expression what the server printed
	 * @return the same, for every way in which it can have been written
	 */
	static String normalise(String expression) {
		if (!expression.contains("::character varying")) {
			return expression;
		}
		Matcher matcher = CAST_ARRAY.matcher(expression);
		String flat = matcher.replaceAll((match) -> Matcher.quoteReplacement(
				"ARRAY[" + ELEMENT.matcher(match.group(1)).replaceAll("$1::text").replace("\\", "\\\\") + "]"));
		return CAST_ELEMENT.matcher(flat).replaceAll("$1::text");
	}

	/**
	 * Takes off a constraint's definition what is an attribute of its own.
	 * @param definition what the server printed
	 * @return the same without deferrability, enforcement and validity
	 */
	static String withoutState(String definition) {
		return definition.endsWith(")") ? definition : STATE.matcher(definition).replaceFirst("");
	}

}
