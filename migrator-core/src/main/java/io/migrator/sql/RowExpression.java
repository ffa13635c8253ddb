package io.migrator.sql;

import java.util.Collection;

import org.jspecify.annotations.Nullable;

/**
 * An expression over the columns of a table, as in the {@code SET} of an {@code UPDATE}.
 */
public final class RowExpression {

	private RowExpression() {
	}

	/**
	 * Writes an expression for a row that has a name, such as {@code NEW} in a trigger.
	 * @param expression the expression
	 * @param table the name of the table, which columns may be qualified with
	 * @param columns the names of the columns, as in the catalog
	 * @param row what the row is called, as SQL
	 * @return the expression with the row's name before each column
	 */
	public static String of(String expression, String table, Collection<String> columns, String row) {
		Tokens tokens = new Tokens(expression, true);
		StringBuilder text = new StringBuilder();
		int copied = 0;
		for (int i = 0; tokens.get(i) != null; i++) {
			Token token = tokens.get(i);
			String name = tokens.identifier(i);
			if (token == null || name == null || isBehind(tokens, i, ".") || isNoColumn(tokens, i)) {
				continue;
			}
			text.append(expression, copied, token.start());
			copied = token.start();
			if (!tokens.isSymbol(i + 1, ".")) {
				text.append(columns.contains(name) ? row + "." : "");
			}
			else if (name.equals(table) && isColumn(tokens.identifier(i + 2), columns)) {
				text.append(row);
				copied = token.end();
			}
		}
		return text.append(expression.substring(copied)).toString();
	}

	private static boolean isColumn(@Nullable String name, Collection<String> columns) {
		return name != null && columns.contains(name);
	}

	/** A function, a type, the name of an argument, or the field of EXTRACT. */
	private static boolean isNoColumn(Tokens tokens, int index) {
		boolean field = index > 1 && isBehind(tokens, index, "(") && tokens.is(index - 2, "extract");
		boolean type = index > 0 && (tokens.is(index - 1, "as") || tokens.is(index - 1, "collate"));
		return tokens.isSymbol(index + 1, "(") || tokens.isSymbol(index + 1, "=>") || isBehind(tokens, index, "::")
				|| type || field;
	}

	private static boolean isBehind(Tokens tokens, int index, String symbol) {
		return index > 0 && tokens.isSymbol(index - 1, symbol);
	}

}
