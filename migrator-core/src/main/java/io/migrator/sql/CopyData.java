package io.migrator.sql;

import java.io.Reader;

/**
 * The data of a {@code COPY … FROM STDIN} in a script: the lines behind the statement's
 * line, up to {@code \.} on a line of its own.
 */
final class CopyData extends Reader {

	private final String script;

	private final Statement statement;

	private final Window window;

	private final boolean strict;

	private final String rest;

	private final int restLine;

	private final int restColumn;

	private boolean ended;

	private boolean atLineStart = true;

	/** Up to here, from the window's position, the data may be handed out. */
	private int ready;

	CopyData(String script, Statement statement, Window window, boolean strict) {
		this.script = script;
		this.statement = statement;
		this.window = window;
		this.strict = strict;
		window.anchorTo(window.position);
		this.restLine = window.line();
		this.restColumn = window.column();
		this.rest = restOfLine();
	}

	/** What follows the statement on its line comes after the data. */
	private String restOfLine() {
		Window window = this.window;
		int length = 0;
		char c = window.peek(0);
		while (c != '\n' && (c != '\0' || window.position + length < window.limit)) {
			c = window.peek(++length);
		}
		String rest = new String(window.chars, window.position, length);
		if (c == '\n') {
			length++;
		}
		window.position += length;
		return (new Lexer(rest, true).next() || rest.contains("/*")) ? rest : "";
	}

	@Override
	public int read(char[] buffer, int offset, int length) {
		if (length == 0) {
			return 0;
		}
		if (this.ready == 0) {
			prepare();
		}
		if (this.ready == 0) {
			return -1;
		}
		int count = Math.min(length, this.ready);
		System.arraycopy(this.window.chars, this.window.position, buffer, offset, count);
		this.window.position += count;
		this.ready -= count;
		return count;
	}

	void skip() {
		while (!this.ended || this.ready > 0) {
			this.window.position += this.ready;
			this.ready = 0;
			prepare();
		}
	}

	/** Finds whole lines in memory, up to the end of the data. */
	private void prepare() {
		Window window = this.window;
		while (this.ready == 0 && !this.ended) {
			if (this.atLineStart && isEnd()) {
				return;
			}
			char[] chars = window.chars;
			int p = window.position;
			boolean start = this.atLineStart;
			while (true) {
				if (start && chars[p] == '\\') {
					break;
				}
				char c = chars[p];
				while (c > '\n' || c != '\n' && c != '\0') {
					c = chars[++p];
				}
				if (c == '\0') {
					start = p == window.position && start;
					break;
				}
				p++;
				start = true;
			}
			finish(p, start);
		}
	}

	private void finish(int stop, boolean start) {
		Window window = this.window;
		char[] chars = window.chars;
		int p = stop;
		if (chars[p] == '\0' && p < window.limit) {
			window.anchorTo(p);
			throw new ScriptException(this.script, window.line(), window.column(),
					"a NUL character (byte 00) in COPY data, which PostgreSQL does not store in text",
					"Remove the character, or save the file as UTF-8 if it is in another encoding.");
		}
		if (p == window.position && chars[p] == '\\') {
			// a line that starts like the end of the data, and is not
			p++;
			start = false;
		}
		this.ready = p - window.position;
		this.atLineStart = (this.ready > 0) ? chars[p - 1] == '\n' : start;
		if (this.ready == 0 && !window.fill()) {
			unterminated();
		}
	}

	private boolean isEnd() {
		Window window = this.window;
		if (window.peek(0) != '\\' || window.peek(1) != '.') {
			return false;
		}
		int length = (window.peek(2) == '\r') ? 3 : 2;
		char end = window.peek(length);
		boolean atEndOfScript = end == '\0' && window.position + length >= window.limit;
		if (end != '\n' && !atEndOfScript) {
			return false;
		}
		window.position += atEndOfScript ? length : length + 1;
		end();
		return true;
	}

	private void unterminated() {
		if (this.strict) {
			throw new ScriptException(this.script, this.statement.line(), this.statement.column(),
					"COPY data without its end", "End the data with a line that holds \\. and nothing else.");
		}
		end();
	}

	private void end() {
		this.ended = true;
		if (!this.rest.isEmpty()) {
			this.window.inject(this.rest + "\n", this.restLine, this.restColumn);
		}
	}

	@Override
	public void close() {
	}

}
