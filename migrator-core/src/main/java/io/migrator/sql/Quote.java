package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * Writes values and names into SQL text so that they mean the same under every session
 * setting.
 */
public final class Quote {

	private Quote() {
	}

	/**
	 * A string literal that does not depend on {@code standard_conforming_strings}.
	 * @param value the value, or {@code null}
	 * @return the literal, or the word {@code NULL}
	 */
	public static String literal(@Nullable String value) {
		if (value == null) {
			return "NULL";
		}
		return "E'" + value.replace("\\", "\\\\").replace("'", "\\'").replace("\u0000", "") + "'";
	}

	/**
	 * A quoted identifier.
	 * @param name the name as it is stored in the catalog
	 * @return the identifier in double quotes
	 */
	public static String identifier(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

}
