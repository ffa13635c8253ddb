package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the condition of a statement is false for a row once the statement
 * has done it.
 */
final class Remaining {

	private final TableItem table;

	private final List<Assignment> assignments;

	private final Set<String> assigned;

	private final List<Assignment> filled = new ArrayList<>();

	private boolean evened;

	private Remaining(TableItem table, List<Assignment> assignments) {
		this.table = table;
		this.assignments = assignments;
		this.assigned = assignments.stream().map(Assignment::column).collect(Collectors.toSet());
	}

	/**
	 * For {@code DELETE}: what is deleted meets no condition any more.
	 * @param where the condition
	 * @return the condition, or {@code null} if it may find other rows the next time
	 */
	static @Nullable String ofDelete(Span where) {
		return (where.isEmpty() || Words.restless(where) != null) ? null : where.text();
	}

	/**
	 * For {@code UPDATE}.
	 * @param table the table
	 * @param assignments what is set
	 * @param where the condition
	 * @return a condition for a row that is not done, or {@code null} if the statement's
	 * own does not tell
	 */
	static @Nullable String ofUpdate(TableItem table, List<Assignment> assignments, Span where) {
		if (where.isEmpty() || Words.restless(where) != null) {
			return null;
		}
		Remaining remaining = new Remaining(table, assignments);
		conjuncts(where).forEach(remaining::note);
		if (remaining.evened || remaining.filled.stream().anyMatch((fill) -> Words.isNeverNull(fill.value()))) {
			return where.text();
		}
		if (remaining.filled.isEmpty()) {
			return null;
		}
		// A row that is given NULL again is done, though its column is still NULL
		String changes = remaining.filled.stream()
			.map((fill) -> "(" + fill.value().text() + "\n) IS NOT NULL")
			.collect(Collectors.joining(" OR "));
		return "(" + where.text() + "\n) AND (" + changes + ")";
	}

	/**
	 * The conditions that all must hold.
	 * @param condition a condition
	 * @return its parts; none if alternatives are among them
	 */
	static List<Span> conjuncts(Span condition) {
		Span span = condition.unwrapped();
		Clauses clauses = span.clauses();
		List<Span> conjuncts = new ArrayList<>();
		int start = span.from();
		int cases = 0;
		boolean between = false;
		for (int i = span.from(); i < span.to(); i = clauses.next(i)) {
			if (clauses.tokens().is(i, "case")) {
				cases++;
			}
			else if (clauses.tokens().is(i, "end") && cases > 0) {
				cases--;
			}
			else if (cases == 0 && clauses.tokens().is(i, "between")) {
				between = true;
			}
			else if (cases == 0 && clauses.tokens().is(i, "or")) {
				return List.of();
			}
			else if (cases == 0 && clauses.tokens().is(i, "and")) {
				if (!between) {
					conjuncts.add(clauses.span(start, i));
					start = i + 1;
				}
				between = false;
			}
		}
		Span last = clauses.span(start, span.to());
		if (conjuncts.isEmpty()) {
			return List.of(last);
		}
		conjuncts.add(last);
		return conjuncts.stream().flatMap((part) -> conjuncts(part).stream()).toList();
	}

	private void note(Span conjunct) {
		int operator = conjunct.isSymbol(1, ".") ? 3 : 1;
		if (operator >= conjunct.length()) {
			return;
		}
		Span left = conjunct.clauses().span(conjunct.from(), conjunct.from() + operator);
		Assignment assignment = assignment(Words.column(left, this.table));
		if (assignment == null) {
			return;
		}
		int rest = conjunct.length() - operator;
		if ((rest == 1 && conjunct.is(operator, "isnull"))
				|| (rest == 2 && conjunct.is(operator, "is") && conjunct.is(operator + 1, "null"))) {
			if (!Words.isNull(assignment.value())) {
				this.filled.add(assignment);
			}
		}
		else if (conjunct.is(operator, "is") && conjunct.is(operator + 1, "distinct")
				&& conjunct.is(operator + 2, "from")) {
			Span right = conjunct.from(conjunct.from() + operator + 3);
			this.evened |= right.unwrapped().saysSameAs(assignment.value().unwrapped())
					&& this.assigned.stream().noneMatch((column) -> Words.mentionsColumn(right, column, this.table));
		}
	}

	private @Nullable Assignment assignment(@Nullable String column) {
		return this.assignments.stream()
			.filter((candidate) -> candidate.exact() && candidate.column().equals(column))
			.findFirst()
			.orElse(null);
	}

}
