package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads CREATE TABLE.
 */
final class TableReader {

	private TableReader() {
	}

	static @Nullable Fact read(Cursor cursor, boolean temporary, boolean unlogged) {
		boolean ifNotExists = cursor.accept("if not exists");
		QualifiedName name = cursor.name();
		if (name == null) {
			return null;
		}
		QualifiedName partitionOf = cursor.accept("partition of") ? cursor.name() : null;
		if (cursor.accept("of")) {
			cursor.name();
		}
		List<Column> columns = new ArrayList<>();
		List<Constraint> constraints = new ArrayList<>();
		if (cursor.atSymbol("(")) {
			elements(cursor, columns, constraints);
		}
		boolean partitioned = false;
		boolean asQuery = false;
		while (!cursor.atEnd() && !asQuery) {
			partitioned |= cursor.accept("partition by");
			asQuery = cursor.accept("as");
			if (!cursor.atEnd()) {
				cursor.skip();
			}
		}
		return new Fact.CreateTable(name, ifNotExists, temporary || isTemporary(name), unlogged, List.copyOf(columns),
				List.copyOf(constraints), partitionOf, partitioned, asQuery);
	}

	private static boolean isTemporary(QualifiedName name) {
		return "pg_temp".equals(name.schema());
	}

	private static void elements(Cursor cursor, List<Column> columns, List<Constraint> constraints) {
		int end = cursor.tokens().behindParentheses(cursor.position());
		cursor.acceptSymbol("(");
		while (cursor.position() < end - 1 && !cursor.atEnd()) {
			if (ConstraintReader.startsHere(cursor)) {
				Constraint constraint = ConstraintReader.read(cursor, null);
				if (constraint != null) {
					constraints.add(constraint);
				}
			}
			else if (!cursor.at("like")) {
				Column column = ColumnReader.read(cursor);
				if (column != null) {
					columns.add(column);
				}
			}
			cursor.skipItem();
			if (!cursor.acceptSymbol(",")) {
				break;
			}
		}
		cursor.moveTo(end);
	}

}
