package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a script as it is written; all pieces together are the script.
 *
 * @param kind what it is
 * @param text its text, never empty
 * @param token the type of the token, or {@code null} if it is none
 */
record Piece(Kind kind, String text, Token.@Nullable Type token) {

	/**
	 * What a piece is.
	 */
	enum Kind {

		/** A token of a statement. */
		TOKEN,

		/** White space between two other pieces. */
		BLANK,

		/** A comment, without the end of its line. */
		COMMENT,

		/** The data of a COPY, from the semicolon to the line that ends it. */
		DATA

	}

	static Piece token(Token token) {
		return new Piece(Kind.TOKEN, token.text(), token.type());
	}

	static Piece blank(String text) {
		return new Piece(Kind.BLANK, text, null);
	}

	boolean isBlank() {
		return this.kind == Kind.BLANK;
	}

	boolean isLineComment() {
		return this.kind == Kind.COMMENT && this.text.startsWith("--");
	}

	boolean isWord() {
		return this.token == Token.Type.WORD;
	}

	boolean is(String word) {
		return isWord() && this.text.equalsIgnoreCase(word);
	}

	boolean isSymbol(String symbol) {
		return this.token == Token.Type.SYMBOL && this.text.equals(symbol);
	}

	boolean breaksLine() {
		return this.text.indexOf('\n') >= 0 || this.text.indexOf('\r') >= 0;
	}

}
