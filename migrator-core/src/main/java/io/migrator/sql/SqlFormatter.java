package io.migrator.sql;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Tidies scripts: key words in upper case, white space, line ends, one line for each
 * column of a long CREATE TABLE. Tokens, literals, bodies of functions, comments and data
 * of COPY stay as they are, byte for byte but for the case of key words, and formatting
 * twice changes nothing more.
 */
public final class SqlFormatter {

	private SqlFormatter() {
	}

	/**
	 * Formats a script.
	 * @param name the script's name as people know it, for errors
	 * @param script the script
	 * @return the formatted script, which says the same by {@link SemanticDigest}; the
	 * script itself if what it says hangs on its line breaks
	 * @throws ScriptException if the script cannot be read as SQL for a server
	 */
	public static String format(String name, String script) {
		String text = script.startsWith("\uFEFF") ? script.substring(1) : script;
		StringBuilder formatted = new StringBuilder(text.length());
		for (List<Piece> statement : layOut(PieceReader.read(name, text))) {
			statement.forEach((piece) -> formatted.append(piece.text()));
		}
		if (!formatted.isEmpty()) {
			formatted.append('\n');
		}
		String result = formatted.toString();
		return digest(name, result).equals(digest(name, text)) ? result : script;
	}

	/**
	 * Applies the rules: those about white space to the whole script, those about words
	 * and columns to each statement.
	 */
	private static List<List<Piece>> layOut(List<List<Piece>> statements) {
		List<Piece> all = BlankRules.tidy(statements.stream().flatMap(List::stream).toList());
		List<List<Piece>> laidOut = new ArrayList<>();
		int from = 0;
		for (List<Piece> statement : statements) {
			int tokens = (int) statement.stream().filter((piece) -> !piece.isBlank()).count();
			int to = behind(all, from, tokens);
			laidOut.add(ColumnListRule.apply(KeyWordRule.apply(all.subList(from, to))));
			from = to;
		}
		return laidOut;
	}

	private static int behind(List<Piece> pieces, int from, int count) {
		int left = count;
		int index = from;
		while (left > 0) {
			if (!pieces.get(index++).isBlank()) {
				left--;
			}
		}
		return index;
	}

	private static String digest(String name, String script) {
		return SemanticDigest.of(name, new StringReader(script)).hex();
	}

}
