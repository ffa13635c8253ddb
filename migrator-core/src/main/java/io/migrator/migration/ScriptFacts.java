package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

	/** One for each thread, since thousands of files are read one after another. */
	private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[8 * 1024]);

	/** Cheaper to copy than to look up, thousands of times. */
	private static final MessageDigest PROTOTYPE = newSha256();

	static ScriptFacts read(InputStream in) throws IOException {
		byte[] buffer = BUFFER.get();
		int count = in.readNBytes(buffer, 0, buffer.length);
		if (count < buffer.length) {
			ScriptFacts facts = ofSmall(buffer, count);
			if (facts != null) {
				return facts;
			}
		}
		return read(in, buffer, count);
	}

	/**
	 * Most scripts are small and have plain line endings. At a start with thousands of
	 * them what counts is that little code gets hot, so this leaves the searching to the
	 * runtime.
	 */
	private static @Nullable ScriptFacts ofSmall(byte[] buffer, int count) {
		String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
		if (text.indexOf('\r') >= 0 || isByteOrderMark(buffer, count)) {
			return null;
		}
		MessageDigest digest = sha256();
		digest.update(buffer, 0, count);
		HeadScanner head = new HeadScanner();
		head.scan(buffer, 0, count);
		MarkScanner marks = new MarkScanner();
		for (int i = text.indexOf("--"); i >= 0; i = text.indexOf("--", i + 1)) {
			if (i == 0 || text.charAt(i - 1) == '\n') {
				int end = text.indexOf('\n', i);
				marks.scan(buffer, i, (end >= 0) ? end + 1 : count);
			}
		}
		return of(digest, head, marks);
	}

	private static ScriptFacts read(InputStream in, byte[] buffer, int read) throws IOException {
		MessageDigest digest = sha256();
		HeadScanner head = new HeadScanner();
		MarkScanner marks = new MarkScanner();
		boolean afterCarriageReturn = false;
		int start = 0;
		boolean first = true;
		for (int count = read; count > 0; count = in.readNBytes(buffer, 0, buffer.length)) {
			start = (first && isByteOrderMark(buffer, count)) ? 3 : 0;
			first = false;
			boolean endsWithCarriageReturn = buffer[count - 1] == '\r';
			int end = normalise(buffer, start, count, afterCarriageReturn);
			afterCarriageReturn = endsWithCarriageReturn;
			digest.update(buffer, start, end - start);
			head.scan(buffer, start, end);
			marks.scan(buffer, start, end);
		}
		return of(digest, head, marks);
	}

	private static ScriptFacts of(MessageDigest digest, HeadScanner head, MarkScanner marks) {
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
			return (MessageDigest) PROTOTYPE.clone();
		}
		catch (CloneNotSupportedException ex) {
			return newSha256();
		}
	}

	private static MessageDigest newSha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
