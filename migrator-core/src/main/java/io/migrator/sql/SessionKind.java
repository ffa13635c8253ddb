package io.migrator.sql;

/**
 * Recognises SET, RESET and DISCARD, and whether what they change outlives the
 * transaction.
 */
final class SessionKind {

	private SessionKind() {
	}

	static StatementKind recognise(Tokens tokens) {
		if (tokens.is(0, "discard")) {
			boolean all = tokens.is(1, "all");
			return new StatementKind(all ? "DISCARD ALL" : "DISCARD",
					all ? TransactionRule.OUTSIDE : TransactionRule.ANY, true, false);
		}
		if (tokens.is(0, "reset")) {
			return StatementKind.session("RESET", true);
		}
		if (tokens.is(1, "constraints")) {
			return StatementKind.session("SET CONSTRAINTS", false);
		}
		if (tokens.is(1, "transaction")) {
			return StatementKind.session("SET TRANSACTION", false);
		}
		if (tokens.is(1, "session") && tokens.is(2, "characteristics")) {
			return StatementKind.session("SET SESSION CHARACTERISTICS", true);
		}
		boolean local = tokens.is(1, "local");
		int at = (local || isScope(tokens)) ? 2 : 1;
		if (tokens.is(at, "session") && tokens.is(at + 1, "authorization")) {
			return StatementKind.session("SET SESSION AUTHORIZATION", !local);
		}
		if (tokens.is(at, "role") && !tokens.is(at + 1, "to") && !tokens.isSymbol(at + 1, "=")) {
			return StatementKind.session("SET ROLE", !local);
		}
		return StatementKind.session("SET", !local);
	}

	/** SESSION before a parameter; SET SESSION AUTHORIZATION is another command. */
	private static boolean isScope(Tokens tokens) {
		return tokens.is(1, "session") && !tokens.is(2, "authorization");
	}

}
