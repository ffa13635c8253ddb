package io.migrator.migration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that is to be known of a script before it is run, found in one pass over its bytes.
 *
 * @param checksum the SHA-256 of the text, line endings normalised, in hex
 * @param head the comments and blank lines before the first SQL token
 * @param blank whether there is nothing else
 * @param sectionTool the tool whose section marks the script has, or {@code null}
 * @param marks the lines with its marks
 */
record ScriptFacts(String checksum, String head, boolean blank, @Nullable SectionTool sectionTool, List<String> marks) {

	static ScriptFacts read(InputStream in) throws IOException {
		MessageDigest digest = sha256();
		HeadScanner head = new HeadScanner();
		MarkScanner marks = new MarkScanner();
		byte[] buffer = new byte[16 * 1024];
		boolean afterCarriageReturn = false;
		int start = 0;
		boolean first = true;
		int count;
		while ((count = in.readNBytes(buffer, 0, buffer.length)) > 0) {
			start = (first && isByteOrderMark(buffer, count)) ? 3 : 0;
			first = false;
			boolean endsWithCarriageReturn = buffer[count - 1] == '\r';
			int end = normalise(buffer, start, count, afterCarriageReturn);
			afterCarriageReturn = endsWithCarriageReturn;
			digest.update(buffer, start, end - start);
			head.scan(buffer, start, end);
			marks.scan(buffer, start, end);
		}
		marks.end();
		return new ScriptFacts(HexFormat.of().formatHex(digest.digest()), head.text(), head.isBlank(), marks.tool(),
				List.copyOf(marks.lines));
	}

	private static boolean isByteOrderMark(byte[] buffer, int count) {
		return count >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB && buffer[2] == (byte) 0xBF;
	}

	private static int normalise(byte[] buffer, int start, int end, boolean afterCarriageReturn) {
		int from = start;
		if (!afterCarriageReturn) {
			while (from < end && buffer[from] != '\r') {
				from++;
			}
		}
		boolean carriageReturn = afterCarriageReturn;
		int to = from;
		for (int i = from; i < end; i++) {
			byte b = buffer[i];
			if (b == '\r') {
				buffer[to++] = '\n';
			}
			else if (b != '\n' || !carriageReturn) {
				buffer[to++] = b;
			}
			carriageReturn = b == '\r';
		}
		return to;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Finds the lines that only a tool with sections writes.
	 */
	private static final class MarkScanner {

		private static final int LONGEST_MARK = 200;

		private static final int MOST_MARKS = 16;

		private final StringBuilder line = new StringBuilder();

		private final List<String> lines = new ArrayList<>();

		private boolean candidate = true;

		private @Nullable SectionTool tool;

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
			if (!this.candidate || this.line.length() <= 2 || this.lines.size() == MOST_MARKS) {
				return;
			}
			String text = this.line.toString();
			this.tool = (this.tool != null) ? this.tool : SectionTool.of(text);
			if (this.tool != null && this.tool.mark(text) != null) {
				this.lines.add(text);
			}
		}

		@Nullable SectionTool tool() {
			return this.tool;
		}

	}

	/**
	 * Collects what comes before the first SQL token.
	 */
	private static final class HeadScanner {

		private static final int LONGEST_HEAD = 64 * 1024;

		private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);

		private State state = State.CODE;

		private int depth;

		private byte previous;

		void scan(byte[] buffer, int start, int end) {
			int i = start;
			while (i < end && this.state != State.SQL) {
				step(buffer[i]);
				i++;
			}
			int length = Math.min(i - start, LONGEST_HEAD - this.head.size());
			this.head.write(buffer, start, Math.max(length, 0));
		}

		private void step(byte next) {
			byte b = next;
			if (this.state == State.BLOCK_COMMENT) {
				stepInBlock(b);
				return;
			}
			switch (this.state) {
				case CODE -> {
					if (b == '-' || b == '/') {
						this.state = State.MAYBE_COMMENT;
					}
					else if (b != ' ' && b != '\n' && b != '\t' && b != '\f' && b != 0x0B && b != ';') {
						this.state = State.SQL;
					}
				}
				case MAYBE_COMMENT -> {
					if (b == '-' && this.previous == '-') {
						this.state = State.LINE_COMMENT;
					}
					else if (b == '*' && this.previous == '/') {
						this.state = State.BLOCK_COMMENT;
						this.depth = 1;
						b = 0;
					}
					else {
						this.state = State.SQL;
					}
				}
				case LINE_COMMENT -> {
					if (b == '\n') {
						this.state = State.CODE;
					}
				}
				default -> {
				}
			}
			this.previous = b;
		}

		private void stepInBlock(byte b) {
			boolean opens = b == '*' && this.previous == '/';
			boolean closes = b == '/' && this.previous == '*';
			this.previous = (opens || closes) ? 0 : b;
			if (opens || closes) {
				this.depth += opens ? 1 : -1;
				this.state = (this.depth == 0) ? State.CODE : State.BLOCK_COMMENT;
			}
		}

		String text() {
			return this.head.toString(StandardCharsets.UTF_8);
		}

		boolean isBlank() {
			return this.state != State.SQL && this.state != State.MAYBE_COMMENT;
		}

		private enum State {

			CODE, MAYBE_COMMENT, LINE_COMMENT, BLOCK_COMMENT, SQL

		}

	}

}
