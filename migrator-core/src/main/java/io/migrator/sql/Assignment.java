package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code SET} gives a column.
 *
 * @param column the column
 * @param exact whether the value is the column's, not that of a part of it or of several
 * columns
 * @param value the value
 */
record Assignment(String column, boolean exact, Span value) {

	/**
	 * Reads the list behind {@code SET}.
	 * @param list the list
	 * @return the assignments
	 * @throws Unrecognised if it is none
	 */
	static List<Assignment> read(Span list) {
		List<Assignment> assignments = new ArrayList<>();
		for (Span item : list.clauses().items(list.from(), list.to())) {
			int equals = item.from();
			while (equals < item.to() && !list.clauses().tokens().isSymbol(equals, "=")) {
				equals = list.clauses().next(equals);
			}
			if (equals >= item.to()) {
				throw new Unrecognised("Its SET is not understood: " + item.text() + ".");
			}
			Span target = list.clauses().span(item.from(), equals);
			Span value = item.from(equals + 1);
			if (target.isSymbol(0, "(")) {
				addAll(assignments, target.unwrapped(), value);
			}
			else {
				add(assignments, target, value);
			}
		}
		return assignments;
	}

	private static void addAll(List<Assignment> assignments, Span targets, Span value) {
		Span row = value.is(0, "row") ? value.from(value.from() + 1) : value;
		Span inner = row.unwrapped();
		List<Span> columns = targets.clauses().items(targets.from(), targets.to());
		List<Span> values = value.clauses().items(inner.from(), inner.to());
		boolean each = inner.length() == row.length() - 2 && values.size() == columns.size()
				&& !Words.startsQuery(inner);
		for (int i = 0; i < columns.size(); i++) {
			if (each) {
				add(assignments, columns.get(i), values.get(i));
			}
			else {
				assignments.add(new Assignment(name(columns.get(i)), false, value));
			}
		}
	}

	private static void add(List<Assignment> assignments, Span target, Span value) {
		boolean exact = target.length() == 1 && !(value.length() == 1 && value.is(0, "default"));
		assignments.add(new Assignment(name(target), exact, value));
	}

	private static String name(Span target) {
		String name = target.identifier(0);
		if (name == null) {
			throw new Unrecognised("Its SET is not understood: " + target.text() + ".");
		}
		return name;
	}

	/**
	 * Whether the value depends on what the column had before.
	 * @param table the table that is updated
	 * @return whether the column is mentioned, but for what changes nothing the second
	 * time
	 */
	boolean dependsOnItself(TableItem table) {
		return Words.mentionsColumn(this.value, this.column, table) && !isSettled(table);
	}

	/**
	 * Whether the value is the same again when it is set again, such as
	 * {@code lower(email)}.
	 * @param table the table that is updated
	 * @return whether the value is the column's own in a form that stays as it is
	 */
	boolean isSettled(TableItem table) {
		Token function = this.value.token(0);
		if (function == null || !this.value.isSymbol(1, "(")
				|| this.value.clauses().next(this.value.from() + 1) != this.value.to()) {
			return false;
		}
		String name = Literals.fold(function.text());
		Span inner = this.value.from(this.value.from() + 1).unwrapped();
		List<Span> arguments = inner.clauses().items(inner.from(), inner.to());
		Span first = arguments.get(0);
		boolean plain = this.column.equals(Words.column(first, table));
		boolean once = arguments.stream()
			.skip(1)
			.noneMatch((argument) -> Words.mentionsColumn(argument, this.column, table));
		return plain && once && Words.SETTLING.contains(name);
	}

}
