package io.migrator.backfill.key;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.KeyColumn.Operators;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of a table with positions in a key, as SQL that the key's index
 * serves as one range.
 */
final class KeyCondition {

	private final String relation;

	private final UniqueIndex key;

	KeyCondition(String relation, UniqueIndex key) {
		this.relation = relation;
		this.key = key;
	}

	/**
	 * What is between two positions, for a query that need not be led to the index.
	 * @param row what a row is called
	 * @param after the position before it, or {@code null}
	 * @param last the last position in it, or {@code null}
	 * @return the condition
	 */
	String range(String row, @Nullable BackfillKey after, @Nullable BackfillKey last) {
		String lower = (after != null) ? compare(row, this.key.columns(), values(after), Operators::more) : "true";
		String upper = (last != null) ? compare(row, this.key.columns(), values(last), Operators::atMost) : "true";
		return lower + " AND " + upper;
	}

	/**
	 * A batch, for any statement, on a table with statistics or without. The planner
	 * takes two bounds on one column for a small part of the table, but one bound, or a
	 * comparison of several columns, for a large part that is better not looked up in an
	 * index. So the first column always gets two, and columns in which the bounds do not
	 * differ are compared one by one.
	 * @param row what a row is called
	 * @param after the position before it, or {@code null}
	 * @param upTo the last position in it
	 * @return the condition
	 */
	String batch(String row, @Nullable BackfillKey after, BackfillKey upTo) {
		List<KeyColumn> columns = this.key.columns();
		List<String> ends = values(upTo);
		if (after == null) {
			KeyColumn first = columns.get(0);
			String lower = first.of(row) + " " + first.operators().atLeast() + " " + firstValue();
			return lower + " AND " + upper(row, columns, ends);
		}
		List<String> starts = values(after);
		int same = 0;
		while (same < columns.size() - 1 && starts.get(same).equals(ends.get(same))) {
			same++;
		}
		String prefix = IntStream.range(0, same)
			.mapToObj((i) -> compareOne(row, columns.get(i), ends.get(i), Operators::equal) + " AND ")
			.collect(Collectors.joining());
		List<KeyColumn> rest = columns.subList(same, columns.size());
		return prefix + lower(row, rest, starts.subList(same, starts.size())) + " AND "
				+ upper(row, rest, ends.subList(same, ends.size()));
	}

	private static String lower(String row, List<KeyColumn> columns, List<String> values) {
		return first(row, columns, values, Operators::more, Operators::atLeast)
				+ compare(row, columns, values, Operators::more);
	}

	private static String upper(String row, List<KeyColumn> columns, List<String> values) {
		return first(row, columns, values, Operators::atMost, Operators::atMost)
				+ compare(row, columns, values, Operators::atMost);
	}

	private static String first(String row, List<KeyColumn> columns, List<String> values,
			Function<Operators, String> operator, Function<Operators, String> orEqual) {
		return (columns.size() > 1 && isCommon(columns, operator))
				? compareOne(row, columns.get(0), values.get(0), orEqual) + " AND " : "";
	}

	/** The least value of the first column: one look at the index. */
	private String firstValue() {
		return "(SELECT " + this.key.columns().get(0).of("least_row") + " FROM ONLY " + this.relation
				+ " AS least_row ORDER BY " + this.key.ascending("least_row") + " LIMIT 1)";
	}

	private static String compare(String row, List<KeyColumn> columns, List<String> values,
			Function<Operators, String> operator) {
		if (columns.size() == 1) {
			return compareOne(row, columns.get(0), values.get(0), operator);
		}
		if (!isCommon(columns, operator)) {
			return compareInTurn(row, columns, values, operator);
		}
		return columns.stream().map((column) -> column.of(row)).collect(Collectors.joining(", ", "(", ")")) + " "
				+ operator.apply(columns.get(0).operators()) + " "
				+ IntStream.range(0, columns.size())
					.mapToObj((i) -> columns.get(i).literal(values.get(i)))
					.collect(Collectors.joining(", ", "(", ")"));
	}

	private static boolean isCommon(List<KeyColumn> columns, Function<Operators, String> operator) {
		return columns.stream().map((column) -> operator.apply(column.operators())).distinct().count() == 1;
	}

	/** Rows whose operators are in several schemas cannot be compared at once. */
	private static String compareInTurn(String row, List<KeyColumn> columns, List<String> values,
			Function<Operators, String> operator) {
		KeyColumn column = columns.get(0);
		if (columns.size() == 1) {
			return compareOne(row, column, values.get(0), operator);
		}
		boolean lower = operator.apply(column.operators()).equals(column.operators().more());
		return "(" + compareOne(row, column, values.get(0), lower ? Operators::atLeast : Operators::atMost) + " AND ("
				+ compareOne(row, column, values.get(0), Operators::equal) + " IS FALSE OR "
				+ compareInTurn(row, columns.subList(1, columns.size()), values.subList(1, values.size()), operator)
				+ "))";
	}

	private static String compareOne(String row, KeyColumn column, String value, Function<Operators, String> operator) {
		return column.of(row) + " " + operator.apply(column.operators()) + " " + column.literal(value);
	}

	private List<String> values(BackfillKey position) {
		if (position.values().size() != this.key.columns().size()) {
			throw new UnwalkableTableException(
					"The position (%s) in %s was not taken by the key of now, %s.".formatted(position, this.relation,
							this.key),
					"Begin the backfill anew, or name the key it began with: '-- migrator: key=…'.", null);
		}
		return position.values();
	}

}
