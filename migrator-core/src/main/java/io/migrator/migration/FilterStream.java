package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;

/**
 * Rewrites a script's bytes on the way, looking a little ahead; UTF-8 passes through
 * unharmed since every mark looked for is ASCII.
 */
abstract class FilterStream extends InputStream {

	private final InputStream source;

	private final byte[] buffer = new byte[8192];

	private int position;

	private int limit;

	FilterStream(InputStream source) {
		this.source = source;
	}

	/**
	 * Looks ahead without consuming.
	 * @param offset how far, at most a few thousand bytes
	 * @return the byte, or -1 behind the end
	 */
	final int peek(int offset) throws IOException {
		while (this.position + offset >= this.limit) {
			if (!fill()) {
				return -1;
			}
		}
		return this.buffer[this.position + offset] & 0xFF;
	}

	final int next() throws IOException {
		int next = peek(0);
		if (next != -1) {
			this.position++;
		}
		return next;
	}

	final void skipAhead(int count) throws IOException {
		for (int i = 0; i < count; i++) {
			next();
		}
	}

	final boolean lookingAt(String ascii) throws IOException {
		for (int i = 0; i < ascii.length(); i++) {
			if (peek(i) != ascii.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private boolean fill() throws IOException {
		if (this.position > 0) {
			System.arraycopy(this.buffer, this.position, this.buffer, 0, this.limit - this.position);
			this.limit -= this.position;
			this.position = 0;
		}
		if (this.limit == this.buffer.length) {
			return false;
		}
		int count = this.source.read(this.buffer, this.limit, this.buffer.length - this.limit);
		if (count > 0) {
			this.limit += count;
		}
		return count > 0;
	}

	/**
	 * How many of the bytes that are there can go through as they are.
	 * @param bytes holds them
	 * @param from where they start
	 * @param to where they end
	 * @return the number; 0 if the first needs a look
	 */
	int passable(byte[] bytes, int from, int to) {
		return 0;
	}

	/**
	 * Called for what goes through as it is.
	 * @param bytes holds it
	 * @param from where it starts
	 * @param count its length
	 */
	void passed(byte[] bytes, int from, int count) {
	}

	@Override
	public abstract int read() throws IOException;

	@Override
	public final int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		int count = 0;
		while (count < length) {
			int plain = Math.min(passable(this.buffer, this.position, this.limit), length - count);
			if (plain > 0) {
				passed(this.buffer, this.position, plain);
				System.arraycopy(this.buffer, this.position, bytes, offset + count, plain);
				this.position += plain;
				count += plain;
				continue;
			}
			int next = read();
			if (next == -1) {
				break;
			}
			bytes[offset + count++] = (byte) next;
		}
		return (count > 0) ? count : -1;
	}

	@Override
	public final void close() throws IOException {
		this.source.close();
	}

}
