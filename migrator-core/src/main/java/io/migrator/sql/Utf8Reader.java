package io.migrator.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads a script's bytes as strict UTF-8, skipping a byte order mark; other encodings and
 * NUL characters are a {@link ScriptException} that names line and column.
 */
public final class Utf8Reader extends Reader {

	private static final int SIZE = 1 << 15;

	private final String script;

	private final InputStream in;

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
		.onMalformedInput(CodingErrorAction.REPORT)
		.onUnmappableCharacter(CodingErrorAction.REPORT);

	private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);

	private final CharBuffer chars = CharBuffer.allocate(SIZE).limit(0);

	private boolean ended;

	private boolean first = true;

	private int line = 1;

	private int column = 1;

	private int errorLength;

	/**
	 * Creates a reader.
	 * @param script the script's name as people know it, for errors
	 * @param in the bytes, closed with this reader
	 */
	public Utf8Reader(String script, InputStream in) {
		this.script = script;
		this.in = in;
	}

	@Override
	public int read(char[] buffer, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		while (!this.chars.hasRemaining()) {
			if (this.errorLength > 0) {
				throw malformed();
			}
			if (this.ended && !this.bytes.hasRemaining()) {
				return -1;
			}
			decode();
		}
		int count = Math.min(length, this.chars.remaining());
		this.chars.get(buffer, offset, count);
		return count;
	}

	private void decode() throws IOException {
		if (!this.ended && this.bytes.remaining() < 4) {
			this.bytes.compact();
			int count = this.in.read(this.bytes.array(), this.bytes.position(), this.bytes.remaining());
			this.ended = count < 0;
			this.bytes.position(this.bytes.position() + Math.max(count, 0)).flip();
		}
		this.chars.clear();
		CoderResult result = this.decoder.decode(this.bytes, this.chars, this.ended);
		this.chars.flip();
		if (this.first && this.chars.hasRemaining()) {
			this.first = false;
			if (this.chars.get(0) == '\uFEFF') {
				this.chars.get();
			}
		}
		advance();
		if (result.isMalformed()) {
			this.errorLength = result.length();
		}
	}

	private void advance() {
		char[] array = this.chars.array();
		int limit = this.chars.limit();
		int lineStart = -1;
		int lines = 0;
		for (int i = this.chars.position(); i < limit; i++) {
			if (array[i] == '\n') {
				lines++;
				lineStart = i + 1;
			}
			else if (array[i] == '\0') {
				count(lines, lineStart, i);
				throw new ScriptException(this.script, this.line, this.column,
						"a NUL character (byte 00), which PostgreSQL does not store in text",
						"Remove the character, or save the file as UTF-8 if it is in another encoding such as UTF-16.");
			}
		}
		count(lines, lineStart, limit);
	}

	private void count(int lines, int lineStart, int end) {
		this.line += lines;
		int from = (lineStart >= 0) ? lineStart : this.chars.position();
		this.column = ((lineStart >= 0) ? 1 : this.column)
				+ Character.codePointCount(this.chars.array(), from, end - from);
	}

	private ScriptException malformed() {
		StringBuilder hex = new StringBuilder();
		for (int i = 0; i < this.errorLength; i++) {
			hex.append((i > 0) ? " " : "")
				.append(HexFormat.of().toHexDigits(this.bytes.get(this.bytes.position() + i)));
		}
		return new ScriptException(this.script, this.line, this.column, "invalid UTF-8: byte " + hex,
				"Convert the file to UTF-8, for example with: iconv -f LATIN1 -t UTF-8.");
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
