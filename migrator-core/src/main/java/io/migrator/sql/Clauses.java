package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds where the clauses of a statement begin: at key words outside of parentheses and
 * brackets that are not names of columns.
 */
final class Clauses {

	private final Tokens tokens;

	private final String text;

	private final int end;

	Clauses(Tokens tokens, String text) {
		this.tokens = tokens;
		this.text = text;
		int i = 0;
		while (tokens.get(i) != null && !tokens.isSymbol(i, ";")) {
			i++;
		}
		this.end = i;
	}

	Tokens tokens() {
		return this.tokens;
	}

	/**
	 * Behind the last token, the final semicolon left out.
	 * @return the index
	 */
	int end() {
		return this.end;
	}

	Span span(int from, int to) {
		return new Span(this, from, Math.max(from, to));
	}

	/**
	 * Finds the first of some words.
	 * @param from where to begin
	 * @param to where to stop
	 * @param words the words in lower case
	 * @return its index, or {@code to}
	 */
	int find(int from, int to, Set<String> words) {
		for (int i = from; i < to; i = next(i)) {
			Token token = this.tokens.get(i);
			if (token != null && token.type() == Token.Type.WORD && words.contains(Literals.fold(token.text()))
					&& !isName(i)) {
				return i;
			}
		}
		return to;
	}

	int find(int from, int to, String word) {
		return find(from, to, Set.of(word));
	}

	/** Where any word but a few may stand, or the word has another meaning. */
	private boolean isName(int i) {
		if (this.tokens.isSymbol(i - 1, ".") || this.tokens.is(i - 1, "as")) {
			return true;
		}
		return this.tokens.is(i, "from") && this.tokens.is(i - 1, "distinct")
				&& (this.tokens.is(i - 2, "is") || this.tokens.is(i - 2, "not"));
	}

	/**
	 * Steps over a token, or over all of a parenthesis or bracket.
	 * @param i where it stands
	 * @return behind it
	 */
	int next(int i) {
		int depth = 0;
		int p = i;
		do {
			if (this.tokens.isSymbol(p, "(") || this.tokens.isSymbol(p, "[")) {
				depth++;
			}
			else if (this.tokens.isSymbol(p, ")") || this.tokens.isSymbol(p, "]")) {
				depth--;
			}
			p++;
		}
		while (depth > 0 && p < this.end);
		return p;
	}

	/**
	 * Cuts at the commas outside of parentheses.
	 * @param from where to begin
	 * @param to where to stop
	 * @return the parts
	 */
	List<Span> items(int from, int to) {
		List<Span> items = new ArrayList<>();
		int start = from;
		for (int i = from; i < to; i = next(i)) {
			if (this.tokens.isSymbol(i, ",")) {
				items.add(span(start, i));
				start = i + 1;
			}
		}
		items.add(span(start, to));
		return items;
	}

	/**
	 * The text of tokens as written, with the comments between them.
	 * @param from the first token
	 * @param to behind the last
	 * @return the text, empty for no tokens
	 */
	String text(int from, int to) {
		Token first = this.tokens.get(from);
		Token last = this.tokens.get(to - 1);
		return (from < to && first != null && last != null) ? this.text.substring(first.start(), last.end()) : "";
	}

}
