package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Tidies the white space between pieces and touches nothing else.
 */
final class BlankRules {

	private static final String INDENTATION = "    ";

	private BlankRules() {
	}

	static List<Piece> tidy(List<Piece> pieces) {
		List<Piece> tidied = new ArrayList<>();
		Piece before = null;
		for (int i = 0; i < pieces.size(); i++) {
			Piece piece = pieces.get(i);
			if (!piece.isBlank()) {
				tidied.add(piece);
				before = piece;
				continue;
			}
			Piece after = (i + 1 < pieces.size()) ? pieces.get(i + 1) : null;
			String blank = tidy(piece, before, after);
			if (!blank.isEmpty()) {
				tidied.add(Piece.blank(blank));
			}
		}
		return tidied;
	}

	private static String tidy(Piece blank, @Nullable Piece before, @Nullable Piece after) {
		if (after == null) {
			return "";
		}
		boolean ends = after.isSymbol(";") && before != null && before.kind() == Piece.Kind.TOKEN
				&& !before.isSymbol(";");
		if (ends) {
			return "";
		}
		if (before == null || blank.breaksLine()) {
			String text = blank.text().replace("\r\n", "\n").replace('\r', '\n');
			long lines = (before != null) ? Math.min(2, text.chars().filter((c) -> c == '\n').count()) : 0;
			return "\n".repeat((int) lines) + indentation(text.substring(text.lastIndexOf('\n') + 1));
		}
		boolean aligned = after.isLineComment() && blank.text().chars().allMatch((c) -> c == ' ');
		return aligned ? blank.text() : " ";
	}

	private static String indentation(String text) {
		return text.replace("\t", INDENTATION).replaceAll("[^ ]", "");
	}

}
