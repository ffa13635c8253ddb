package io.migrator.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of objects that CREATE, ALTER and DROP know.
 */
final class ObjectKind {

	/** By the first word, those of more words first. */
	private static final Map<String, List<String>> KINDS = new TreeMap<>();

	static {
		for (String first : List.of("AGGREGATE", "CAST", "COLLATION", "CONVERSION", "DATABASE", "DOMAIN", "EXTENSION",
				"FUNCTION", "GROUP", "INDEX", "LANGUAGE", "OWNED", "POLICY", "PROCEDURE", "PUBLICATION", "ROLE",
				"ROUTINE", "RULE", "SCHEMA", "SEQUENCE", "SERVER", "STATISTICS", "SUBSCRIPTION", "SYSTEM", "TABLE",
				"TABLESPACE", "TRANSFORM", "TRIGGER", "TYPE", "VIEW")) {
			KINDS.put(first, List.of(first));
		}
		KINDS.put("ACCESS", List.of("ACCESS METHOD"));
		KINDS.put("DEFAULT", List.of("DEFAULT PRIVILEGES"));
		KINDS.put("EVENT", List.of("EVENT TRIGGER"));
		KINDS.put("FOREIGN", List.of("FOREIGN DATA WRAPPER", "FOREIGN TABLE"));
		KINDS.put("LARGE", List.of("LARGE OBJECT"));
		KINDS.put("MATERIALIZED", List.of("MATERIALIZED VIEW"));
		KINDS.put("OPERATOR", List.of("OPERATOR CLASS", "OPERATOR FAMILY", "OPERATOR"));
		KINDS.put("TEXT", List.of("TEXT SEARCH CONFIGURATION", "TEXT SEARCH DICTIONARY", "TEXT SEARCH PARSER",
				"TEXT SEARCH TEMPLATE"));
		KINDS.put("USER", List.of("USER MAPPING", "USER"));
	}

	private ObjectKind() {
	}

	/**
	 * The index behind the words that may stand between CREATE and the kind.
	 * @param tokens the statement
	 * @param from behind CREATE
	 * @return the index of the kind
	 */
	static int behindModifiers(Tokens tokens, int from) {
		int i = from;
		if (tokens.is(i, "or") && tokens.is(i + 1, "replace")) {
			i += 2;
		}
		while (isModifier(tokens, i)) {
			i++;
		}
		return i;
	}

	private static boolean isModifier(Tokens tokens, int i) {
		return tokens.is(i, "temp") || tokens.is(i, "temporary") || tokens.is(i, "local") || tokens.is(i, "global")
				|| tokens.is(i, "unlogged") || tokens.is(i, "unique") || tokens.is(i, "recursive")
				|| tokens.is(i, "trusted") || tokens.is(i, "procedural") || tokens.is(i, "constraint")
				|| (tokens.is(i, "default") && tokens.is(i + 1, "conversion"));
	}

	/**
	 * The kind of object at an index.
	 * @param tokens the statement
	 * @param index the index
	 * @return the kind in canonical words, or {@code null} if there is none
	 */
	static @Nullable String at(Tokens tokens, int index) {
		if (tokens.is(index, "procedural") && tokens.is(index + 1, "language")) {
			return "LANGUAGE";
		}
		Token first = tokens.get(index);
		if (first == null || first.type() != Token.Type.WORD) {
			return null;
		}
		for (String kind : KINDS.getOrDefault(first.text().toUpperCase(Locale.ROOT), List.of())) {
			if (matches(kind, tokens, index)) {
				return kind;
			}
		}
		return null;
	}

	private static boolean matches(String kind, Tokens tokens, int index) {
		int i = index;
		for (String word : kind.split(" ")) {
			if (!tokens.is(i++, word)) {
				return false;
			}
		}
		return true;
	}

	static int length(String kind) {
		return (int) kind.chars().filter((c) -> c == ' ').count() + 1;
	}

}
