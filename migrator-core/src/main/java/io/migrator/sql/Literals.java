package io.migrator.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads what identifiers and strings say, as the server does; takes malformed ones as
 * they stand.
 */
final class Literals {

	private static final int NAME_BYTES = 63;

	private Literals() {
	}

	/**
	 * The name that an identifier stands for: folded, without quotes, cut at 63 bytes.
	 * @param text a word or a quoted identifier
	 * @return the name
	 */
	static String name(String text) {
		if (text.isEmpty()) {
			return text;
		}
		if (text.charAt(0) == '"') {
			return cut(unquote(text, 1, '"'));
		}
		if (text.endsWith("\"") && text.length() > 3) {
			return cut(unicode(unquote(text, 3, '"'), '\\'));
		}
		return cut(fold(text));
	}

	/**
	 * Folds a word as the server does in a UTF-8 database: ASCII letters only.
	 * @param word the word
	 * @return in lower case
	 */
	static String fold(String word) {
		for (int i = 0; i < word.length(); i++) {
			if (word.charAt(i) >= 0x80) {
				return foldAscii(word);
			}
		}
		return word.toLowerCase(Locale.ROOT);
	}

	private static String foldAscii(String word) {
		StringBuilder folded = new StringBuilder(word);
		for (int i = 0; i < word.length(); i++) {
			char c = word.charAt(i);
			if (c >= 'A' && c <= 'Z') {
				folded.setCharAt(i, (char) (c | 0x20));
			}
		}
		return folded.toString();
	}

	static String cut(String name) {
		if (name.length() * 3 <= NAME_BYTES) {
			return name;
		}
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= NAME_BYTES) {
			return name;
		}
		int end = NAME_BYTES;
		while ((bytes[end] & 0xC0) == 0x80) {
			end--;
		}
		return new String(bytes, 0, end, StandardCharsets.UTF_8);
	}

	private static String unquote(String text, int from, char quote) {
		int end = text.length();
		if (end > from && text.charAt(end - 1) == quote) {
			end--;
		}
		String twice = String.valueOf(quote) + quote;
		return text.substring(from, Math.max(from, end)).replace(twice, String.valueOf(quote));
	}

	/**
	 * The content of a string or a dollar quote.
	 * @param token the token
	 * @return its content
	 */
	static String string(Token token) {
		String text = token.text();
		if (token.type() == Token.Type.DOLLAR) {
			int tag = text.indexOf('$', 1) + 1;
			return text.substring(tag, Math.max(tag, text.length() - tag));
		}
		int open = text.indexOf('\'') + 1;
		StringBuilder content = new StringBuilder(text.length());
		int p = open;
		int length = text.length();
		while (p < length) {
			char c = text.charAt(p++);
			if (c == '\\' && token.escapes() && p < length) {
				p = escape(text, p, content);
			}
			else if (c != '\'') {
				content.append(c);
			}
			else if (p < length && text.charAt(p) == '\'') {
				content.append(c);
				p++;
			}
			else {
				p = continued(text, p);
			}
		}
		return (text.startsWith("U&") || text.startsWith("u&")) ? unicode(content.toString(), '\\')
				: content.toString();
	}

	static boolean uses(Tokens tokens, String value) {
		for (int i = 0; tokens.get(i) != null; i++) {
			String content = tokens.string(i);
			if (content != null && content.contains(value)) {
				boolean whole = content.equals(value);
				boolean composite = content.startsWith("{") || content.startsWith("(");
				if (whole || composite || content.contains("'" + value + "'") || isDollarQuoted(tokens, i)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isDollarQuoted(Tokens tokens, int index) {
		Token token = tokens.get(index);
		return token != null && token.type() == Token.Type.DOLLAR;
	}

	/** A continued string's next part may follow comments with quotes in them. */
	private static int continued(String text, int from) {
		int p = from;
		while (p < text.length()) {
			char c = text.charAt(p++);
			if (c == '\'') {
				return p;
			}
			if (c == '-') {
				while (p < text.length() && text.charAt(p) != '\n' && text.charAt(p) != '\r') {
					p++;
				}
			}
		}
		return p;
	}

	private static int escape(String text, int at, StringBuilder content) {
		char c = text.charAt(at);
		switch (c) {
			case 'b' -> content.append('\b');
			case 'f' -> content.append('\f');
			case 'n' -> content.append('\n');
			case 'r' -> content.append('\r');
			case 't' -> content.append('\t');
			case 'v' -> content.append('\u000b');
			case 'x' -> {
				return number(text, at + 1, 2, 16, content, "x");
			}
			case 'u' -> {
				return number(text, at + 1, 4, 16, content, "u");
			}
			case 'U' -> {
				return number(text, at + 1, 8, 16, content, "U");
			}
			case '0', '1', '2', '3', '4', '5', '6', '7' -> {
				return number(text, at, 3, 8, content, "");
			}
			default -> content.append(c);
		}
		return at + 1;
	}

	private static int number(String text, int from, int most, int radix, StringBuilder content, String otherwise) {
		int p = from;
		int value = 0;
		while (p < text.length() && p < from + most && Character.digit(text.charAt(p), radix) >= 0) {
			value = value * radix + Character.digit(text.charAt(p++), radix);
		}
		if (p == from) {
			content.append(otherwise);
		}
		else if (Character.isValidCodePoint(value)) {
			content.appendCodePoint(value);
		}
		return p;
	}

	private static String unicode(String text, char escape) {
		if (text.indexOf(escape) < 0) {
			return text;
		}
		StringBuilder result = new StringBuilder(text.length());
		int p = 0;
		while (p < text.length()) {
			char c = text.charAt(p++);
			if (c != escape) {
				result.append(c);
			}
			else if (p < text.length() && text.charAt(p) == escape) {
				result.append(c);
				p++;
			}
			else if (p < text.length() && text.charAt(p) == '+') {
				p = number(text, p + 1, 6, 16, result, "+");
			}
			else {
				p = number(text, p, 4, 16, result, "");
			}
		}
		return result.toString();
	}

}
