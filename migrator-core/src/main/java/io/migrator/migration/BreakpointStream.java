package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;

/**
 * Turns Drizzle's statement breakpoints into terminators of the same length, so that
 * every line and column stays true.
 */
final class BreakpointStream extends FilterStream {

	private static final String BREAKPOINT = "--> statement-breakpoint";

	private int blanks;

	BreakpointStream(InputStream source) {
		super(source);
	}

	@Override
	public int read() throws IOException {
		if (this.blanks > 0) {
			this.blanks--;
			return ' ';
		}
		if (peek(0) == '-' && lookingAt(BREAKPOINT)) {
			skipAhead(BREAKPOINT.length());
			this.blanks = BREAKPOINT.length() - 1;
			return ';';
		}
		return next();
	}

}
