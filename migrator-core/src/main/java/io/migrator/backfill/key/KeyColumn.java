package io.migrator.backfill.key;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * A column of a key, with all that is needed to compare it as the index does, whatever
 * the search path.
 *
 * @param name its name as in the catalog
 * @param type its type, the one below if it is a domain, as SQL
 * @param collation its collation as SQL, or {@code null} for the default or none
 * @param operators the operators of its index
 */
record KeyColumn(String name, String type, @Nullable String collation, Operators operators) {

	/**
	 * The column of a row.
	 * @param row what the row is called
	 * @return the column as SQL
	 */
	String of(String row) {
		return row + "." + Quote.identifier(this.name);
	}

	/**
	 * A value of the column.
	 * @param value the value as text
	 * @return the value as SQL
	 */
	String literal(String value) {
		String literal = Quote.literal(value) + "::" + this.type;
		return (this.collation != null) ? "(" + literal + " COLLATE " + this.collation + ")" : literal;
	}

	/**
	 * Operators by which a B-tree sorts, as SQL.
	 *
	 * @param more greater than
	 * @param atLeast greater than or equal
	 * @param atMost less than or equal
	 * @param equal equal
	 */
	record Operators(String more, String atLeast, String atMost, String equal) {
	}

}
