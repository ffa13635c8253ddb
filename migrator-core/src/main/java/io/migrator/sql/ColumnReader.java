package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads column definitions.
 */
final class ColumnReader {

	private static final List<String> CLAUSES = List.of("constraint", "not null", "null", "check", "default",
			"generated", "unique", "primary key", "references", "collate", "storage", "compression", "deferrable",
			"not deferrable", "initially", "options", "using", "no inherit", "not valid", "with options");

	private final Cursor cursor;

	private @Nullable String defaultExpression;

	private @Nullable String generated;

	private boolean identity;

	private ColumnReader(Cursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Reads a column and steps behind it.
	 * @param cursor stands at the column's name
	 * @return the column, or {@code null} if there is none
	 */
	static @Nullable Column read(Cursor cursor) {
		String name = cursor.identifier();
		if (name == null) {
			return null;
		}
		ColumnReader reader = new ColumnReader(cursor);
		Column column = reader.readBehind(name);
		cursor.skipItem();
		return column;
	}

	/**
	 * Reads a type.
	 * @param cursor stands at the type
	 * @return the type, words folded
	 */
	static String type(Cursor cursor) {
		int from = cursor.position();
		while (!cursor.atItemEnd() && !atClause(cursor)) {
			cursor.skip();
		}
		return cursor.typeFrom(from);
	}

	static boolean atClause(Cursor cursor) {
		return CLAUSES.stream().anyMatch(cursor::at);
	}

	private Column readBehind(String name) {
		String type = type(this.cursor);
		List<Constraint> constraints = new ArrayList<>();
		while (!this.cursor.atItemEnd()) {
			int before = this.cursor.position();
			if (!clause()) {
				Constraint constraint = ConstraintReader.read(this.cursor, name);
				if (constraint != null) {
					constraints.add(constraint);
				}
			}
			if (this.cursor.position() == before) {
				this.cursor.skip();
			}
		}
		boolean notNull = constraints.stream()
			.anyMatch((constraint) -> constraint.kind() == Constraint.Kind.NOT_NULL
					|| constraint.kind() == Constraint.Kind.PRIMARY_KEY);
		return new Column(name, type, notNull || this.identity, this.defaultExpression, this.generated, this.identity,
				List.copyOf(constraints));
	}

	private boolean clause() {
		if (this.cursor.accept("default")) {
			this.defaultExpression = expression(this.cursor);
			return true;
		}
		if (this.cursor.accept("collate")) {
			return this.cursor.name() != null;
		}
		if (this.cursor.accept("generated")) {
			this.cursor.accept("always");
			this.cursor.accept("by default");
			this.cursor.accept("as");
			this.identity = this.cursor.accept("identity");
			int from = this.cursor.position();
			this.cursor.skipParentheses();
			this.generated = this.identity ? null : this.cursor.textFrom(from);
			return true;
		}
		return false;
	}

	/**
	 * Reads an expression up to the next clause.
	 * @param cursor stands at the expression
	 * @return the expression as written
	 */
	static String expression(Cursor cursor) {
		int from = cursor.position();
		if (!cursor.atItemEnd()) {
			cursor.skip();
		}
		while (!cursor.atItemEnd() && !atClause(cursor)) {
			cursor.skip();
		}
		return cursor.textFrom(from);
	}

}
