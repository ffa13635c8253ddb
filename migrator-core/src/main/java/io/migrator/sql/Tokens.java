package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of a statement, cut as far as somebody looks.
 */
final class Tokens {

	private final String sql;

	private final Lexer lexer;

	private final List<Token> seen = new ArrayList<>();

	private boolean ended;

	Tokens(String sql, boolean standardStrings) {
		this.sql = sql;
		this.lexer = new Lexer(sql, standardStrings);
	}

	/**
	 * The token at an index.
	 * @param index counted from 0
	 * @return the token, or {@code null} behind the end
	 */
	@Nullable Token get(int index) {
		while (!this.ended && this.seen.size() <= index) {
			if (this.lexer.next()) {
				this.seen.add(this.lexer.token());
			}
			else {
				this.ended = true;
			}
		}
		return (index < this.seen.size()) ? this.seen.get(index) : null;
	}

	/**
	 * Whether a word stands anywhere in the text, be it in a string: quick to say no.
	 * @param word the word in lower case
	 * @return whether a look at the tokens is worth while
	 */
	boolean mayContain(String word) {
		char first = word.charAt(0);
		for (int i = 0; i <= this.sql.length() - word.length(); i++) {
			if ((this.sql.charAt(i) | 0x20) == first && this.sql.regionMatches(true, i, word, 0, word.length())) {
				return true;
			}
		}
		return false;
	}

	boolean is(int index, String word) {
		Token token = get(index);
		return token != null && token.is(word);
	}

	boolean isSymbol(int index, String symbol) {
		Token token = get(index);
		return token != null && token.isSymbol(symbol);
	}

	/**
	 * The name at an index.
	 * @param index counted from 0
	 * @return the name, or {@code null} if there is no identifier
	 */
	@Nullable String identifier(int index) {
		Token token = get(index);
		if (token == null || (token.type() != Token.Type.WORD && token.type() != Token.Type.QUOTED)) {
			return null;
		}
		return Literals.name(token.text());
	}

	/**
	 * The content of a string at an index.
	 * @param index counted from 0
	 * @return the content, or {@code null} if there is no string
	 */
	@Nullable String string(int index) {
		Token token = get(index);
		if (token == null || (token.type() != Token.Type.STRING && token.type() != Token.Type.DOLLAR)) {
			return null;
		}
		return Literals.string(token);
	}

	/**
	 * What a word, number or string at an index says.
	 * @param index counted from 0
	 * @return the value, or {@code null} behind the end
	 */
	@Nullable String value(int index) {
		String string = string(index);
		if (string != null) {
			return string;
		}
		String identifier = identifier(index);
		Token token = get(index);
		return (identifier != null || token == null) ? identifier : token.text();
	}

	/**
	 * The index behind a parenthesis that opens at an index.
	 * @param index where a parenthesis may open
	 * @return behind its end, or the index itself if none opens there
	 */
	int behindParentheses(int index) {
		if (!isSymbol(index, "(")) {
			return index;
		}
		int depth = 0;
		int i = index;
		for (Token token = get(i); token != null; token = get(i)) {
			i++;
			if (token.isSymbol("(")) {
				depth++;
			}
			else if (token.isSymbol(")") && --depth == 0) {
				break;
			}
		}
		return i;
	}

	/**
	 * The index behind a name with its qualifiers.
	 * @param index where a name may start
	 * @return behind it, or the index itself if there is none
	 */
	int behindName(int index) {
		if (identifier(index) == null) {
			return index;
		}
		int i = index + 1;
		while (isSymbol(i, ".") && identifier(i + 1) != null) {
			i += 2;
		}
		return i;
	}

}
