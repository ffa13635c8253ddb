package io.migrator.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads a script's bytes as strict UTF-8, skipping a byte order mark.
 */
public final class Utf8Reader extends Reader {

	private final Reader reader;

	/**
	 * Creates a reader.
	 * @param script the script's name as people know it, for errors
	 * @param in the bytes, closed with this reader
	 */
	public Utf8Reader(String script, InputStream in) {
		this.reader = new InputStreamReader(in,
				StandardCharsets.UTF_8.newDecoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
	}

	@Override
	public int read(char[] buffer, int offset, int length) throws IOException {
		return this.reader.read(buffer, offset, length);
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
