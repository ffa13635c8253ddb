package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code SELECT} selects from, as far as it matters which of the tables can be
 * replaced by a part of its rows.
 *
 * @param elements the elements between the commas and joins
 */
record FromClause(List<Element> elements) {

	private static final Set<String> BEHIND_TABLES = Set.of("on", "using", "natural", "cross", "inner", "left", "right",
			"full");

	static FromClause read(Clauses clauses, int from, int to) {
		List<Element> elements = new ArrayList<>();
		int number = 0;
		for (Span item : clauses.items(from, to)) {
			readItem(item, number++, elements);
		}
		return new FromClause(elements);
	}

	private static void readItem(Span item, int number, List<Element> elements) {
		Clauses clauses = item.clauses();
		Join join = Join.NONE;
		int start = item.from();
		int withoutCondition = 0;
		boolean nested = false;
		while (start < item.to()) {
			int next = clauses.find(start, item.to(), "join");
			TableItem table = TableItem.read(clauses.tokens(), start, item.to());
			elements.add(new Element(number, join, nested, table, clauses.span(start, next)));
			withoutCondition -= (clauses.find(start, next, Set.of("on", "using")) < next) ? 1 : 0;
			if (next < item.to()) {
				join = Join.before(clauses.tokens(), next);
				// Joins without parentheses may still be nested: a JOIN b JOIN c ON … ON
				// …
				nested |= withoutCondition > 0;
				withoutCondition += join.hasCondition ? 1 : 0;
			}
			start = next + 1;
		}
	}

	/**
	 * Whether the rows of an element are joined such that a row of the result may be
	 * there without any of them.
	 * @param index which element
	 * @return whether a condition on it takes rows from the result that belong to no part
	 */
	boolean isNullable(int index) {
		Element element = this.elements.get(index);
		if (element.join == Join.LEFT || element.join == Join.FULL || element.nested) {
			return true;
		}
		return this.elements.stream()
			.skip(index + 1L)
			.filter((later) -> later.item == element.item)
			.anyMatch((later) -> later.join == Join.RIGHT || later.join == Join.FULL);
	}

	boolean hasLeftJoin() {
		return this.elements.stream().anyMatch((element) -> element.join == Join.LEFT);
	}

	/**
	 * A table, function, subquery or whatever else rows come from.
	 *
	 * @param item which of the parts between commas it belongs to
	 * @param join how it is joined to what is left of it
	 * @param nested whether joins before it take effect after its own
	 * @param table the table, or {@code null} if it is none
	 * @param span its text, with the condition behind it
	 */
	record Element(int item, Join join, boolean nested, @Nullable TableItem table, Span span) {

		/**
		 * Why it cannot be replaced by a part of its rows.
		 * @return the reason, or {@code null} if it can
		 */
		@Nullable String obstacle() {
			if (this.table == null) {
				return this.span.isSymbol(0, "(") ? "a subquery or a join in parentheses" : "a function";
			}
			int behind = this.table.end() - this.span.from();
			if (this.span.isSymbol(behind, "(")) {
				return "a table whose columns get other names";
			}
			Token next = this.span.token(behind);
			boolean plain = next == null || BEHIND_TABLES.contains(Literals.fold(next.text()));
			return plain ? null : this.span.is(behind, "tablesample") ? "a sample" : "no plain table";
		}

	}

	/**
	 * How an element is joined to what is left of it.
	 */
	enum Join {

		NONE(false), INNER(true), LEFT(true), RIGHT(true), FULL(true), UNCONDITIONAL(false);

		private final boolean hasCondition;

		Join(boolean hasCondition) {
			this.hasCondition = hasCondition;
		}

		private static Join before(Tokens tokens, int join) {
			int i = tokens.is(join - 1, "outer") ? join - 2 : join - 1;
			boolean natural = tokens.is(i - 1, "natural");
			if (tokens.is(i, "left")) {
				return LEFT;
			}
			if (tokens.is(i, "right")) {
				return RIGHT;
			}
			if (tokens.is(i, "full")) {
				return FULL;
			}
			return (natural || tokens.is(i, "natural") || tokens.is(i, "cross")) ? UNCONDITIONAL : INNER;
		}

	}

}
