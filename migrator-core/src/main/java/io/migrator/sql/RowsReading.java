package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * What came of reading a statement as one that can be run on a part of the rows.
 */
public sealed interface RowsReading {

	/**
	 * Reads a statement.
	 * @param statement the statement
	 * @return the statement in pieces, or why it cannot be
	 */
	static RowsReading of(Statement statement) {
		return of(statement, null);
	}

	/**
	 * Reads a statement that is to walk a certain table.
	 * @param statement the statement
	 * @param table the table, or {@code null} for the one that is changed or, for
	 * {@code INSERT}, the first that is selected from
	 * @return the statement in pieces, or why it cannot be
	 */
	static RowsReading of(Statement statement, @Nullable QualifiedName table) {
		try {
			return new RowsReader(statement, table).read();
		}
		catch (Unrecognised ex) {
			return new NotRecognised(ex.why());
		}
	}

	/**
	 * A statement that can be run on a part of the rows.
	 *
	 * @param statement the statement
	 */
	record Recognised(RowsStatement statement) implements RowsReading {
	}

	/**
	 * A statement that cannot, or that is not understood.
	 *
	 * @param why the reason, a sentence
	 */
	record NotRecognised(String why) implements RowsReading {
	}

	/**
	 * A statement that does not walk the table that it should.
	 *
	 * @param why what it does instead, a sentence
	 */
	record OtherTable(String why) implements RowsReading {
	}

}
