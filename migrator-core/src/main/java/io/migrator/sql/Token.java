package io.migrator.sql;

/**
 * A token of a statement, as the server's lexer sees it.
 *
 * @param type its type
 * @param text its text as written
 * @param start where it starts in the statement's text
 * @param escapes whether backslashes in it are escapes
 */
record Token(Type type, String text, int start, boolean escapes) {

	/**
	 * What a token is.
	 */
	enum Type {

		/** A keyword or an identifier without quotes. */
		WORD,

		/** An identifier in double quotes, also with {@code U&}. */
		QUOTED,

		/** A string in single quotes, of any prefix. */
		STRING,

		/** A dollar-quoted string. */
		DOLLAR,

		/** A number. */
		NUMBER,

		/** A parameter such as {@code $1}. */
		PARAMETER,

		/** An operator, a parenthesis, a comma and so on. */
		SYMBOL

	}

	int end() {
		return this.start + this.text.length();
	}

	boolean is(String word) {
		return this.type == Type.WORD && this.text.equalsIgnoreCase(word);
	}

	boolean isSymbol(String symbol) {
		return this.type == Type.SYMBOL && this.text.equals(symbol);
	}

}
