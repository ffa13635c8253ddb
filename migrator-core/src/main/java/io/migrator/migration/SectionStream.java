package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;

import io.migrator.migration.SectionTool.Mark;
import io.migrator.sql.ScriptException;

/**
 * Cuts one direction out of a file that holds both; the other lines stay as blank lines,
 * so that line numbers are those of the file, or vanish where only the text counts.
 */
final class SectionStream extends FilterStream {

	private static final int LONGEST_MARK = 200;

	private final String script;

	private final SectionTool tool;

	private final Mark wanted;

	private final boolean keepLines;

	private boolean atLineStart = true;

	private boolean inside;

	private boolean skippingLine;

	private boolean terminating;

	private int line;

	SectionStream(String script, InputStream source, SectionTool tool, Mark wanted, boolean keepLines)
			throws IOException {
		super(source);
		this.script = script;
		this.tool = tool;
		this.wanted = wanted;
		this.keepLines = keepLines;
		if (peek(0) == 0xEF && peek(1) == 0xBB && peek(2) == 0xBF) {
			skipAhead(3);
		}
	}

	@Override
	public int read() throws IOException {
		while (true) {
			if (this.atLineStart) {
				startLine();
			}
			int next = next();
			if (this.terminating) {
				this.terminating = false;
				return ';';
			}
			boolean endOfLine = next == '\n' || (next == '\r' && peek(0) != '\n');
			this.atLineStart = endOfLine;
			if (!this.skippingLine || next == -1 || (this.keepLines && (endOfLine || next == '\r'))) {
				return next;
			}
		}
	}

	private void startLine() throws IOException {
		this.atLineStart = false;
		this.line++;
		Mark mark = (peek(0) == '-' && peek(1) == '-') ? this.tool.mark(peekLine()) : null;
		if (mark == Mark.SUBSTITUTION && this.keepLines) {
			throw new ScriptException(this.script, this.line, 1, "goose would put environment variables in here",
					"Write the values into the script; the migrator does not read environment variables in SQL.");
		}
		if (mark == Mark.UP || mark == Mark.DOWN) {
			this.inside = mark == this.wanted;
		}
		this.skippingLine = !this.inside || mark != null;
		this.terminating = this.keepLines && this.inside && mark == Mark.STATEMENT_END;
	}

	private String peekLine() throws IOException {
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < LONGEST_MARK; i++) {
			int next = peek(i);
			if (next == -1 || next == '\n' || next == '\r') {
				break;
			}
			text.append((char) next);
		}
		return text.toString();
	}

}
