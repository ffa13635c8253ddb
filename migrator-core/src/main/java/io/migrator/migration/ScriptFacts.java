package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
 * @param directives how many lines hold directives, wherever they are
 */
record ScriptFacts(String checksum, String head, boolean blank, @Nullable SectionTool sectionTool, List<String> marks,
		int directives) {

	static ScriptFacts read(InputStream in) throws IOException {
		MessageDigest digest = sha256();
		HeadScanner head = new HeadScanner();
		MarkScanner marks = new MarkScanner();
		byte[] buffer = new byte[8 * 1024];
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
				marks.lines(), marks.directives());
	}

	/**
	 * Whether there is a directive below the first statement, where nobody reads it.
	 */
	boolean hasMisplacedDirective() {
		return this.directives > 0 && this.directives > this.head.lines()
			.filter((line) -> line.startsWith("--") && line.length() < MarkScanner.LONGEST_MARK)
			.filter(DirectiveParser::isDirective)
			.count();
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

}
