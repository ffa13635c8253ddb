package io.migrator.run;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

import io.migrator.sql.SemanticDigest;

/**
 * Adds inline data to the digest of its script while the server reads it.
 */
final class DigestingReader extends FilterReader {

	private final SemanticDigest digest;

	DigestingReader(Reader data, SemanticDigest digest) {
		super(data);
		this.digest = digest;
	}

	@Override
	public int read() throws IOException {
		char[] one = new char[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0];
	}

	@Override
	public int read(char[] buffer, int offset, int length) throws IOException {
		int count = super.read(buffer, offset, length);
		if (count > 0) {
			this.digest.addCopyData(buffer, offset, count);
		}
		return count;
	}

}
