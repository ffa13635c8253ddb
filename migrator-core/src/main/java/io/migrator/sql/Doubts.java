package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Says why it may do harm to run a statement again over the same rows.
 */
final class Doubts {

	private Doubts() {
	}

	static List<String> ofUpdate(TableItem table, List<Assignment> assignments) {
		List<String> doubts = new ArrayList<>();
		for (Assignment assignment : assignments) {
			String restless = assignment.isSettled(table) ? null : Words.restless(assignment.value());
			if (restless != null) {
				doubts.add("It sets " + assignment.column() + " with " + restless
						+ ", which gives another value each time.");
			}
			else if (assignment.dependsOnItself(table)) {
				doubts.add("It makes " + assignment.column() + " from its own value, so a row that it is run over"
						+ " twice is changed twice.");
			}
		}
		return doubts;
	}

	/**
	 * For {@code INSERT}.
	 * @param target the table that gets the rows
	 * @param where the condition of the query
	 * @param onConflict what is behind {@code ON CONFLICT}
	 * @param leftJoin whether rows without a partner are selected
	 * @return the doubts
	 */
	static List<String> ofInsert(TableItem target, Span where, Span onConflict, boolean leftJoin) {
		if (onConflict.isEmpty()) {
			return leavesOutWhatIsThere(where, leftJoin) ? List.of() : List.of("It has neither ON CONFLICT nor a"
					+ " WHERE … NOT EXISTS, so running it twice over a row inserts its rows twice.");
		}
		Clauses clauses = onConflict.clauses();
		int set = clauses.find(onConflict.from(), onConflict.to(), "set");
		if (set == onConflict.to()) {
			return List.of();
		}
		int end = clauses.find(set + 1, onConflict.to(), "where");
		return ofUpdate(target, Assignment.read(clauses.span(set + 1, end)));
	}

	private static boolean leavesOutWhatIsThere(Span where, boolean leftJoin) {
		for (int i = 0; i < where.length(); i++) {
			if (where.is(i, "not") && (where.is(i + 1, "exists") || where.is(i + 1, "in"))) {
				return true;
			}
			if (where.is(i, "not") && where.isSymbol(i + 1, "(") && where.is(i + 2, "exists")) {
				return true;
			}
			if (leftJoin && where.is(i, "is") && where.is(i + 1, "null")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a subquery takes only so many rows of the table that is walked, which would
	 * be so many for each batch.
	 * @param span a condition or what is joined
	 * @param table the table
	 * @return the word that limits them, or {@code null}
	 */
	static @Nullable String limit(Span span, TableItem table) {
		Clauses clauses = span.clauses();
		for (int i = span.from(); i < span.to(); i++) {
			if (!clauses.tokens().isSymbol(i, "(")) {
				continue;
			}
			Span query = clauses.span(i + 1, clauses.next(i) - 1);
			String limit = Words.startsQuery(query) ? limitOf(query) : null;
			if (limit != null && Words.mentionsTable(query, table.name()) && !isCorrelated(query, table)) {
				return limit;
			}
		}
		return null;
	}

	private static @Nullable String limitOf(Span query) {
		for (String word : new String[] { "limit", "fetch", "offset" }) {
			if (query.clauses().find(query.from(), query.to(), word) < query.to()) {
				return word.toUpperCase(Locale.ROOT);
			}
		}
		return null;
	}

	private static boolean isCorrelated(Span query, TableItem table) {
		String row = Literals.name(table.row());
		for (int i = 0; i < query.length() && table.aliased(); i++) {
			if (row.equals(query.identifier(i)) && query.isSymbol(i + 1, ".")) {
				return true;
			}
		}
		return false;
	}

}
