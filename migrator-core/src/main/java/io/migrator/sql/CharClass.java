package io.migrator.sql;

import java.util.Arrays;

/**
 * What a character can begin in a script, as the server's and psql's lexers see it.
 */
final class CharClass {

	static final byte OTHER = 0;

	static final byte SPACE = 1;

	static final byte NEWLINE = 2;

	static final byte WORD = 3;

	static final byte DIGIT = 4;

	static final byte QUOTE = 5;

	static final byte DOUBLE_QUOTE = 6;

	static final byte DOLLAR = 7;

	static final byte SLASH = 8;

	static final byte DASH = 9;

	static final byte COLON = 10;

	static final byte SEMICOLON = 11;

	static final byte OPEN = 12;

	static final byte CLOSE = 13;

	static final byte BACKSLASH = 14;

	static final byte DOT = 15;

	static final byte END = 16;

	/** The class of each character. */
	static final byte[] OF = new byte[1 << 16];

	/** Whether a character continues a word: letters, digits, {@code _} and $. */
	static final boolean[] IN_WORD = new boolean[1 << 16];

	static {
		Arrays.fill(OF, 0x80, OF.length, WORD);
		Arrays.fill(IN_WORD, 0x80, IN_WORD.length, true);
		for (int c = 0; c < 0x80; c++) {
			if (isWordStart((char) c)) {
				OF[c] = WORD;
			}
			else if (c >= '0' && c <= '9') {
				OF[c] = DIGIT;
			}
			IN_WORD[c] = OF[c] == WORD || OF[c] == DIGIT || c == '$';
		}
		OF[' '] = SPACE;
		OF['\t'] = SPACE;
		OF['\r'] = SPACE;
		OF['\f'] = SPACE;
		OF['\n'] = NEWLINE;
		OF['\''] = QUOTE;
		OF['"'] = DOUBLE_QUOTE;
		OF['$'] = DOLLAR;
		OF['/'] = SLASH;
		OF['-'] = DASH;
		OF[':'] = COLON;
		OF[';'] = SEMICOLON;
		OF['('] = OPEN;
		OF[')'] = CLOSE;
		OF['\\'] = BACKSLASH;
		OF['.'] = DOT;
		OF['\0'] = END;
	}

	private CharClass() {
	}

	static boolean isWordStart(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	/**
	 * Whether a character may stand in a dollar quote's tag, or in a psql variable's
	 * name.
	 * @param c the character
	 * @return whether it may
	 */
	static boolean isTagPart(char c) {
		return isWordStart(c) || isDigit(c);
	}

}
