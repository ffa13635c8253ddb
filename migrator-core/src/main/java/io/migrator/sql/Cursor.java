package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads a statement's tokens from the left to the right.
 */
final class Cursor {

	private final Tokens tokens;

	private int position;

	Cursor(Tokens tokens, int position) {
		this.tokens = tokens;
		this.position = position;
	}

	boolean atEnd() {
		return this.tokens.get(this.position) == null || this.tokens.isSymbol(this.position, ";");
	}

	int position() {
		return this.position;
	}

	Tokens tokens() {
		return this.tokens;
	}

	void moveTo(int newPosition) {
		this.position = newPosition;
	}

	/**
	 * Whether words come next.
	 * @param words the words in lower case, separated by a space
	 * @return whether they do
	 */
	boolean at(String words) {
		int i = this.position;
		for (String word : words.split(" ")) {
			if (!this.tokens.is(i++, word)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Steps over words if they come next.
	 * @param words the words in lower case, separated by a space
	 * @return whether they did
	 */
	boolean accept(String words) {
		boolean found = at(words);
		if (found) {
			this.position += words.split(" ").length;
		}
		return found;
	}

	boolean atSymbol(String symbol) {
		return this.tokens.isSymbol(this.position, symbol);
	}

	boolean acceptSymbol(String symbol) {
		boolean found = atSymbol(symbol);
		this.position += found ? 1 : 0;
		return found;
	}

	/**
	 * Reads an identifier.
	 * @return the name, or {@code null} if none comes next
	 */
	@Nullable String identifier() {
		String identifier = this.tokens.identifier(this.position);
		this.position += (identifier != null) ? 1 : 0;
		return identifier;
	}

	/**
	 * Reads a name with its schema.
	 * @return the name, or {@code null} if none comes next
	 */
	@Nullable QualifiedName name() {
		String schema = null;
		String name = identifier();
		while (name != null && atSymbol(".") && this.tokens.identifier(this.position + 1) != null) {
			schema = name;
			this.position++;
			name = identifier();
		}
		return (name != null) ? new QualifiedName(schema, name) : null;
	}

	/**
	 * Reads names separated by commas, stepping over arguments behind them.
	 * @return the names
	 */
	List<QualifiedName> names() {
		List<QualifiedName> names = new ArrayList<>();
		do {
			accept("only");
			QualifiedName name = name();
			if (name == null) {
				break;
			}
			names.add(name);
			acceptSymbol("*");
			skipParentheses();
		}
		while (acceptSymbol(","));
		return names;
	}

	@Nullable String string() {
		String string = this.tokens.string(this.position);
		this.position += (string != null) ? 1 : 0;
		return string;
	}

	void skipParentheses() {
		this.position = this.tokens.behindParentheses(this.position);
	}

	/** Steps over one token, or over all of a parenthesis. */
	void skip() {
		this.position = Math.max(this.position + 1, this.tokens.behindParentheses(this.position));
	}

	/**
	 * Steps to a comma or a closing parenthesis on this level, or to the end.
	 */
	void skipItem() {
		while (!atItemEnd()) {
			skip();
		}
	}

	boolean atItemEnd() {
		return atEnd() || atSymbol(",") || atSymbol(")");
	}

	/**
	 * Reads a list of identifiers in parentheses.
	 * @return the names, empty if no parenthesis comes next
	 */
	List<String> columns() {
		List<String> columns = new ArrayList<>();
		if (!atSymbol("(")) {
			return columns;
		}
		int end = this.tokens.behindParentheses(this.position);
		this.position++;
		while (this.position < end - 1) {
			String column = identifier();
			if (column != null && atItemEnd()) {
				columns.add(column);
			}
			skipItem();
			acceptSymbol(",");
		}
		this.position = end;
		return columns;
	}

	/**
	 * The text from a token to the position, white space and comments reduced to single
	 * spaces.
	 * @param from the index of the first token
	 * @return the text
	 */
	String textFrom(int from) {
		StringBuilder text = new StringBuilder();
		Token before = null;
		for (int i = from; i < this.position; i++) {
			Token token = this.tokens.get(i);
			if (token == null) {
				break;
			}
			if (before != null && token.start() > before.end()) {
				text.append(' ');
			}
			text.append(token.text());
			before = token;
		}
		return text.toString();
	}

	/**
	 * The type from a token to the position: words folded, spaces between words only.
	 * @param from the index of the first token
	 * @return the type
	 */
	String typeFrom(int from) {
		StringBuilder type = new StringBuilder();
		boolean afterWord = false;
		for (int i = from; i < this.position; i++) {
			Token token = this.tokens.get(i);
			if (token == null) {
				break;
			}
			boolean word = token.type() == Token.Type.WORD;
			boolean space = word && !type.isEmpty() && (afterWord || type.charAt(type.length() - 1) == ')');
			type.append(space ? " " : "").append(word ? Literals.fold(token.text()) : token.text());
			afterWord = word;
		}
		return type.toString();
	}

}
