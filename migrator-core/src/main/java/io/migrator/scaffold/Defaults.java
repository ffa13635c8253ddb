package io.migrator.scaffold;

import java.util.regex.Pattern;

/**
 * Tells defaults that are the same for all columns of a row from those that are not.
 */
final class Defaults {

	private static final String LITERAL = "(-?\\d[\\d.eE+-]*|\\(-\\d[\\d.eE+-]*\\)|E?'([^']|'')*'|true|false|NULL)";

	private static final String CAST = "(::[\\p{L}_\"][\\p{L}\\p{N}_ .\"]*(\\([\\d, ]+\\))?(\\[\\])?)*";

	private static final String MOMENT = "(now\\(\\)|CURRENT_TIMESTAMP|CURRENT_DATE|LOCALTIMESTAMP|CURRENT_USER)";

	/** Within a transaction, also the time stands still. */
	private static final Pattern STEADY = Pattern
		.compile("\\(*(" + LITERAL + "|" + MOMENT + ")" + CAST + "\\)*" + CAST);

	private static final Pattern CONSTANT = Pattern.compile("\\(*" + LITERAL + CAST + "\\)*" + CAST);

	private Defaults() {
	}

	/**
	 * Whether a default comes out the same each time within a transaction.
	 * @param expression the default as the server writes it
	 * @return whether it is known to
	 */
	static boolean isSteady(String expression) {
		return STEADY.matcher(expression).matches();
	}

	/**
	 * Whether a default is a value.
	 * @param expression the default as the server writes it
	 * @return whether it is known to be one
	 */
	static boolean isLiteral(String expression) {
		return CONSTANT.matcher(expression).matches();
	}

}
