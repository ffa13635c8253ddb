package io.migrator.schema.ddl;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the parentheses of a table that is made.
 */
final class TableParts {

	private TableParts() {
	}

	/**
	 * Writes columns and constraints, a line each.
	 * @param parts what is made with the table
	 * @param column writes a column with its default, or nothing if the column is there
	 * by itself
	 * @param constraints the order of constraints
	 * @return the lines
	 */
	static List<String> lines(List<Fact> parts, BiFunction<Fact, @Nullable Fact, String> column,
			Comparator<Fact> constraints) {
		Stream<String> columns = parts.stream()
			.filter((part) -> part.id().kind() == Kind.COLUMN)
			.sorted(Comparator.comparing((part) -> Integer.parseInt(part.required("_position"))))
			.map((part) -> column.apply(part, defaultOf(part, parts)))
			.filter((line) -> !line.isEmpty());
		Stream<String> rest = parts.stream()
			.filter((part) -> part.id().kind() == Kind.CONSTRAINT)
			.sorted(constraints)
			.map(ConstraintRule::inline);
		return Stream.concat(columns, rest).toList();
	}

	/**
	 * Writes what a column has besides what it takes from a type or parent.
	 * @param column the column
	 * @param value its default, or {@code null}
	 * @param introduction what stands between its name and the rest
	 * @return the line, or nothing if it has nothing besides
	 */
	static String additions(Fact column, @Nullable Fact value, String introduction) {
		String additions = ((value != null) ? " DEFAULT " + value.required("expression") : "")
				+ (column.is("not_null") ? " NOT NULL" : "");
		return additions.isEmpty() ? "" : Names.quote(Targets.sub(column.id())) + introduction + additions;
	}

	private static @Nullable Fact defaultOf(Fact column, List<Fact> parts) {
		return parts.stream()
			.filter((part) -> part.id().kind() == Kind.DEFAULT && column.id().equals(part.parent()))
			.findFirst()
			.orElse(null);
	}

}
