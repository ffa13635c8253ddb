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

	private static final int SIZE = 1 << 13;

	private final String script;

	private final InputStream in;

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
		.onMalformedInput(CodingErrorAction.REPORT)
		.onUnmappableCharacter(CodingErrorAction.REPORT);

	private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).limit(0);

	/** The second half of a character for whose first half alone there was room. */
	private int pending = -1;

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
		if (this.pending >= 0) {
			buffer[offset] = (char) this.pending;
			this.pending = -1;
			return 1;
		}
		if (length == 1) {
			return readOne(buffer, offset);
		}
		int count = 0;
		while (count == 0) {
			if (this.errorLength > 0) {
				throw malformed();
			}
			if (this.ended && !this.bytes.hasRemaining()) {
				return -1;
			}
			count = decode(buffer, offset, length);
		}
		return count;
	}

	private int readOne(char[] buffer, int offset) throws IOException {
		char[] pair = new char[2];
		int count = read(pair, 0, 2);
		if (count < 0) {
			return -1;
		}
		buffer[offset] = pair[0];
		this.pending = (count == 2) ? pair[1] : -1;
		return 1;
	}

	private int decode(char[] buffer, int offset, int length) throws IOException {
		if (!this.ended && this.bytes.remaining() < 4) {
			this.bytes.compact();
			int count = this.in.read(this.bytes.array(), this.bytes.position(), this.bytes.remaining());
			this.ended = count < 0;
			this.bytes.position(this.bytes.position() + Math.max(count, 0)).flip();
		}
		CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
		CoderResult result = this.decoder.decode(this.bytes, chars, this.ended);
		if (result.isMalformed()) {
			this.errorLength = result.length();
		}
		int count = chars.position() - offset;
		if (this.first && count > 0) {
			this.first = false;
			if (buffer[offset] == '\uFEFF') {
				System.arraycopy(buffer, offset + 1, buffer, offset, --count);
			}
		}
		advance(buffer, offset, offset + count);
		return count;
	}

	private void advance(char[] chars, int start, int end) {
		int lineStart = start;
		for (int i = start; i < end; i++) {
			if (chars[i] == '\n') {
				this.line++;
				this.column = 1;
				lineStart = i + 1;
			}
			else if (chars[i] == '\0') {
				this.column += Character.codePointCount(chars, lineStart, i - lineStart);
				throw new ScriptException(this.script, this.line, this.column,
						"a NUL character (byte 00), which PostgreSQL does not store in text",
						"Remove the character, or save the file as UTF-8 if it is in another encoding such as UTF-16.");
			}
		}
		this.column += Character.codePointCount(chars, lineStart, end - lineStart);
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
