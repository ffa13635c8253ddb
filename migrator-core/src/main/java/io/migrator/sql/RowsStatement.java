package io.migrator.sql;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A statement that does the same to every row of one table, so that it can be run on a
 * part of the rows: {@code UPDATE}, {@code DELETE} or {@code INSERT … SELECT}. Holds the
 * text in pieces, between which a part can be named.
 *
 * @param kind what it does
 * @param table the table whose rows it walks: the one that is changed, or for
 * {@code INSERT} the first that is selected from
 * @param row what the statement calls a row of that table, as SQL that a column name can
 * follow with a dot
 * @param before the text before the table, without {@code ONLY}
 * @param between the text between the table, with its alias, and {@code WHERE}
 * @param where the condition after {@code WHERE} as written, or {@code null} if there is
 * none
 * @param after the text after the condition, without semicolon
 * @param remaining a condition on a row that tells that it is still to be done, if the
 * statement's own condition does, or {@code null}
 * @param doubts why running it again over the same rows may do harm, a sentence each;
 * empty if it is idempotent as far as its text tells
 * @param assigned the columns of that table that it changes, as in the catalog
 */
public record RowsStatement(Kind kind, QualifiedName table, String row, String before, String between,
		@Nullable String where, String after, @Nullable String remaining, List<String> doubts, Set<String> assigned) {

	public RowsStatement {
		doubts = List.copyOf(doubts);
		assigned = Set.copyOf(assigned);
	}

	/**
	 * The statement for some of the rows.
	 * @param relation the table, or a partition or child of it, as SQL; none of its
	 * children is touched
	 * @param condition which rows, where a row is called {@link #row}
	 * @return the statement, without semicolon
	 */
	public String within(String relation, String condition) {
		// a line break ends a comment that a piece may end with
		String restricted = (this.where != null) ? "(" + this.where + "\n) AND (" + condition + ")" : condition;
		return this.before + " ONLY " + relation + " AS " + this.row + this.between + "\nWHERE " + restricted + "\n"
				+ this.after;
	}

	/**
	 * The statement for all rows.
	 * @return the statement as it was written, without semicolon
	 */
	public String whole() {
		return this.before + " " + this.table + " AS " + this.row + this.between
				+ ((this.where != null) ? "\nWHERE " + this.where : "") + "\n" + this.after;
	}

	/**
	 * What a statement does to rows.
	 */
	public enum Kind {

		/** Changes them. */
		UPDATE,

		/** Deletes them. */
		DELETE,

		/** Inserts others made from them. */
		INSERT

	}

}
