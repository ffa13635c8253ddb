package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes key words in upper case where they can be nothing else: those that PostgreSQL
 * reserves, and those that appear in a phrase. Whatever may be a name stays as it is,
 * though its case would mean nothing.
 */
final class KeyWordRule {

	private static final String ANY_NAME = "*";

	private static final String[] NO_PHRASE = {};

	private final List<Piece> tokens;

	private KeyWordRule(List<Piece> tokens) {
		this.tokens = tokens;
	}

	static List<Piece> apply(List<Piece> pieces) {
		List<Piece> tokens = pieces.stream().filter((piece) -> piece.kind() == Piece.Kind.TOKEN).toList();
		boolean[] keyWords = new KeyWordRule(tokens).keyWords();
		List<Piece> written = new ArrayList<>(pieces.size());
		int token = 0;
		for (Piece piece : pieces) {
			boolean upper = piece.kind() == Piece.Kind.TOKEN && keyWords[token++];
			written.add(upper ? new Piece(piece.kind(), piece.text().toUpperCase(Locale.ROOT), piece.token()) : piece);
		}
		return written;
	}

	private boolean[] keyWords() {
		boolean[] keyWords = new boolean[this.tokens.size()];
		int braces = 0;
		int i = 0;
		while (i < keyWords.length) {
			Piece token = this.tokens.get(i);
			// Placeholders are not the server's
			braces += token.isSymbol("{") ? 1 : token.isSymbol("}") ? -1 : 0;
			String[] phrase = (braces == 0) ? phrase(i) : NO_PHRASE;
			for (int word = 0; word < phrase.length; word++) {
				keyWords[i + word] = !phrase[word].equals(ANY_NAME);
			}
			if (phrase.length == 0 && braces == 0 && isPlain(i)) {
				keyWords[i] = KeyWords.isReserved(token.text()) && !isLabel(i)
						|| KeyWords.isReservedUnlessCalled(token.text()) && !isSymbol(i + 1, "(") && !isLabel(i);
			}
			i += Math.max(1, phrase.length);
		}
		return keyWords;
	}

	/**
	 * The longest phrase that starts here.
	 */
	private String[] phrase(int index) {
		String[] longest = NO_PHRASE;
		if (!isPlain(index)) {
			return longest;
		}
		for (String[] phrase : KeyWords.phrases(this.tokens.get(index).text(), this.tokens.get(0).text(), index == 0)) {
			if (phrase.length > longest.length && matches(index, phrase)) {
				longest = phrase;
			}
		}
		return longest;
	}

	private boolean matches(int index, String[] phrase) {
		for (int i = 0; i < phrase.length; i++) {
			boolean word = Character.isLetter(phrase[i].charAt(0));
			if (word ? !isPlain(index + i) || !this.tokens.get(index + i).is(phrase[i])
					: !phrase[i].equals(ANY_NAME) && !isSymbol(index + i, phrase[i])) {
				return false;
			}
		}
		return true;
	}

	private boolean isPlain(int index) {
		return index < this.tokens.size() && this.tokens.get(index).isWord() && !isSymbol(index - 1, ".")
				&& !isSymbol(index + 1, ".") && !isSymbol(index - 1, ":") && !isSymbol(index - 1, "$");
	}

	/**
	 * Behind AS any word may be a name.
	 */
	private boolean isLabel(int index) {
		return index > 0 && this.tokens.get(index - 1).is("AS") && !KeyWords.startsQuery(this.tokens.get(index).text());
	}

	private boolean isSymbol(int index, String symbol) {
		return index >= 0 && index < this.tokens.size() && this.tokens.get(index).isSymbol(symbol);
	}

}
