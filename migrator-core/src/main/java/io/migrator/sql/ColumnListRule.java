package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives each element of a CREATE TABLE a line of its own if the statement is one line
 * that is too long.
 */
final class ColumnListRule {

	private static final int MAX_COLUMNS = 120;

	private ColumnListRule() {
	}

	/**
	 * Applies the rule to a statement.
	 * @param pieces the pieces of one statement, tidied
	 * @return the same, perhaps on more lines
	 */
	static List<Piece> apply(List<Piece> pieces) {
		int start = firstToken(pieces);
		if (start < 0 || !startsLine(pieces, start) || !isLongLine(pieces.subList(start, pieces.size()))) {
			return pieces;
		}
		int open = openingParenthesis(pieces, start);
		return (open < 0) ? pieces : breakUp(pieces, open);
	}

	private static List<Piece> breakUp(List<Piece> pieces, int open) {
		List<Piece> broken = new ArrayList<>(pieces.subList(0, open + 1));
		broken.add(Piece.blank("\n    "));
		int depth = 1;
		boolean elementStarts = true;
		for (Piece piece : pieces.subList(open + 1, pieces.size())) {
			if (elementStarts && piece.isBlank()) {
				continue;
			}
			elementStarts = false;
			depth += opens(piece) ? 1 : closes(piece) ? -1 : 0;
			if (depth == 0 && closes(piece)) {
				if (broken.get(broken.size() - 1).isBlank()) {
					broken.remove(broken.size() - 1);
				}
				broken.add(Piece.blank("\n"));
				depth = -1;
			}
			broken.add(piece);
			if (depth == 1 && piece.isSymbol(",")) {
				broken.add(Piece.blank("\n    "));
				elementStarts = true;
			}
		}
		return broken;
	}

	private static boolean opens(Piece piece) {
		return piece.isSymbol("(") || piece.isSymbol("[");
	}

	private static boolean closes(Piece piece) {
		return piece.isSymbol(")") || piece.isSymbol("]");
	}

	private static int firstToken(List<Piece> pieces) {
		for (int i = 0; i < pieces.size(); i++) {
			if (pieces.get(i).kind() == Piece.Kind.TOKEN) {
				return i;
			}
		}
		return -1;
	}

	private static boolean startsLine(List<Piece> pieces, int start) {
		if (start == 0) {
			return true;
		}
		Piece before = pieces.get(start - 1);
		return before.isBlank() && before.text().endsWith("\n");
	}

	private static boolean isLongLine(List<Piece> statement) {
		return statement.stream().noneMatch((piece) -> piece.breaksLine() || piece.isLineComment())
				&& statement.stream()
					.mapToInt((piece) -> piece.text().codePointCount(0, piece.text().length()))
					.sum() > MAX_COLUMNS;
	}

	/**
	 * The parenthesis right behind the name of a table to be created.
	 */
	private static int openingParenthesis(List<Piece> pieces, int start) {
		boolean table = false;
		for (int i = start; i < pieces.size(); i++) {
			Piece piece = pieces.get(i);
			if (piece.isSymbol("(")) {
				return table ? i : -1;
			}
			if (i == start && !piece.is("CREATE") || piece.is("PARTITION") || piece.is("OF") || piece.is("AS")
					|| piece.is("SERVER")) {
				return -1;
			}
			table |= piece.is("TABLE");
		}
		return -1;
	}

}
