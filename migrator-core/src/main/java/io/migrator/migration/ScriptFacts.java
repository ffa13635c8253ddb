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

	/** For each thread, since thousands of files are read one after another. */
	private static final ThreadLocal<Tools> TOOLS = new ThreadLocal<>();

	static ScriptFacts read(InputStream in) throws IOException {
		Tools tools = tools();
		byte[] buffer = tools.buffer();
		int count = in.readNBytes(buffer, 0, buffer.length);
		if (count < buffer.length) {
			ScriptFacts facts = ofSmall(tools, count);
			if (facts != null) {
				return facts;
			}
		}
		return read(in, tools, count);
	}

	/**
	 * Most scripts are small and have plain line endings. At a start with thousands of
	 * them what counts is that little code gets hot, so this leaves the searching to the
	 * runtime.
	 */
	private static @Nullable ScriptFacts ofSmall(Tools tools, int count) {
		byte[] buffer = tools.buffer();
		String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
		if (text.indexOf('\r') >= 0 || isByteOrderMark(buffer, count)) {
			return null;
		}
		int headEnd = endOfPlainHead(text);
		if (headEnd < 0 || MarkScanner.mayHaveMarks(text)) {
			return ofMarked(tools, text, count);
		}
		tools.digest().update(buffer, 0, count);
		String head = new String(buffer, 0, Math.min(headEnd + 1, count), StandardCharsets.UTF_8);
		return new ScriptFacts(hex(tools.digest()), head, headEnd == count, null, List.of(), 0);
	}

	/**
	 * Where a head of nothing but blank lines and line comments ends.
	 * @return the index of the first SQL token, or -1 if it takes a closer look
	 */
	private static int endOfPlainHead(String text) {
		int i = 0;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (c == '-' && text.startsWith("--", i)) {
				int end = text.indexOf('\n', i);
				i = (end >= 0) ? end : text.length();
			}
			else if (c == '/' || c == '-') {
				return -1;
			}
			else if (c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == 0x0B || c == ';') {
				i++;
			}
			else {
				return i;
			}
		}
		return i;
	}

	private static ScriptFacts ofMarked(Tools tools, String text, int count) {
		byte[] buffer = tools.buffer();
		tools.digest().update(buffer, 0, count);
		HeadScanner head = new HeadScanner();
		head.scan(buffer, 0, count);
		MarkScanner marks = new MarkScanner();
		for (int i = text.indexOf("--"); i >= 0; i = text.indexOf("--", i + 1)) {
			if (i == 0 || text.charAt(i - 1) == '\n') {
				int end = text.indexOf('\n', i);
				marks.scan(buffer, i, (end >= 0) ? end + 1 : count);
			}
		}
		return of(tools.digest(), head, marks);
	}

	private static ScriptFacts read(InputStream in, Tools tools, int read) throws IOException {
		byte[] buffer = tools.buffer();
		MessageDigest digest = tools.digest();
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
		return new ScriptFacts(hex(digest), head.text(), head.isBlank(), marks.tool(), marks.lines(),
				marks.directives());
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

	private static String hex(MessageDigest digest) {
		return HexFormat.of().formatHex(digest.digest());
	}

	private static Tools tools() {
		Tools tools = TOOLS.get();
		if (tools == null) {
			tools = newTools();
			TOOLS.set(tools);
		}
		// What an earlier script left, whose reading failed
		tools.digest().reset();
		return tools;
	}

	private static Tools newTools() {
		try {
			return new Tools(new byte[8 * 1024], MessageDigest.getInstance("SHA-256"));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * What is needed to read a script.
	 *
	 * @param buffer holds a piece of it
	 * @param digest hashes it
	 */
	private record Tools(byte[] buffer, MessageDigest digest) {

	}

}
