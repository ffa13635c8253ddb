package io.migrator.sql;

/**
 * Walks over numbers: they swallow a word that follows them, as in psql's lexer.
 */
final class NumberScanner {

	private final Window window;

	NumberScanner(Window window) {
		this.window = window;
	}

	int integer(int p) {
		Window window = this.window;
		char[] chars = window.chars;
		int q = p + 1;
		while (CharClass.OF[chars[q]] == CharClass.DIGIT) {
			q++;
		}
		char next = chars[q];
		if (next != '.' && next != '\0' && CharClass.OF[next] != CharClass.WORD) {
			return q;
		}
		window.position = p;
		int length = digits(1);
		if (window.peek(length) != '.') {
			return behind(exponent(length));
		}
		if (window.peek(length + 1) == '.') {
			return window.position + length;
		}
		return behind(exponent(digits(length + 1)));
	}

	int dot(int p) {
		Window window = this.window;
		window.position = p;
		char next = window.peek(1);
		if (CharClass.isDigit(next)) {
			return behind(exponent(digits(1)));
		}
		return window.position + ((next == '.') ? 2 : 1);
	}

	/** Looking ahead may have moved the position, so it is read afterwards. */
	private int behind(int length) {
		return this.window.position + length;
	}

	private int digits(int from) {
		int length = from;
		while (CharClass.isDigit(this.window.peek(length))) {
			length++;
		}
		return length;
	}

	private int exponent(int from) {
		Window window = this.window;
		char next = window.peek(from);
		if (next == 'e' || next == 'E') {
			char sign = window.peek(from + 1);
			if (sign == '+' || sign == '-') {
				return CharClass.isDigit(window.peek(from + 2)) ? junk(digits(from + 2)) : from + 2;
			}
		}
		return junk(from);
	}

	/**
	 * A word that follows at once, which may have dollars in it; an exponent is one, too.
	 */
	private int junk(int from) {
		int length = from;
		if (CharClass.isWordStart(this.window.peek(from))) {
			while (CharClass.IN_WORD[this.window.peek(length)]) {
				length++;
			}
		}
		return length;
	}

}
