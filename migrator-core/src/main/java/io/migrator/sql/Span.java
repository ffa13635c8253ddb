package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * Some tokens of a statement that belong together, such as an expression.
 *
 * @param clauses the statement
 * @param from the first token
 * @param to behind the last
 */
record Span(Clauses clauses, int from, int to) {

	int length() {
		return this.to - this.from;
	}

	boolean isEmpty() {
		return length() <= 0;
	}

	String text() {
		return this.clauses.text(this.from, this.to);
	}

	Span from(int start) {
		return new Span(this.clauses, start, this.to);
	}

	boolean is(int offset, String word) {
		return this.from + offset < this.to && this.clauses.tokens().is(this.from + offset, word);
	}

	boolean isSymbol(int offset, String symbol) {
		return this.from + offset < this.to && this.clauses.tokens().isSymbol(this.from + offset, symbol);
	}

	@Nullable Token token(int offset) {
		return (this.from + offset < this.to) ? this.clauses.tokens().get(this.from + offset) : null;
	}

	@Nullable String identifier(int offset) {
		return (this.from + offset < this.to) ? this.clauses.tokens().identifier(this.from + offset) : null;
	}

	/**
	 * Without the parentheses around all of it.
	 * @return what is in them
	 */
	Span unwrapped() {
		Span span = this;
		while (span.isSymbol(0, "(") && span.clauses.next(span.from) == span.to) {
			span = new Span(span.clauses, span.from + 1, span.to - 1);
		}
		return span;
	}

	/**
	 * Whether the tokens are the same, the case of words aside.
	 * @param other other tokens
	 * @return whether they say the same
	 */
	boolean saysSameAs(Span other) {
		if (length() != other.length()) {
			return false;
		}
		for (int i = 0; i < length(); i++) {
			Token one = token(i);
			Token two = other.token(i);
			if (one == null || two == null || one.type() != two.type()) {
				return false;
			}
			boolean word = one.type() == Token.Type.WORD;
			if (!(word ? one.text().equalsIgnoreCase(two.text()) : one.text().equals(two.text()))) {
				return false;
			}
		}
		return true;
	}

}
