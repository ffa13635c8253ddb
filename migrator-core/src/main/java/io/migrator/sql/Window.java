package io.migrator.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The part of a script that is in memory: a growing window over a reader, ended by a NUL
 * so that loops need to watch for one character only.
 */
final class Window {

	/** Small, since most scripts are; it grows with the script. */
	private static final int INITIAL_SIZE = 1 << 12;

	private static final int USUAL_SIZE = 1 << 15;

	private final Reader reader;

	private boolean ended;

	/** Whether the last read used all the room there was. */
	private boolean full;

	/** What is in memory, valid up to {@link #limit}, where a NUL stands. */
	char[] chars = new char[INITIAL_SIZE];

	/** The next character to look at. */
	int position;

	/** The end of what is in memory. */
	int limit;

	/** The first character that must stay in memory, or -1 for the position. */
	int mark = -1;

	/** How many characters of the script came before the first one in memory. */
	long base;

	private int anchor;

	private int line = 1;

	private int column = 1;

	private int jumpAt = -1;

	private int jumpLines;

	Window(Reader reader) {
		this.reader = reader;
	}

	/**
	 * Reads more, keeping what is marked; every index may move, and does so together with
	 * the position and the mark.
	 * @return {@code false} at the end of the script
	 */
	boolean fill() {
		if (this.ended) {
			return false;
		}
		int keep = (this.mark >= 0) ? this.mark : this.position;
		anchorTo(keep);
		if (keep > 0) {
			System.arraycopy(this.chars, keep, this.chars, 0, this.limit - keep);
			shift(-keep);
		}
		if (this.limit > this.chars.length / 2 || (this.full && this.chars.length < USUAL_SIZE)) {
			this.chars = Arrays.copyOf(this.chars, grown());
		}
		int count = read();
		this.ended = count < 0;
		this.limit += Math.max(count, 0);
		this.chars[this.limit] = '\0';
		return !this.ended;
	}

	private int grown() {
		if (this.chars.length > Integer.MAX_VALUE / 4) {
			return Integer.MAX_VALUE - 16;
		}
		return Math.max(this.chars.length * 2, USUAL_SIZE);
	}

	private int read() {
		try {
			int count;
			do {
				count = this.reader.read(this.chars, this.limit, this.chars.length - 1 - this.limit);
			}
			while (count == 0);
			this.full = this.limit + count == this.chars.length - 1;
			return count;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void shift(int by) {
		this.position += by;
		this.limit += by;
		this.anchor += by;
		this.jumpAt = (this.jumpAt >= 0) ? this.jumpAt + by : -1;
		this.mark = (this.mark >= 0) ? this.mark + by : -1;
		this.base -= by;
	}

	/**
	 * Looks ahead.
	 * @param ahead how far from the position
	 * @return the character, or NUL behind the end of the script
	 */
	char peek(int ahead) {
		while (this.position + ahead >= this.limit) {
			if (!fill()) {
				return '\0';
			}
		}
		return this.chars[this.position + ahead];
	}

	/**
	 * Puts text in front of the position, as if it stood in the script there.
	 * @param text one line with its end
	 * @param atLine the line it comes from
	 * @param atColumn the column it comes from
	 */
	void inject(String text, int atLine, int atColumn) {
		anchorTo(this.position);
		int behind = this.line;
		int length = text.length();
		char[] grown = new char[this.limit - this.position + length + INITIAL_SIZE];
		text.getChars(0, length, grown, 0);
		System.arraycopy(this.chars, this.position, grown, length, this.limit - this.position);
		this.base += this.position - length;
		this.limit = this.limit - this.position + length;
		this.chars = grown;
		this.chars[this.limit] = '\0';
		this.position = 0;
		this.anchor = 0;
		this.line = atLine;
		this.column = atColumn;
		this.jumpAt = length - 1;
		this.jumpLines = behind - atLine - 1;
	}

	/**
	 * Moves the anchor, from which lines and columns are counted, forward.
	 * @param index a place in memory, not in front of the anchor
	 */
	void anchorTo(int index) {
		char[] chars = this.chars;
		int from = this.anchor;
		int lines = 0;
		int lineStart = -1;
		for (int i = from; i < index; i++) {
			if (chars[i] == '\n') {
				lines++;
				lineStart = i + 1;
			}
		}
		if (lineStart >= 0) {
			this.line += lines;
			this.column = 1;
			from = lineStart;
			if (this.jumpAt >= 0 && this.jumpAt < index) {
				this.line += this.jumpLines;
				this.jumpAt = -1;
			}
		}
		this.column += Character.codePointCount(chars, from, Math.max(0, index - from));
		this.anchor = Math.max(this.anchor, index);
	}

	/**
	 * Moves the anchor behind a text that stands there, which the runtime searches faster
	 * than what is in memory.
	 * @param text all that follows the anchor up to its new place
	 */
	void anchorBehind(String text) {
		if (this.jumpAt >= 0) {
			return;
		}
		int lineStart = 0;
		for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', lineStart)) {
			this.line++;
			this.column = 1;
			lineStart = i + 1;
		}
		this.column += text.codePointCount(lineStart, text.length());
		this.anchor += text.length();
	}

	/**
	 * The line of the anchor, from 1.
	 * @return the line
	 */
	int line() {
		return this.line;
	}

	/**
	 * The column of the anchor in characters, from 1.
	 * @return the column
	 */
	int column() {
		return this.column;
	}

	void close() throws IOException {
		this.reader.close();
	}

}
