package io.migrator.sql;

import java.util.List;
import java.util.Set;

import io.migrator.sql.RowsReading.Recognised;
import io.migrator.sql.RowsStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a statement together, and refuses what all statements may not have.
 *
 * @param clauses the statement
 */
record RowsPieces(Clauses clauses) {

	void refuseReturning(int from) {
		if (this.clauses.find(from, this.clauses.end(), "returning") < this.clauses.end()) {
			throw new Unrecognised("It has RETURNING, and nobody would see what each batch returns.");
		}
	}

	/**
	 * The condition.
	 * @param where where {@code WHERE} is, or {@code end} if there is none
	 * @param end behind the condition
	 * @return the condition, empty if there is none
	 */
	Span condition(int where, int end) {
		Span condition = this.clauses.span(Math.min(where + 1, end), end);
		if (condition.is(0, "current") && condition.is(1, "of")) {
			throw new Unrecognised("It has WHERE CURRENT OF, which needs a cursor.");
		}
		if (where < end && condition.isEmpty()) {
			throw new Unrecognised("There is no condition behind its WHERE.");
		}
		return condition;
	}

	/**
	 * Refuses what has another meaning for a part of the table.
	 * @param table the table that is walked
	 * @param from where the other tables and the condition begin
	 */
	void check(TableItem table, int from) {
		Tokens tokens = this.clauses.tokens();
		// A part of a table gets the name of its rows as an alias, which has no schema
		for (int i = 2; i < this.clauses.end() && !table.aliased(); i++) {
			if (tokens.isSymbol(i - 1, ".") && tokens.isSymbol(i + 1, ".")
					&& table.name().name().equals(tokens.identifier(i))) {
				throw new Unrecognised("It names a column of " + table.name() + " with the table's schema: leave that"
						+ " out, or give the table an alias.");
			}
		}
		String limit = Doubts.limit(this.clauses.span(from, this.clauses.end()), table);
		if (limit != null) {
			throw new Unrecognised("It has a subquery with " + limit + " over the table that it walks, which is not the"
					+ " same for a part of the rows.");
		}
	}

	/**
	 * The statement in pieces.
	 * @param kind what it does
	 * @param table the table that is walked
	 * @param where where {@code WHERE} is, or {@code tail} if there is none
	 * @param tail behind the condition
	 * @param remaining when a row is not done
	 * @param doubts why not to run it twice
	 * @param assigned the columns that it changes
	 * @return the pieces
	 */
	Recognised recognised(Kind kind, TableItem table, int where, int tail, @Nullable String remaining,
			List<String> doubts, Set<String> assigned) {
		String condition = (where < tail) ? restricted(table, this.clauses.text(where + 1, tail))
				: (table.only() ? itself(table) : null);
		return new Recognised(new RowsStatement(kind, table.name(), table.row(), this.clauses.text(0, table.start()),
				" " + this.clauses.text(table.end(), where), condition, this.clauses.text(tail, this.clauses.end()),
				(remaining != null) ? restricted(table, remaining) : null, doubts, assigned));
	}

	private static String restricted(TableItem table, String condition) {
		return table.only() ? "(" + condition + "\n) AND " + itself(table) : condition;
	}

	/** {@code ONLY}, for whoever walks the children as well. */
	private static String itself(TableItem table) {
		return table.row() + ".tableoid = '" + table.name().toString().replace("'", "''") + "'::regclass";
	}

}
