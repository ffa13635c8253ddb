package io.migrator.migration;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what comes before the first SQL token.
 */
final class HeadScanner {

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
