package io.migrator.migration;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the lines that only a tool with sections writes, and those with directives.
 */
final class MarkScanner {

	static final int LONGEST_MARK = 200;

	private static final int MOST_MARKS = 16;

	private final StringBuilder line = new StringBuilder();

	private final List<String> lines = new ArrayList<>();

	private boolean candidate = true;

	private int directives;

	private @Nullable SectionTool tool;

	/**
	 * Whether a text may have marks or directives; decided quickly.
	 */
	static boolean mayHaveMarks(String text) {
		return text.contains("igrator:") || text.contains("goose") || text.contains("migrate");
	}

	void scan(byte[] buffer, int start, int end) {
		for (int i = start; i < end; i++) {
			byte b = buffer[i];
			if (b == '\n') {
				end();
				this.line.setLength(0);
				this.candidate = true;
			}
			else if (this.candidate) {
				this.line.append((char) (b & 0xFF));
				int length = this.line.length();
				this.candidate = (length > 2) ? length < LONGEST_MARK : b == '-';
			}
		}
	}

	void end() {
		if (!this.candidate || this.line.length() <= 2) {
			return;
		}
		String text = this.line.toString();
		this.directives += DirectiveParser.isDirective(text) ? 1 : 0;
		this.tool = (this.tool != null) ? this.tool : SectionTool.of(text);
		if (this.tool != null && this.lines.size() < MOST_MARKS && this.tool.mark(text) != null) {
			this.lines.add(text);
		}
	}

	@Nullable SectionTool tool() {
		return this.tool;
	}

	/**
	 * How many lines hold directives, wherever they are.
	 */
	int directives() {
		return this.directives;
	}

	List<String> lines() {
		return List.copyOf(this.lines);
	}

}
