package io.migrator.sql;

import org.jspecify.annotations.Nullable;

/**
 * Reads ALTER and DROP.
 */
final class AlterReader {

	private AlterReader() {
	}

	static @Nullable Fact alter(Tokens tokens) {
		String kind = ObjectKind.at(tokens, 1);
		if (kind == null || kind.equals("SYSTEM") || kind.equals("DEFAULT PRIVILEGES")) {
			return null;
		}
		Cursor cursor = new Cursor(tokens, 1 + ObjectKind.length(kind));
		if (kind.equals("TABLE") || kind.equals("FOREIGN TABLE")) {
			return AlterTableReader.read(cursor, kind);
		}
		cursor.accept("if exists");
		QualifiedName name = cursor.name();
		if (name == null) {
			return null;
		}
		cursor.skipParentheses();
		if (kind.equals("TYPE")) {
			Fact fact = enumValue(cursor, name);
			if (fact != null) {
				return fact;
			}
		}
		return other(cursor, kind, name);
	}

	private static @Nullable Fact enumValue(Cursor cursor, QualifiedName type) {
		if (cursor.accept("add value")) {
			boolean ifNotExists = cursor.accept("if not exists");
			String value = cursor.string();
			return (value != null) ? new Fact.AddEnumValue(type, value, ifNotExists) : null;
		}
		if (cursor.accept("rename value")) {
			String from = cursor.string();
			String to = cursor.accept("to") ? cursor.string() : null;
			return (from != null && to != null) ? new Fact.RenameEnumValue(type, from, to) : null;
		}
		return null;
	}

	private static Fact other(Cursor cursor, String kind, QualifiedName name) {
		int from = cursor.position();
		boolean onTable = cursor.accept("on");
		if (onTable) {
			cursor.name();
		}
		if (cursor.accept("rename to")) {
			String to = cursor.identifier();
			if (to != null) {
				return new Fact.Rename(kind, name, to);
			}
		}
		if (cursor.accept("set schema")) {
			String schema = cursor.identifier();
			if (schema != null) {
				return new Fact.SetSchema(kind, name, schema);
			}
		}
		while (!cursor.atEnd()) {
			cursor.skip();
		}
		return new Fact.AlterObject(kind, name, cursor.textFrom(from));
	}

	static @Nullable Fact drop(Tokens tokens) {
		String kind = ObjectKind.at(tokens, 1);
		if (kind == null || kind.equals("CAST") || kind.equals("TRANSFORM") || kind.equals("USER MAPPING")
				|| kind.equals("OWNED")) {
			return null;
		}
		Cursor cursor = new Cursor(tokens, 1 + ObjectKind.length(kind));
		boolean concurrently = kind.equals("INDEX") && cursor.accept("concurrently");
		boolean ifExists = cursor.accept("if exists");
		var names = cursor.names();
		if (names.isEmpty()) {
			return null;
		}
		if (cursor.accept("on")) {
			cursor.name();
		}
		boolean cascade = cursor.accept("cascade");
		return switch (kind) {
			case "INDEX" -> new Fact.DropIndex(names, concurrently, ifExists);
			case "TABLE" -> new Fact.DropTable(names, ifExists, cascade);
			default -> new Fact.DropObjects(kind, names, ifExists, cascade);
		};
	}

}
