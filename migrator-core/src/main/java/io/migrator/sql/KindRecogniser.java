package io.migrator.sql;

import java.util.Locale;

/**
 * Tells a statement's kind by its words.
 */
final class KindRecogniser {

	private final Tokens tokens;

	private KindRecogniser(Tokens tokens) {
		this.tokens = tokens;
	}

	static StatementKind recognise(Tokens tokens) {
		return new KindRecogniser(tokens).recognise();
	}

	private StatementKind recognise() {
		Token first = this.tokens.get(0);
		if (first == null) {
			return StatementKind.of(StatementKind.UNKNOWN);
		}
		if (first.isSymbol("(")) {
			return QueryKind.recognise(this.tokens);
		}
		if (first.type() != Token.Type.WORD) {
			return StatementKind.of(StatementKind.UNKNOWN);
		}
		String word = first.text().toUpperCase(Locale.ROOT);
		return switch (word) {
			case "SELECT", "WITH", "VALUES", "TABLE", "INSERT", "UPDATE", "DELETE", "MERGE" ->
				QueryKind.recognise(this.tokens);
			case "SHOW", "EXPLAIN", "FETCH", "EXECUTE" -> StatementKind.rows(word, true);
			case "CREATE" -> object(word, ObjectKind.behindModifiers(this.tokens, 1));
			case "ALTER", "DROP" -> object(word, 1);
			case "IMPORT" -> StatementKind.of(this.tokens.is(1, "foreign") ? "IMPORT FOREIGN SCHEMA" : word);
			case "REFRESH" -> StatementKind.of("REFRESH MATERIALIZED VIEW");
			case "SECURITY" -> StatementKind.of("SECURITY LABEL");
			case "REASSIGN" -> StatementKind.of("REASSIGN OWNED");
			case "COMMENT", "GRANT", "REVOKE", "TRUNCATE", "LOCK", "ANALYZE", "CALL", "DO", "NOTIFY", "LISTEN",
					"UNLISTEN", "LOAD", "CHECKPOINT", "DECLARE", "CLOSE", "MOVE", "DEALLOCATE" ->
				StatementKind.of(word);
			case "ANALYSE" -> StatementKind.of("ANALYZE");
			case "COPY" -> copy();
			case "VACUUM" -> StatementKind.of(word, TransactionRule.OUTSIDE);
			case "CLUSTER" -> cluster();
			case "REINDEX" -> ReindexKind.recognise(this.tokens);
			case "SET", "RESET", "DISCARD" -> SessionKind.recognise(this.tokens);
			case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "PREPARE" ->
				TransactionKind.recognise(this.tokens);
			default -> StatementKind.of(StatementKind.UNKNOWN);
		};
	}

	private StatementKind object(String verb, int at) {
		String object = ObjectKind.at(this.tokens, at);
		if (object == null) {
			return StatementKind.of(StatementKind.UNKNOWN);
		}
		String command = verb + " " + object;
		int behind = at + ObjectKind.length(object);
		boolean outside = switch (object) {
			case "DATABASE" -> !verb.equals("ALTER") || movesDatabase(behind);
			case "TABLESPACE" -> !verb.equals("ALTER");
			case "SYSTEM" -> verb.equals("ALTER");
			case "INDEX" -> !verb.equals("ALTER") && this.tokens.is(behind, "concurrently");
			case "SUBSCRIPTION" -> SubscriptionRule.refusesTransaction(verb, this.tokens, behind);
			case "TABLE" -> verb.equals("ALTER") && detachesConcurrently(behind);
			default -> false;
		};
		return StatementKind.of(command, outside ? TransactionRule.OUTSIDE : TransactionRule.ANY);
	}

	private boolean movesDatabase(int at) {
		int behind = this.tokens.behindName(at);
		return this.tokens.is(behind, "set") && this.tokens.is(behind + 1, "tablespace");
	}

	/** DETACH PARTITION stands alone in its ALTER TABLE, CONCURRENTLY behind the name. */
	private boolean detachesConcurrently(int at) {
		int i = at;
		if (this.tokens.is(i, "if") && this.tokens.is(i + 1, "exists")) {
			i += 2;
		}
		if (this.tokens.is(i, "only")) {
			i++;
		}
		boolean parenthesised = this.tokens.isSymbol(i, "(");
		i = this.tokens.behindName(parenthesised ? i + 1 : i);
		if (parenthesised || this.tokens.isSymbol(i, "*")) {
			i++;
		}
		return this.tokens.is(i, "detach") && this.tokens.is(i + 1, "partition")
				&& this.tokens.is(this.tokens.behindName(i + 2), "concurrently");
	}

	private StatementKind copy() {
		int i = this.tokens.is(1, "binary") ? 2 : 1;
		int name = this.tokens.behindName(i);
		boolean query = name == i;
		i = this.tokens.behindParentheses(name);
		boolean standard = this.tokens.is(i + 1, "stdin") || this.tokens.is(i + 1, "stdout");
		if (this.tokens.is(i, "from") && !query) {
			return StatementKind.of(standard ? StatementKind.COPY_FROM_STDIN : "COPY FROM");
		}
		if (this.tokens.is(i, "to")) {
			return StatementKind.of(standard ? "COPY TO STDOUT" : "COPY TO");
		}
		return StatementKind.of("COPY");
	}

	private StatementKind cluster() {
		int i = this.tokens.behindParentheses(1);
		if (this.tokens.is(i, "verbose")) {
			i++;
		}
		boolean all = this.tokens.get(i) == null || this.tokens.isSymbol(i, ";");
		return StatementKind.of("CLUSTER", all ? TransactionRule.OUTSIDE : TransactionRule.ANY);
	}

}
