package io.migrator.sql;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

import org.jspecify.annotations.Nullable;

/**
 * Reads a script statement by statement, cutting it exactly as psql does; keeps no more
 * than one statement in memory.
 */
public final class StatementReader implements Closeable {

	private final String script;

	private final boolean strict;

	private final Window window;

	private final Scanner scanner;

	private int count;

	private boolean started;

	private @Nullable CopyData copyData;

	private StatementReader(String script, Reader reader, boolean strict) {
		this.script = script;
		this.strict = strict;
		this.window = new Window(reader);
		this.scanner = new Scanner(script, this.window, strict);
	}

	/**
	 * Creates a reader that refuses what psql would send although it is cut off: a
	 * string, comment, dollar quote or quoted identifier without its end, and COPY data
	 * without its end.
	 * @param script the script's name as people know it
	 * @param reader the script's text
	 * @return the reader
	 */
	public static StatementReader of(String script, Reader reader) {
		return new StatementReader(script, reader, true);
	}

	/**
	 * Creates a reader that hands out what is cut off at the end of the script, as psql
	 * sends it.
	 * @param script the script's name as people know it
	 * @param reader the script's text
	 * @return the reader
	 */
	public static StatementReader lenient(String script, Reader reader) {
		return new StatementReader(script, reader, false);
	}

	/**
	 * Reads the next statement, skipping COPY data that was not read.
	 * @return the statement, which may be empty, or {@code null} at the end of the script
	 * @throws ScriptException if the script cannot be read as SQL for a server
	 * @throws java.io.UncheckedIOException if reading fails
	 */
	public @Nullable Statement next() {
		if (this.copyData != null) {
			this.copyData.skip();
			this.copyData = null;
		}
		Window window = this.window;
		if (!this.started) {
			this.started = true;
			window.position = (window.peek(0) == '\uFEFF') ? 1 : 0;
			window.anchorTo(window.position);
		}
		int end = this.scanner.scan();
		int start = window.mark;
		if (start < 0) {
			return null;
		}
		window.anchorTo(start);
		boolean empty = !this.scanner.hasContent();
		Cuts cuts = this.scanner.cuts();
		StandardStrings strings = this.scanner.strings();
		String text = cuts.text(window.chars, start, end);
		int[] leftOut = cuts.leftOut();
		Statement statement = new Statement(this.script, empty ? 0 : ++this.count, text, window.line(), window.column(),
				cuts.inText(this.scanner.firstToken()), leftOut, strings.atLineOf(window, start));
		if (leftOut == null) {
			window.anchorBehind(text);
		}
		window.mark = -1;
		after(statement);
		return statement;
	}

	private void after(Statement statement) {
		String command = this.scanner.command();
		if (command.isEmpty()) {
			return;
		}
		if (command.equals("copy")) {
			if (statement.kind().isCopyFromStdin()) {
				this.copyData = new CopyData(this.script, statement, this.window, this.strict);
			}
		}
		else if (StandardStrings.mayMatter(command, statement.text())) {
			this.scanner.strings().after(command, statement.tokens(), this.window);
		}
	}

	/**
	 * The data that follows the {@code COPY … FROM STDIN} read last, up to its end, which
	 * is not included.
	 * @return the data; not to be used after the next call of {@link #next()}
	 * @throws IllegalStateException if the last statement has no data
	 */
	public Reader copyData() {
		if (this.copyData == null) {
			throw new IllegalStateException("The last statement is no COPY … FROM STDIN");
		}
		return this.copyData;
	}

	@Override
	public void close() throws IOException {
		this.window.close();
	}

}
