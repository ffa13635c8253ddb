package io.migrator.sql;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the words of an expression tell of it.
 */
final class Words {

	/** Functions that leave their own result as it is. */
	static final Set<String> SETTLING = Set.of("lower", "upper", "initcap", "trim", "btrim", "ltrim", "rtrim", "abs",
			"coalesce", "round", "trunc", "floor", "ceil", "nullif", "least", "greatest");

	/** These give another value each time, or from transaction to transaction. */
	private static final Set<String> RESTLESS_CALLS = Set.of("nextval", "setval", "random", "random_normal", "now",
			"clock_timestamp", "statement_timestamp", "transaction_timestamp", "timeofday", "gen_random_uuid",
			"gen_random_bytes", "uuidv4", "uuidv7", "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4",
			"txid_current", "pg_current_xact_id");

	private static final Set<String> RESTLESS_WORDS = Set.of("current_timestamp", "current_time", "current_date",
			"localtime", "localtimestamp");

	private static final Set<String> NEVER_NULL_CALLS = Set.of("now", "clock_timestamp", "statement_timestamp",
			"transaction_timestamp", "gen_random_uuid", "uuidv4", "uuidv7", "uuid_generate_v4", "nextval", "random",
			"concat", "jsonb_build_object", "json_build_object", "jsonb_build_array", "json_build_array");

	private static final Set<String> CONSTANTS = Set.of("true", "false", "current_user", "session_user",
			"current_timestamp", "current_date", "current_time", "localtime", "localtimestamp");

	private Words() {
	}

	static boolean startsQuery(Span span) {
		Token first = span.token(0);
		return first != null && first.type() == Token.Type.WORD && KeyWords.startsQuery(first.text());
	}

	/**
	 * The column that an expression is.
	 * @param span the expression
	 * @param table the table
	 * @return the column, with or without the table's name before it, or {@code null} if
	 * the expression is something else
	 */
	static @Nullable String column(Span span, TableItem table) {
		if (span.length() == 3 && span.isSymbol(1, ".") && Literals.name(table.row()).equals(span.identifier(0))) {
			return span.identifier(2);
		}
		return (span.length() == 1) ? span.identifier(0) : null;
	}

	/**
	 * What of an expression may be different the next time, whatever the row.
	 * @param span the expression
	 * @return the function or word, or {@code null} if there is none
	 */
	static @Nullable String restless(Span span) {
		for (int i = 0; i < span.length(); i++) {
			Token token = span.token(i);
			if (token == null || token.type() != Token.Type.WORD || span.isSymbol(i - 1, ".") && !isCatalog(span, i)) {
				continue;
			}
			String word = Literals.fold(token.text());
			if (RESTLESS_WORDS.contains(word)) {
				return word;
			}
			if (RESTLESS_CALLS.contains(word) && span.isSymbol(i + 1, "(")) {
				return word + "()";
			}
		}
		return null;
	}

	private static boolean isCatalog(Span span, int i) {
		return span.is(i - 2, "pg_catalog") || span.is(i - 2, "public") || span.is(i - 2, "extensions");
	}

	/**
	 * Whether an expression reads a column of a row.
	 * @param span the expression
	 * @param column the column
	 * @param table the row's table
	 * @return whether it does, as far as its words tell: in a subquery, a column without
	 * a table's name is taken for one of the tables there
	 */
	static boolean mentionsColumn(Span span, String column, TableItem table) {
		String row = Literals.name(table.row());
		int i = 0;
		while (i < span.length()) {
			Span rest = span.from(span.from() + i);
			if (rest.isSymbol(0, "(") && startsQuery(rest.from(rest.from() + 1))) {
				int behind = span.clauses().next(rest.from());
				Span query = span.clauses().span(rest.from() + 1, behind - 1);
				boolean itself = mentionsTable(query, table.name());
				if (mentions(query, column, itself ? null : row)) {
					return true;
				}
				i = behind - span.from();
			}
			else if (column.equals(rest.identifier(0)) && isColumn(span, i, row)) {
				return true;
			}
			else {
				i++;
			}
		}
		return false;
	}

	private static boolean isColumn(Span span, int i, String row) {
		if (i > 0 && span.isSymbol(i - 1, ".")) {
			return row.equals(span.identifier(i - 2));
		}
		boolean type = i > 0 && (span.isSymbol(i - 1, "::") || span.is(i - 1, "as"));
		Token next = span.token(i + 1);
		boolean literal = next != null && next.type() == Token.Type.STRING;
		return !type && !literal && !span.isSymbol(i + 1, "(") && !span.isSymbol(i + 1, ".");
	}

	private static boolean mentions(Span query, String column, @Nullable String row) {
		for (int i = 0; i < query.length(); i++) {
			if (column.equals(query.identifier(i))
					&& (row == null || (query.isSymbol(i - 1, ".") && row.equals(query.identifier(i - 2))))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a query may read a table.
	 * @param query the query
	 * @param table the table
	 * @return whether its name is there
	 */
	static boolean mentionsTable(Span query, QualifiedName table) {
		for (int i = 0; i < query.length(); i++) {
			if (table.name().equals(query.identifier(i)) && !query.isSymbol(i + 1, ".")) {
				return true;
			}
		}
		return false;
	}

	static boolean isNull(Span value) {
		return value.is(0, "null") && (value.length() == 1 || value.isSymbol(1, "::"));
	}

	/**
	 * Whether an expression cannot be NULL, as far as its words tell.
	 * @param value the expression
	 * @return whether it surely has a value
	 */
	static boolean isNeverNull(Span value) {
		Span span = value.unwrapped();
		int cast = span.from();
		while (cast < span.to() && !span.clauses().tokens().isSymbol(cast, "::")) {
			cast = span.clauses().next(cast);
		}
		span = span.clauses().span(span.from(), cast);
		Token first = span.token(0);
		if (first == null) {
			return false;
		}
		if (span.length() == 1) {
			return switch (first.type()) {
				case STRING, DOLLAR, NUMBER -> true;
				default -> CONSTANTS.contains(Literals.fold(first.text()));
			};
		}
		Token second = span.token(1);
		if (span.length() == 2 && second != null) {
			return first.type() == Token.Type.WORD && second.type() == Token.Type.STRING;
		}
		if (!span.isSymbol(1, "(") || span.clauses().next(span.from() + 1) != span.to()) {
			return false;
		}
		String call = Literals.fold(first.text());
		if (call.equals("coalesce")) {
			int start = span.from() + 2;
			return span.clauses().items(start, span.to() - 1).stream().anyMatch(Words::isNeverNull);
		}
		return NEVER_NULL_CALLS.contains(call);
	}

}
