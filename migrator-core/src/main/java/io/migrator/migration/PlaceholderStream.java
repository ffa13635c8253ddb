package io.migrator.migration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Replaces Flyway's placeholders; one without a value is an error that names it.
 */
final class PlaceholderStream extends FilterStream {

	private static final int LONGEST_NAME = 200;

	private final String script;

	private final Placeholders placeholders;

	private byte[] value = new byte[0];

	private int valuePosition;

	private int line = 1;

	private int column = 1;

	PlaceholderStream(String script, InputStream source, Placeholders placeholders) {
		super(source);
		this.script = script;
		this.placeholders = placeholders;
	}

	@Override
	public int read() throws IOException {
		while (true) {
			if (this.valuePosition < this.value.length) {
				return this.value[this.valuePosition++] & 0xFF;
			}
			if (!lookingAt(this.placeholders.prefix())) {
				return track(next());
			}
			String name = name();
			if (name == null) {
				return track(next());
			}
			String replacement = this.placeholders.resolve(name);
			if (replacement == null) {
				throw this.placeholders.unresolved(this.script, this.line, this.column, name);
			}
			this.value = replacement.getBytes(StandardCharsets.UTF_8);
			this.valuePosition = 0;
			consume(name);
		}
	}

	@Override
	int passable(byte[] bytes, int from, int to) {
		if (this.valuePosition < this.value.length) {
			return 0;
		}
		byte first = (byte) this.placeholders.prefix().charAt(0);
		int end = from;
		while (end < to && bytes[end] != first) {
			end++;
		}
		return end - from;
	}

	@Override
	void passed(byte[] bytes, int from, int count) {
		for (int i = from; i < from + count; i++) {
			track(bytes[i]);
		}
	}

	private void consume(String name) throws IOException {
		int length = this.placeholders.prefix().length() + name.getBytes(StandardCharsets.UTF_8).length
				+ this.placeholders.suffix().length();
		for (int i = 0; i < length; i++) {
			track(next());
		}
	}

	private @Nullable String name() throws IOException {
		String suffix = this.placeholders.suffix();
		ByteArrayOutputStream name = new ByteArrayOutputStream();
		int offset = this.placeholders.prefix().length();
		for (int i = 0; i < LONGEST_NAME; i++) {
			if (isAt(offset + i, suffix)) {
				return name.toString(StandardCharsets.UTF_8);
			}
			int next = peek(offset + i);
			if (next == -1 || next == '\n' || next == '\r') {
				return null;
			}
			name.write(next);
		}
		return null;
	}

	private boolean isAt(int offset, String ascii) throws IOException {
		for (int i = 0; i < ascii.length(); i++) {
			if (peek(offset + i) != ascii.charAt(i)) {
				return false;
			}
		}
		return true;
	}

	private int track(int b) {
		if (b == '\n') {
			this.line++;
			this.column = 1;
		}
		else if ((b & 0xC0) != 0x80) {
			this.column++;
		}
		return b;
	}

}
