package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * A table as a statement names it.
 *
 * @param name the table
 * @param row what a row is called, as written
 * @param aliased whether that is another name than the table's
 * @param only whether its children are left out
 * @param start the index of its first token
 * @param end the index behind its last token, the alias included
 */
record TableItem(QualifiedName name, String row, boolean aliased, boolean only, int start, int end) {

	/**
	 * Reads a table.
	 * @param tokens the statement
	 * @param start where the table begins
	 * @param end where the statement ends
	 * @return the table, or {@code null} if there is none
	 */
	static @Nullable TableItem read(Tokens tokens, int start, int end) {
		Cursor cursor = new Cursor(tokens, start);
		boolean only = cursor.accept("only");
		boolean parenthesised = only && cursor.acceptSymbol("(");
		QualifiedName name = cursor.name();
		Token last = tokens.get(cursor.position() - 1);
		if (name == null || last == null || (parenthesised && !cursor.acceptSymbol(")")) || cursor.atSymbol("(")) {
			return null;
		}
		cursor.acceptSymbol("*");
		Token alias = alias(cursor, end);
		String row = ((alias != null) ? alias : last).text();
		return new TableItem(name, row, alias != null, only, start, cursor.position());
	}

	private static @Nullable Token alias(Cursor cursor, int end) {
		boolean announced = cursor.accept("as");
		Token alias = (cursor.position() < end) ? cursor.tokens().get(cursor.position()) : null;
		if (alias == null || cursor.tokens().identifier(cursor.position()) == null) {
			return null;
		}
		if (alias.type() == Token.Type.WORD && !announced && (alias.is("set") || KeyWords.isReserved(alias.text())
				|| KeyWords.isReservedUnlessCalled(alias.text()))) {
			return null;
		}
		cursor.moveTo(cursor.position() + 1);
		return alias;
	}

	/**
	 * Whether this may be the table of another name; a name without schema is taken to be
	 * in {@code public}.
	 * @param other the other name
	 * @return whether both mean the same, as far as the text tells
	 */
	boolean isProbably(QualifiedName other) {
		return this.name.name().equals(other.name()) && schema(this.name).equals(schema(other));
	}

	private static String schema(QualifiedName name) {
		return (name.schema() != null) ? name.schema() : "public";
	}

	/**
	 * Whether somebody who writes another name can mean this table.
	 * @param other the other name
	 * @return whether nothing in the names says no
	 */
	boolean answersTo(QualifiedName other) {
		return this.name.name().equals(other.name())
				&& (this.name.schema() == null || other.schema() == null || this.name.schema().equals(other.schema()));
	}

}
