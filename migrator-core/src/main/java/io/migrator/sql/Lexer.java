package io.migrator.sql;

import io.migrator.sql.Token.Type;

/**
 * Cuts the text of statements into tokens by the server's rules; takes whatever it is
 * given and never fails.
 */
final class Lexer {

	private static final String OPERATOR = "~!@#^&|`?+-*/%<>=";

	private static final String OPERATOR_BEFORE_SIGN = "~!@#^&|`?%";

	private final String sql;

	private final int length;

	private final boolean standardStrings;

	private int position;

	private int start;

	private Type type = Type.SYMBOL;

	private boolean escapes;

	Lexer(String sql, boolean standardStrings) {
		this.sql = sql;
		this.length = sql.length();
		this.standardStrings = standardStrings;
	}

	/**
	 * Starts within a text.
	 * @param sql the text
	 * @param from where the first token or what is before it starts
	 * @param standardStrings whether backslashes in plain strings are no escapes
	 */
	Lexer(String sql, int from, boolean standardStrings) {
		this(sql, standardStrings);
		this.position = from;
	}

	Type type() {
		return this.type;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.position;
	}

	boolean escapes() {
		return this.escapes;
	}

	Token token() {
		return new Token(this.type, this.sql.substring(this.start, this.position), this.start, this.escapes);
	}

	/**
	 * Moves to the next token.
	 * @return {@code false} if there is none
	 */
	boolean next() {
		int p = skipBlank(this.position);
		this.start = p;
		this.escapes = false;
		if (p >= this.length) {
			this.position = this.length;
			return false;
		}
		char c = this.sql.charAt(p);
		if (CharClass.isWordStart(c)) {
			this.position = word(p);
		}
		else if (CharClass.isDigit(c) || (c == '.' && CharClass.isDigit(at(p + 1)))) {
			this.type = Type.NUMBER;
			this.position = number(p);
		}
		else if (c == '\'') {
			this.position = string(p + 1, !this.standardStrings);
		}
		else if (c == '"') {
			this.type = Type.QUOTED;
			this.position = quoted(p + 1);
		}
		else if (c == '$') {
			this.position = dollar(p);
		}
		else {
			this.type = Type.SYMBOL;
			this.position = symbol(p);
		}
		return true;
	}

	private char at(int p) {
		return (p < this.length) ? this.sql.charAt(p) : '\0';
	}

	private static boolean isBlank(char c) {
		return c == ' ' || (c >= '\t' && c <= '\r');
	}

	private int skipBlank(int from) {
		int p = from;
		while (p < this.length) {
			char c = this.sql.charAt(p);
			if (isBlank(c)) {
				p++;
			}
			else if (c == '-' && at(p + 1) == '-') {
				p = lineEnd(p + 2);
			}
			else if (c == '/' && at(p + 1) == '*') {
				p = comment(p + 2);
			}
			else {
				break;
			}
		}
		return p;
	}

	private int lineEnd(int from) {
		int p = from;
		while (p < this.length && this.sql.charAt(p) != '\n' && this.sql.charAt(p) != '\r') {
			p++;
		}
		return p;
	}

	private int comment(int from) {
		int depth = 1;
		int p = from;
		while (p < this.length) {
			char c = this.sql.charAt(p++);
			if (c == '*' && at(p) == '/') {
				p++;
				if (--depth == 0) {
					return p;
				}
			}
			else if (c == '/' && at(p) == '*') {
				p++;
				depth++;
			}
		}
		return p;
	}

	private int word(int from) {
		int p = from + 1;
		if (at(p) == '\'' && "eEbBxXnN".indexOf(this.sql.charAt(from)) >= 0) {
			char prefix = (char) (this.sql.charAt(from) | 0x20);
			return string(p + 1, prefix == 'e' || (prefix == 'n' && !this.standardStrings));
		}
		if (at(p) == '&' && (this.sql.charAt(from) | 0x20) == 'u') {
			if (at(p + 1) == '\'') {
				return string(p + 2, false);
			}
			if (at(p + 1) == '"') {
				this.type = Type.QUOTED;
				return quoted(p + 2);
			}
		}
		this.type = Type.WORD;
		while (p < this.length && CharClass.IN_WORD[this.sql.charAt(p)]) {
			p++;
		}
		return p;
	}

	private int number(int from) {
		int p = from;
		while (p < this.length) {
			char c = this.sql.charAt(p);
			boolean sign = (c == '+' || c == '-') && (this.sql.charAt(p - 1) | 0x20) == 'e'
					&& CharClass.isDigit(at(p + 1)) && (at(from + 1) | 0x20) != 'x';
			if (!sign && !CharClass.isTagPart(c) && (c != '.' || at(p + 1) == '.')) {
				break;
			}
			p++;
		}
		return p;
	}

	private int string(int from, boolean withEscapes) {
		this.type = Type.STRING;
		this.escapes = withEscapes;
		int p = from;
		while (p < this.length) {
			char c = this.sql.charAt(p++);
			if (c == '\\' && withEscapes) {
				p++;
			}
			else if (c == '\'') {
				if (at(p) == '\'') {
					p++;
					continue;
				}
				int continued = continuation(p);
				if (continued < 0) {
					return p;
				}
				p = continued;
			}
		}
		return this.length;
	}

	private int continuation(int from) {
		boolean newline = false;
		int p = from;
		while (p < this.length) {
			char c = this.sql.charAt(p);
			if (c == '\'') {
				return newline ? p + 1 : -1;
			}
			if (c == '-' && at(p + 1) == '-') {
				p = lineEnd(p);
				continue;
			}
			if (!isBlank(c)) {
				return -1;
			}
			newline |= c == '\n' || c == '\r';
			p++;
		}
		return -1;
	}

	private int quoted(int from) {
		int p = from;
		while (p < this.length) {
			if (this.sql.charAt(p++) == '"') {
				if (at(p) != '"') {
					return p;
				}
				p++;
			}
		}
		return this.length;
	}

	private int dollar(int from) {
		int p = from + 1;
		if (CharClass.isDigit(at(p))) {
			this.type = Type.PARAMETER;
			while (CharClass.isDigit(at(p))) {
				p++;
			}
			return p;
		}
		while (p < this.length && CharClass.isTagPart(this.sql.charAt(p))) {
			p++;
		}
		if (at(p) != '$') {
			this.type = Type.SYMBOL;
			return from + 1;
		}
		this.type = Type.DOLLAR;
		String delimiter = this.sql.substring(from, p + 1);
		int close = this.sql.indexOf(delimiter, p + 1);
		return (close >= 0) ? close + delimiter.length() : this.length;
	}

	private int symbol(int from) {
		char c = this.sql.charAt(from);
		char next = at(from + 1);
		if ((c == ':' && (next == ':' || next == '=')) || (c == '.' && next == '.')) {
			return from + 2;
		}
		if (OPERATOR.indexOf(c) < 0) {
			return from + 1;
		}
		int p = from + 1;
		boolean special = OPERATOR_BEFORE_SIGN.indexOf(c) >= 0;
		while (p < this.length && OPERATOR.indexOf(this.sql.charAt(p)) >= 0) {
			char op = this.sql.charAt(p);
			if ((op == '/' && at(p + 1) == '*') || (op == '-' && at(p + 1) == '-')) {
				break;
			}
			special |= OPERATOR_BEFORE_SIGN.indexOf(op) >= 0;
			p++;
		}
		while (!special && p > from + 1 && (this.sql.charAt(p - 1) == '+' || this.sql.charAt(p - 1) == '-')) {
			p--;
		}
		return p;
	}

}
