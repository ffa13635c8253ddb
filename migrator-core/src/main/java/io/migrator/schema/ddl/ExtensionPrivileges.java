package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Fact;
import org.jspecify.annotations.Nullable;

/**
 * Privileges on members of extensions that are not what the extension's script made them.
 */
final class ExtensionPrivileges {

	private static final Map<String, String> WORDS = Map.ofEntries(Map.entry("table", ""), Map.entry("view", ""),
			Map.entry("materialized view", ""), Map.entry("foreign table", ""), Map.entry("sequence", "SEQUENCE "),
			Map.entry("function", "FUNCTION "), Map.entry("aggregate", "FUNCTION "),
			Map.entry("procedure", "PROCEDURE "), Map.entry("type", "TYPE "), Map.entry("schema", "SCHEMA "),
			Map.entry("language", "LANGUAGE "), Map.entry("foreign-data wrapper", "FOREIGN DATA WRAPPER "),
			Map.entry("server", "FOREIGN SERVER "));

	/** No name begins so, since this word is quoted in names. */
	private static final String COLUMN = "column ";

	private ExtensionPrivileges() {
	}

	/**
	 * Writes what leads from some privileges to those of an extension.
	 * @param before what holds: {@code function public.f(integer): +grantee=PRIVILEGE}
	 * @param extension the extension
	 * @param work where the actions go
	 */
	static void change(List<String> before, Fact extension, Work work) {
		List<String> after = extension.list("member_privileges");
		List<String> statements = new ArrayList<>();
		Set<String> known = new HashSet<>(before);
		Set<String> wanted = new HashSet<>(after);
		before.stream().filter((entry) -> !wanted.contains(entry)).forEach((entry) -> {
			String statement = statement(entry, false);
			statements.add((statement != null) ? statement : "");
		});
		after.stream().filter((entry) -> !known.contains(entry)).forEach((entry) -> {
			String statement = statement(entry, true);
			statements.add((statement != null) ? statement : "");
		});
		Action last = null;
		for (String statement : statements) {
			if (statement.isEmpty()) {
				work.unsupported().add(extension.id());
				return;
			}
			last = work.alter(extension.id(), statement).late().after(last);
		}
	}

	private static @Nullable String statement(String entry, boolean wanted) {
		int colon = entry.lastIndexOf(": ");
		String type = WORDS.keySet()
			.stream()
			.filter((word) -> entry.startsWith(word + " "))
			.max((one, other) -> one.length() - other.length())
			.orElse(null);
		if (type == null) {
			return null;
		}
		String name = entry.substring(type.length() + 1, colon);
		String column = "";
		if (name.startsWith(COLUMN)) {
			int dot = lastDot(name);
			column = " (" + name.substring(dot + 1) + ")";
			name = name.substring(COLUMN.length(), dot);
		}
		String object = WORDS.get(type) + name;
		String change = entry.substring(colon + 2);
		int equals = change.lastIndexOf('=');
		boolean option = change.endsWith("*");
		String privilege = change.substring(equals + 1, change.length() - (option ? 1 : 0)) + column;
		String role = change.substring(1, equals).replace("OWNER", "CURRENT_USER");
		return ((change.charAt(0) == '+') == wanted)
				? "GRANT " + privilege + " ON " + object + " TO " + role + (option ? " WITH GRANT OPTION" : "")
				: "REVOKE " + (option && change.charAt(0) == '-' ? "GRANT OPTION FOR " : "") + privilege + " ON "
						+ object + " FROM " + role;
	}

	private static int lastDot(String name) {
		int dot = -1;
		boolean quoted = false;
		for (int i = 0; i < name.length(); i++) {
			quoted ^= name.charAt(i) == '"';
			dot = (!quoted && name.charAt(i) == '.') ? i : dot;
		}
		return dot;
	}

}
