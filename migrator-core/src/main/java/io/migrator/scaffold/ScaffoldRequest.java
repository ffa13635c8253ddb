package io.migrator.scaffold;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change of a column that takes several releases. Names are written as in SQL: what is
 * not in double quotes is folded to lower case, unless it exists as it is written.
 */
public sealed interface ScaffoldRequest {

	/**
	 * The table.
	 * @return its name, maybe with its schema
	 */
	String table();

	/**
	 * The column that is changed.
	 * @return its name
	 */
	String column();

	/**
	 * Gives a column another name.
	 *
	 * @param table the table
	 * @param column the column
	 * @param to its new name
	 */
	record RenameColumn(String table, String column, String to) implements ScaffoldRequest {
	}

	/**
	 * Gives a column another type, in a new column.
	 *
	 * @param table the table
	 * @param column the column
	 * @param type the new type, as SQL
	 * @param using the new value as an expression over the columns of a row, or
	 * {@code null} for a cast
	 * @param back the old value as an expression over the new column, or {@code null} for
	 * a cast; without a way back only the old column may be written alone
	 * @param to the name of the new column, or {@code null} for one made of the old name
	 */
	record ChangeType(String table, String column, String type, @Nullable String using, @Nullable String back,
			@Nullable String to) implements ScaffoldRequest {
	}

	/**
	 * Lets a column hold no NULL any more.
	 *
	 * @param table the table
	 * @param column the column
	 * @param value what takes the place of NULL, as an expression over the columns of a
	 * row, or {@code null} if there is no NULL to replace
	 */
	record AddNotNull(String table, String column, @Nullable String value) implements ScaffoldRequest {
	}

	/**
	 * Puts what is in one column into several.
	 *
	 * @param table the table
	 * @param column the column
	 * @param into the new columns
	 * @param join the old value as an expression over the new columns, or {@code null} if
	 * there is no way back
	 */
	record SplitColumn(String table, String column, List<Part> into, @Nullable String join) implements ScaffoldRequest {

		public SplitColumn {
			into = List.copyOf(into);
		}

	}

	/**
	 * Takes a column away.
	 *
	 * @param table the table
	 * @param column the column
	 */
	record DropColumn(String table, String column) implements ScaffoldRequest {
	}

	/**
	 * A column that comes out of another.
	 *
	 * @param name its name
	 * @param expression its value as an expression over the columns of a row
	 */
	record Part(String name, String expression) {
	}

}
