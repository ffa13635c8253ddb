package io.migrator.sql;

/**
 * Walks over strings, quoted identifiers, dollar quotes and block comments.
 */
final class QuoteScanner {

	private final Window window;

	private final Scanner scanner;

	QuoteScanner(Window window, Scanner scanner) {
		this.window = window;
		this.scanner = scanner;
	}

	/**
	 * A single letter, which may belong to a string: E'', B'', X'', U&amp;'', U&amp;"" or
	 * N''.
	 * @param p the letter; the window's position is there afterwards
	 * @return the end of the string, or -1 if the letter is a word
	 */
	int prefixed(int p) {
		Window window = this.window;
		window.position = p;
		char letter = (char) (window.chars[p] | 0x20);
		char next = window.peek(1);
		if (next == '\'') {
			return switch (letter) {
				case 'e' -> string(window.position + 2, true, true);
				case 'b', 'x' -> string(window.position + 2, false, false);
				// the string itself comes as the next token
				case 'n' -> window.position + 1;
				default -> -1;
			};
		}
		if (letter == 'u' && next == '&') {
			char quote = window.peek(2);
			if (quote == '\'') {
				return string(window.position + 3, false, true);
			}
			return (quote == '"') ? identifier(window.position + 3) : window.position + 1;
		}
		return -1;
	}

	int string(int p, boolean escapes) {
		return string(p, escapes, true);
	}

	private int string(int p, boolean escapes, boolean doubling) {
		Window window = this.window;
		int opening = p - 1 - window.mark;
		char[] chars = window.chars;
		while (true) {
			char c = chars[p];
			while (c > '\\') {
				c = chars[++p];
			}
			if (c == '\'') {
				window.position = p;
				char next = window.peek(1);
				p = window.position + 1;
				chars = window.chars;
				if (next == '\'' && doubling) {
					p++;
				}
				else if (next == ',' || next == ')' || next == ';' || next == '\n') {
					return p;
				}
				else {
					int continued = continuation();
					p = window.position + 1;
					chars = window.chars;
					if (continued < 0) {
						return p;
					}
					p += continued;
				}
			}
			else if (c == '\\' && escapes) {
				window.position = p;
				char next = window.peek(1);
				p = window.position + ((next != '\0') ? 2 : 1);
				chars = window.chars;
			}
			else if (c == '\0') {
				p = more(p);
				if (p < 0) {
					this.scanner.unterminated(opening, "string", "Close it with a single quote (').");
					return window.limit;
				}
				chars = window.chars;
			}
			else {
				p++;
			}
		}
	}

	/**
	 * Looks for a continuation of the string behind its closing quote: one on the same
	 * line, which psql knows only behind a carriage return.
	 * @return the number of characters to the end of the next opening quote, or -1
	 */
	private int continuation() {
		Window window = this.window;
		int ahead = 1;
		boolean returned = false;
		while (true) {
			char c = window.peek(ahead);
			if (c == '\'' && returned) {
				return ahead;
			}
			if (c == '-' && window.peek(ahead + 1) == '-') {
				do {
					c = window.peek(++ahead);
				}
				while (c != '\r' && c != '\n' && c != '\0');
				if (c != '\r') {
					return -1;
				}
			}
			else if (c != ' ' && c != '\t' && c != '\f' && c != '\r') {
				return -1;
			}
			returned |= c == '\r';
			ahead++;
		}
	}

	int identifier(int p) {
		Window window = this.window;
		int opening = p - 1 - window.mark;
		char[] chars = window.chars;
		while (true) {
			char c = chars[p];
			if (c == '"') {
				window.position = p;
				char next = window.peek(1);
				p = window.position + 1;
				chars = window.chars;
				if (next != '"') {
					return p;
				}
				p++;
			}
			else if (c == '\0') {
				p = more(p);
				if (p < 0) {
					this.scanner.unterminated(opening, "quoted identifier", "Close it with a double quote (\").");
					return window.limit;
				}
				chars = window.chars;
			}
			else {
				p++;
			}
		}
	}

	/**
	 * Walks over a block comment; they nest.
	 * @param p behind the opening
	 * @return behind the closing
	 */
	int comment(int p) {
		Window window = this.window;
		int opening = p - 2 - window.mark;
		int depth = 1;
		char[] chars = window.chars;
		while (true) {
			char c = chars[p];
			if (c == '*' || c == '/') {
				window.position = p;
				char next = window.peek(1);
				p = window.position + 1;
				chars = window.chars;
				if (c == '*' && next == '/') {
					p++;
					if (--depth == 0) {
						return p;
					}
				}
				else if (c == '/' && next == '*') {
					p++;
					depth++;
				}
			}
			else if (c == '\0') {
				p = more(p);
				if (p < 0) {
					this.scanner.unterminated(opening, "comment",
							"Close it with */ (comments nest: each /* inside it needs its own).");
					return window.limit;
				}
				chars = window.chars;
			}
			else {
				p++;
			}
		}
	}

	/**
	 * Walks over a parameter, a dollar quote, or a lone dollar.
	 * @param p the dollar
	 * @return behind it
	 */
	int dollar(int p) {
		Window window = this.window;
		window.position = p;
		char next = window.peek(1);
		int length = 1;
		if (CharClass.isDigit(next)) {
			while (CharClass.isDigit(window.peek(length))) {
				length++;
			}
			if (CharClass.isWordStart(window.peek(length))) {
				while (CharClass.IN_WORD[window.peek(length)]) {
					length++;
				}
			}
			return window.position + length;
		}
		while (CharClass.isTagPart(window.peek(length))) {
			length++;
		}
		if (window.peek(length) != '$') {
			return window.position + 1;
		}
		String delimiter = new String(window.chars, window.position, length + 1);
		return dollarQuoted(window.position + length + 1, delimiter);
	}

	private int dollarQuoted(int p, String delimiter) {
		Window window = this.window;
		int opening = p - delimiter.length() - window.mark;
		char[] chars = window.chars;
		while (true) {
			char c = chars[p];
			while (c > '$') {
				c = chars[++p];
			}
			if (c == '$') {
				window.position = p;
				int length = 1;
				while (length < delimiter.length() && window.peek(length) == delimiter.charAt(length)) {
					length++;
				}
				p = window.position + 1;
				chars = window.chars;
				if (length == delimiter.length()) {
					return window.position + length;
				}
			}
			else if (c == '\0') {
				p = more(p);
				if (p < 0) {
					this.scanner.unterminated(opening, "dollar-quoted string", "Close it with " + delimiter + ".");
					return window.limit;
				}
				chars = window.chars;
			}
			else {
				p++;
			}
		}
	}

	private int more(int p) {
		Window window = this.window;
		window.position = p;
		if (p < window.limit) {
			throw this.scanner.nul(p);
		}
		return window.fill() ? window.position : -1;
	}

}
