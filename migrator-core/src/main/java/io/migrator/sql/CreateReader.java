package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads CREATE of everything but tables.
 */
final class CreateReader {

	private final Cursor cursor;

	private final boolean replace;

	private CreateReader(Cursor cursor, boolean replace) {
		this.cursor = cursor;
		this.replace = replace;
	}

	static @Nullable Fact read(Tokens tokens) {
		int at = ObjectKind.behindModifiers(tokens, 1);
		String kind = ObjectKind.at(tokens, at);
		if (kind == null) {
			return null;
		}
		boolean replace = tokens.is(1, "or");
		boolean temporary = false;
		boolean unlogged = false;
		boolean unique = false;
		for (int i = 1; i < at; i++) {
			temporary |= tokens.is(i, "temp") || tokens.is(i, "temporary");
			unlogged |= tokens.is(i, "unlogged");
			unique |= tokens.is(i, "unique");
		}
		Cursor cursor = new Cursor(tokens, at + ObjectKind.length(kind));
		CreateReader reader = new CreateReader(cursor, replace);
		return switch (kind) {
			case "TABLE", "FOREIGN TABLE" -> TableReader.read(cursor, temporary, unlogged);
			case "INDEX" -> reader.index(unique);
			case "VIEW", "MATERIALIZED VIEW" -> reader.view(kind.equals("MATERIALIZED VIEW"));
			case "FUNCTION", "PROCEDURE" -> reader.function(kind.equals("PROCEDURE"));
			case "TRIGGER", "POLICY", "RULE" -> reader.onTable(kind);
			case "TYPE" -> reader.type();
			default -> reader.object(kind);
		};
	}

	private @Nullable Fact index(boolean unique) {
		boolean concurrently = this.cursor.accept("concurrently");
		boolean ifNotExists = this.cursor.accept("if not exists");
		String name = this.cursor.at("on") ? null : this.cursor.identifier();
		if (!this.cursor.accept("on")) {
			return null;
		}
		boolean only = this.cursor.accept("only");
		QualifiedName table = this.cursor.name();
		if (table == null) {
			return null;
		}
		String method = this.cursor.accept("using") ? this.cursor.identifier() : null;
		List<String> keys = new ArrayList<>();
		if (this.cursor.acceptSymbol("(")) {
			do {
				int from = this.cursor.position();
				this.cursor.skipItem();
				keys.add(this.cursor.textFrom(from));
			}
			while (this.cursor.acceptSymbol(","));
			this.cursor.acceptSymbol(")");
		}
		String where = null;
		while (!this.cursor.atEnd() && where == null) {
			if (this.cursor.accept("where")) {
				int from = this.cursor.position();
				while (!this.cursor.atEnd()) {
					this.cursor.skip();
				}
				where = this.cursor.textFrom(from);
			}
			else {
				this.cursor.skip();
			}
		}
		return new Fact.CreateIndex(name, table, concurrently, ifNotExists, unique, only, method, List.copyOf(keys),
				where);
	}

	private @Nullable Fact view(boolean materialized) {
		boolean ifNotExists = this.cursor.accept("if not exists");
		QualifiedName name = this.cursor.name();
		boolean withData = true;
		while (!this.cursor.atEnd()) {
			withData &= !this.cursor.accept("with no data");
			if (!this.cursor.atEnd()) {
				this.cursor.skip();
			}
		}
		return (name != null) ? new Fact.CreateView(name, materialized, this.replace, ifNotExists, withData) : null;
	}

	private @Nullable Fact function(boolean procedure) {
		QualifiedName name = this.cursor.name();
		if (name == null) {
			return null;
		}
		this.cursor.skipParentheses();
		String language = null;
		String body = null;
		while (!this.cursor.atEnd()) {
			if (language == null && this.cursor.accept("language")) {
				String string = this.cursor.string();
				language = (string != null) ? string : this.cursor.identifier();
			}
			else if (body == null && this.cursor.accept("as")) {
				body = this.cursor.string();
			}
			else {
				this.cursor.skip();
			}
		}
		return new Fact.CreateFunction(name, procedure, this.replace, language, body);
	}

	private @Nullable Fact onTable(String kind) {
		String name = this.cursor.identifier();
		// a rule stands ON an event first
		String before = kind.equals("RULE") ? "to" : "on";
		while (!this.cursor.atEnd() && !this.cursor.at(before)) {
			this.cursor.skip();
		}
		QualifiedName table = this.cursor.accept(before) ? this.cursor.name() : null;
		return (name != null && table != null) ? new Fact.CreateOnTable(kind, name, table) : null;
	}

	private @Nullable Fact type() {
		QualifiedName name = this.cursor.name();
		if (name == null) {
			return null;
		}
		if (!this.cursor.accept("as enum")) {
			return new Fact.CreateObject("TYPE", name, false, false);
		}
		List<String> values = new ArrayList<>();
		if (this.cursor.acceptSymbol("(")) {
			for (String value = this.cursor.string(); value != null; value = this.cursor.string()) {
				values.add(value);
				this.cursor.acceptSymbol(",");
			}
		}
		return new Fact.CreateEnum(name, List.copyOf(values));
	}

	private @Nullable Fact object(String kind) {
		boolean ifNotExists = this.cursor.accept("if not exists");
		if (kind.equals("USER MAPPING") || kind.equals("CAST") || kind.equals("TRANSFORM")) {
			return null;
		}
		QualifiedName name = this.cursor.name();
		return (name != null) ? new Fact.CreateObject(kind, name, this.replace, ifNotExists) : null;
	}

}
