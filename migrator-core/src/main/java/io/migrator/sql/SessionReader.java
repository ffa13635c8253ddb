package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads SET, RESET and calls of {@code set_config}.
 */
final class SessionReader {

	private SessionReader() {
	}

	static @Nullable Fact set(Cursor cursor) {
		if (cursor.at("constraints") || cursor.at("transaction") || cursor.at("session characteristics")) {
			return null;
		}
		boolean local = cursor.accept("local");
		if (!local && !cursor.at("session authorization")) {
			cursor.accept("session");
		}
		if (cursor.accept("session authorization")) {
			return parameter("session_authorization", values(cursor), local);
		}
		if (cursor.accept("time zone")) {
			return parameter("timezone", values(cursor), local);
		}
		if (cursor.accept("xml option")) {
			return parameter("xmloption", values(cursor), local);
		}
		if (cursor.accept("names")) {
			return parameter("client_encoding", values(cursor), local);
		}
		String name = parameterName(cursor);
		if (name == null) {
			return null;
		}
		if (name.equals("schema") && cursor.tokens().string(cursor.position()) != null) {
			return parameter("search_path", values(cursor), local);
		}
		if (!cursor.acceptSymbol("=")) {
			cursor.accept("to");
		}
		return parameter(name, values(cursor), local);
	}

	static @Nullable Fact reset(Cursor cursor) {
		if (cursor.accept("session authorization")) {
			return parameter("session_authorization", List.of(), false);
		}
		if (cursor.accept("time zone")) {
			return parameter("timezone", List.of(), false);
		}
		String name = parameterName(cursor);
		return (name != null) ? parameter(name, List.of(), false) : null;
	}

	static @Nullable Fact config(Tokens tokens) {
		SetConfig call = SetConfig.find(tokens, 1);
		String name = (call != null) ? call.name() : null;
		if (call == null || name == null) {
			return null;
		}
		String value = call.value();
		return parameter(name, (value != null) ? List.of(value) : List.of(), call.local());
	}

	private static @Nullable String parameterName(Cursor cursor) {
		String first = cursor.identifier();
		if (first == null) {
			return null;
		}
		StringBuilder name = new StringBuilder(first);
		while (cursor.acceptSymbol(".")) {
			name.append('.').append(cursor.identifier());
		}
		return name.toString();
	}

	private static List<String> values(Cursor cursor) {
		List<String> values = new ArrayList<>();
		if (cursor.accept("default")) {
			return values;
		}
		while (!cursor.atEnd()) {
			String value = cursor.tokens().value(cursor.position());
			int from = cursor.position();
			cursor.skipItem();
			boolean single = cursor.position() == from + 1;
			values.add((single && value != null) ? value : cursor.textFrom(from));
			if (!cursor.acceptSymbol(",")) {
				break;
			}
		}
		return values;
	}

	private static Fact parameter(String name, List<String> values, boolean local) {
		return new Fact.SetParameter(name.toLowerCase(Locale.ROOT), List.copyOf(values), local);
	}

}
