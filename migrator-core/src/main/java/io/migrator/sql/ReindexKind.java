package io.migrator.sql;

/**
 * Recognises REINDEX and whether it works concurrently, in both of its syntaxes.
 */
final class ReindexKind {

	private ReindexKind() {
	}

	static StatementKind recognise(Tokens tokens) {
		int kind = tokens.behindParentheses(1);
		boolean outside = isConcurrent(tokens) || tokens.is(kind, "database") || tokens.is(kind, "system")
				|| tokens.is(kind, "schema");
		return StatementKind.of("REINDEX", outside ? TransactionRule.OUTSIDE : TransactionRule.ANY);
	}

	static boolean isConcurrent(Tokens tokens) {
		int kind = tokens.behindParentheses(1);
		if (tokens.is(kind + 1, "concurrently")) {
			return true;
		}
		Boolean option = (kind > 1) ? Options.flag(tokens, 1, "concurrently") : null;
		return option != null && option;
	}

}
