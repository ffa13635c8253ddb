package io.migrator.sql;

/**
 * Tells SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES and TABLE apart, also behind WITH
 * and parentheses.
 */
final class QueryKind {

	private QueryKind() {
	}

	static StatementKind recognise(Tokens tokens) {
		int i = 0;
		while (tokens.isSymbol(i, "(")) {
			i++;
		}
		if (tokens.is(i, "with")) {
			i = behindWith(tokens, i + 1);
			while (tokens.isSymbol(i, "(")) {
				i++;
			}
		}
		if (tokens.is(i, "select")) {
			SetConfig call = SetConfig.find(tokens, i + 1);
			return new StatementKind("SELECT", TransactionRule.ANY, call != null && !call.local(),
					!hasWordOutside(tokens, i + 1, "into"));
		}
		if (tokens.is(i, "values")) {
			return StatementKind.rows("VALUES", true);
		}
		if (tokens.is(i, "table")) {
			return StatementKind.rows("TABLE", true);
		}
		for (String verb : new String[] { "INSERT", "UPDATE", "DELETE", "MERGE" }) {
			if (tokens.is(i, verb)) {
				return StatementKind.rows(verb, hasWordOutside(tokens, i + 1, "returning"));
			}
		}
		return StatementKind.of(StatementKind.UNKNOWN);
	}

	/** Behind {@code [RECURSIVE] name [(columns)] AS [[NOT] MATERIALIZED] (…), …}. */
	private static int behindWith(Tokens tokens, int from) {
		int start = tokens.is(from, "recursive") ? from + 1 : from;
		int i = start;
		while (tokens.get(i) != null && !startsQuery(tokens, start, i)) {
			i = tokens.isSymbol(i, "(") ? tokens.behindParentheses(i) : i + 1;
			if (tokens.isSymbol(i, "(") && tokens.isSymbol(i - 1, ")")) {
				return i;
			}
		}
		return i;
	}

	/** A name in the list may be such a word, too: it stands first or behind a comma. */
	private static boolean startsQuery(Tokens tokens, int from, int i) {
		return i > from && !tokens.isSymbol(i - 1, ",")
				&& (tokens.is(i, "select") || tokens.is(i, "insert") || tokens.is(i, "update") || tokens.is(i, "delete")
						|| tokens.is(i, "merge") || tokens.is(i, "values") || tokens.is(i, "table"));
	}

	private static boolean hasWordOutside(Tokens tokens, int from, String word) {
		if (!tokens.mayContain(word)) {
			return false;
		}
		int i = from;
		while (tokens.get(i) != null) {
			if (tokens.is(i, word)) {
				return true;
			}
			i = Math.max(i + 1, tokens.behindParentheses(i));
		}
		return false;
	}

}
