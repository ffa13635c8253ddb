package io.migrator.sql;

import java.util.List;

import io.migrator.sql.Constraint.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads constraints of tables and columns.
 */
final class ConstraintReader {

	private final Cursor cursor;

	private final @Nullable String name;

	private final @Nullable String column;

	private ConstraintReader(Cursor cursor, @Nullable String name, @Nullable String column) {
		this.cursor = cursor;
		this.name = name;
		this.column = column;
	}

	/**
	 * Reads a constraint and steps behind it.
	 * @param cursor stands at the constraint
	 * @param column the column at which it stands, or {@code null} if at the table
	 * @return the constraint, or {@code null} if there is none
	 */
	static @Nullable Constraint read(Cursor cursor, @Nullable String column) {
		String name = cursor.accept("constraint") ? cursor.identifier() : null;
		return new ConstraintReader(cursor, name, column).read();
	}

	static boolean startsHere(Cursor cursor) {
		return cursor.at("constraint") || cursor.at("primary key") || cursor.at("foreign key") || cursor.at("check")
				|| cursor.at("unique") || cursor.at("exclude") || cursor.at("not null");
	}

	private @Nullable Constraint read() {
		if (this.cursor.accept("not null")) {
			String named = (this.column == null) ? this.cursor.identifier() : this.column;
			return build(Kind.NOT_NULL, (named != null) ? List.of(named) : List.of(), null, null);
		}
		if (this.cursor.accept("check")) {
			int from = this.cursor.position();
			this.cursor.skipParentheses();
			return build(Kind.CHECK, List.of(), this.cursor.textFrom(from), null);
		}
		if (this.cursor.accept("primary key")) {
			return key(Kind.PRIMARY_KEY);
		}
		if (this.cursor.accept("unique")) {
			return key(Kind.UNIQUE);
		}
		if (this.cursor.accept("exclude")) {
			if (this.cursor.accept("using")) {
				this.cursor.identifier();
			}
			this.cursor.skipParentheses();
			return build(Kind.EXCLUDE, List.of(), null, null);
		}
		if (this.cursor.accept("foreign key")) {
			List<String> columns = this.cursor.columns();
			return this.cursor.accept("references") ? references(columns) : null;
		}
		if (this.column != null && this.cursor.accept("references")) {
			return references(List.of(this.column));
		}
		return null;
	}

	private Constraint key(Kind kind) {
		this.cursor.accept("nulls not distinct");
		this.cursor.accept("nulls distinct");
		if (this.cursor.accept("using index") && this.column == null) {
			return build(kind, List.of(), null, this.cursor.identifier());
		}
		List<String> columns = this.cursor.columns();
		boolean atColumn = columns.isEmpty() && this.column != null;
		return build(kind, atColumn ? List.of(this.column) : columns, null, null);
	}

	private Constraint references(List<String> columns) {
		QualifiedName table = this.cursor.name();
		List<String> referenced = this.cursor.columns();
		Attributes attributes = attributes();
		return new Constraint(this.name, Kind.FOREIGN_KEY, List.copyOf(columns), null, table, List.copyOf(referenced),
				null, attributes.notValid(), attributes.deferrable());
	}

	private Constraint build(Kind kind, List<String> columns, @Nullable String expression, @Nullable String index) {
		Attributes attributes = attributes();
		return new Constraint(this.name, kind, List.copyOf(columns), expression, null, List.of(), index,
				attributes.notValid(), attributes.deferrable());
	}

	private Attributes attributes() {
		boolean notValid = false;
		boolean deferrable = false;
		while (!this.cursor.atItemEnd()) {
			if (this.cursor.accept("not valid")) {
				notValid = true;
			}
			else if (this.cursor.accept("deferrable") || this.cursor.accept("initially deferred")) {
				deferrable = true;
			}
			else if (this.cursor.accept("on delete") || this.cursor.accept("on update")) {
				this.cursor.accept("set");
				this.cursor.skip();
				this.cursor.skipParentheses();
			}
			else if (this.cursor.accept("initially") || this.cursor.accept("match")
					|| this.cursor.accept("using index tablespace")) {
				this.cursor.skip();
			}
			else if (this.cursor.accept("include") || this.cursor.accept("with") || this.cursor.accept("where")) {
				this.cursor.skipParentheses();
			}
			else if (!this.cursor.accept("not deferrable") && !this.cursor.accept("no inherit")
					&& !this.cursor.accept("enforced") && !this.cursor.accept("not enforced")) {
				break;
			}
		}
		return new Attributes(notValid, deferrable);
	}

	private record Attributes(boolean notValid, boolean deferrable) {

	}

}
