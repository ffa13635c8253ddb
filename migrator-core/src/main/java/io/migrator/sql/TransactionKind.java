package io.migrator.sql;

/**
 * Recognises the commands that begin, end or subdivide a transaction.
 */
final class TransactionKind {

	private TransactionKind() {
	}

	static StatementKind recognise(Tokens tokens) {
		if (tokens.is(0, "prepare")) {
			return tokens.is(1, "transaction")
					? StatementKind.of("PREPARE TRANSACTION", TransactionRule.PREPARE_TRANSACTION)
					: StatementKind.of("PREPARE");
		}
		if (tokens.is(0, "savepoint")) {
			return StatementKind.of("SAVEPOINT", TransactionRule.SAVEPOINT);
		}
		if (tokens.is(0, "release")) {
			return StatementKind.of("RELEASE SAVEPOINT", TransactionRule.SAVEPOINT);
		}
		if (tokens.is(0, "begin")) {
			return StatementKind.of("BEGIN", TransactionRule.BEGIN);
		}
		if (tokens.is(0, "start")) {
			return tokens.is(1, "transaction") ? StatementKind.of("BEGIN", TransactionRule.BEGIN)
					: StatementKind.of(StatementKind.UNKNOWN);
		}
		return end(tokens);
	}

	private static StatementKind end(Tokens tokens) {
		boolean commits = tokens.is(0, "commit") || tokens.is(0, "end");
		if (tokens.is(1, "prepared")) {
			return StatementKind.of(commits ? "COMMIT PREPARED" : "ROLLBACK PREPARED", TransactionRule.OUTSIDE);
		}
		int next = (tokens.is(1, "work") || tokens.is(1, "transaction")) ? 2 : 1;
		if (!commits && tokens.is(next, "to")) {
			return StatementKind.of("ROLLBACK TO SAVEPOINT", TransactionRule.SAVEPOINT);
		}
		boolean chain = tokens.is(next, "and") && tokens.is(next + 1, "chain");
		if (commits) {
			return StatementKind.of("COMMIT", chain ? TransactionRule.COMMIT_AND_CHAIN : TransactionRule.COMMIT);
		}
		return StatementKind.of("ROLLBACK", chain ? TransactionRule.ROLLBACK_AND_CHAIN : TransactionRule.ROLLBACK);
	}

}
