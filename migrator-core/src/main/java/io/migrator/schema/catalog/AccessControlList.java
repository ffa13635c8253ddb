package io.migrator.schema.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.migrator.schema.Names;

/**
 * Who may do what with an object. The owner, the role that reads, and everyone are
 * written as the key words {@code OWNER}, {@code CURRENT_USER} and {@code PUBLIC}, which
 * no quoted name can be.
 */
final class AccessControlList {

	private static final String LETTERS = "arwdDxtmXUCcTsA";

	private static final List<String> PRIVILEGES = List.of("INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE",
			"REFERENCES", "TRIGGER", "MAINTAIN", "EXECUTE", "USAGE", "CREATE", "CONNECT", "TEMPORARY", "SET",
			"ALTER SYSTEM");

	/** Grantee to privilege letters to whether they may be passed on. */
	private final Map<String, Map<Character, Boolean>> grants = new TreeMap<>();

	private boolean passedOn;

	/**
	 * Reads a list.
	 * @param items its items as texts, such as {@code "a b"=r*w/postgres}
	 * @param owner the object's owner
	 * @param reader the role that reads
	 * @return what they say
	 */
	static AccessControlList parse(String[] items, String owner, String reader) {
		AccessControlList list = new AccessControlList();
		for (String item : items) {
			list.add(item, owner, reader);
		}
		return list;
	}

	private void add(String item, String owner, String reader) {
		int end = endOfName(item, 0);
		String grantee = grantee(unquote(item.substring(0, end)), owner, reader);
		Map<Character, Boolean> privileges = this.grants.computeIfAbsent(grantee, (key) -> new TreeMap<>());
		int at = end + 1;
		for (; at < item.length() && item.charAt(at) != '/'; at++) {
			boolean grantable = at + 1 < item.length() && item.charAt(at + 1) == '*';
			privileges.merge(item.charAt(at), grantable, Boolean::logicalOr);
			at += grantable ? 1 : 0;
		}
		this.passedOn |= !unquote(item.substring(Math.min(at + 1, item.length()))).equals(owner);
	}

	private static int endOfName(String item, int start) {
		boolean quoted = false;
		for (int i = start; i < item.length(); i++) {
			char c = item.charAt(i);
			if (c == '"') {
				quoted = !quoted;
			}
			else if (c == '=' && !quoted) {
				return i;
			}
		}
		throw new IllegalStateException("Not an item of an access control list: " + item);
	}

	private static String unquote(String name) {
		return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
	}

	private static String grantee(String role, String owner, String reader) {
		if (role.isEmpty()) {
			return "PUBLIC";
		}
		return role.equals(owner) ? "OWNER" : role.equals(reader) ? "CURRENT_USER" : Names.quote(role);
	}

	/**
	 * Whether someone but the owner granted something.
	 * @return whether a privilege was passed on
	 */
	boolean passedOn() {
		return this.passedOn;
	}

	/**
	 * What was granted and revoked.
	 * @param base what the object began with
	 * @param all the letters of everything that can be granted on a table, or none for
	 * other kinds
	 * @return {@code +grantee=PRIVILEGE} and {@code -grantee=PRIVILEGE}, with an asterisk
	 * for the grant option, sorted
	 */
	List<String> relativeTo(AccessControlList base, String all) {
		List<String> entries = new ArrayList<>();
		compare("+", this, base, all, entries);
		compare("-", base, this, all, entries);
		entries.sort(null);
		return List.copyOf(entries);
	}

	private static void compare(String sign, AccessControlList one, AccessControlList other, String all,
			List<String> entries) {
		one.grants.forEach((grantee, privileges) -> {
			Map<Character, Boolean> others = other.grants.getOrDefault(grantee, Map.of());
			Map<Boolean, List<Character>> more = new TreeMap<>();
			privileges.forEach((letter, grantable) -> {
				Boolean same = others.get(letter);
				if (same == null || (grantable && !same)) {
					// What is missing altogether is missing with its grant option
					boolean star = grantable && ("+".equals(sign) || same != null);
					more.computeIfAbsent(star, (key) -> new ArrayList<>()).add(letter);
				}
			});
			more.forEach((grantable, letters) -> {
				String star = grantable ? "*" : "";
				if (letters.size() == all.length()) {
					entries.add(sign + grantee + "=ALL" + star);
				}
				else {
					letters.forEach((letter) -> entries.add(sign + grantee + "=" + name(letter) + star));
				}
			});
		});
	}

	private static String name(char letter) {
		int at = LETTERS.indexOf(letter);
		return (at >= 0) ? PRIVILEGES.get(at) : String.valueOf(letter);
	}

}
