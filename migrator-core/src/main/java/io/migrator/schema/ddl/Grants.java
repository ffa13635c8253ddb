package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Who may do what with an object at some moment of a script.
 */
final class Grants {

	private static final String OWNER = "OWNER";

	private final List<String> all;

	/** Grantee to privilege to whether it may be passed on. */
	private final Map<String, Map<String, Boolean>> held = new TreeMap<>();

	private Grants(List<String> all) {
		this.all = all;
	}

	/**
	 * Nobody may do anything.
	 * @param securable the sort of object
	 * @param version the major version of the server
	 * @return no grants
	 */
	static Grants none(Securable securable, int version) {
		return new Grants(securable.privileges(version));
	}

	/**
	 * What holds if nobody granted or revoked anything.
	 * @param securable the sort of object
	 * @param version the major version of the server
	 * @return the server's own defaults
	 */
	static Grants plain(Securable securable, int version) {
		Grants grants = none(securable, version);
		if (securable != Securable.COLUMN) {
			grants.all.forEach((privilege) -> grants.privileges(OWNER).put(privilege, false));
		}
		securable.forPublic().forEach((privilege) -> grants.privileges("PUBLIC").put(privilege, false));
		return grants;
	}

	private Map<String, Boolean> privileges(String grantee) {
		return this.held.computeIfAbsent(grantee, (key) -> new TreeMap<>());
	}

	/**
	 * Grants and revokes.
	 * @param entries what a snapshot says: {@code +grantee=PRIVILEGE} and the like
	 * @return this
	 */
	Grants change(Collection<String> entries) {
		for (String entry : entries) {
			int equals = entry.lastIndexOf('=');
			boolean grantable = entry.endsWith("*");
			String name = entry.substring(equals + 1, entry.length() - (grantable ? 1 : 0));
			Map<String, Boolean> privileges = privileges(entry.substring(1, equals));
			for (String privilege : "ALL".equals(name) ? this.all : List.of(name)) {
				if (entry.charAt(0) == '+') {
					privileges.put(privilege, grantable);
				}
				else if (grantable) {
					privileges.put(privilege, false);
				}
				else {
					privileges.remove(privilege);
				}
			}
		}
		return this;
	}

	Grants add(Grants others) {
		others.held.forEach((grantee, privileges) -> privileges
			.forEach((privilege, grantable) -> privileges(grantee).merge(privilege, grantable, Boolean::logicalOr)));
		return this;
	}

	/**
	 * Does as the server does when the owner changes: what the new one was granted
	 * becomes part of what the owner may do.
	 * @param owner the new owner, quoted where that is necessary
	 * @return this
	 */
	Grants ownedBy(String owner) {
		Map<String, Boolean> own = this.held.remove(owner);
		if (own != null) {
			own.forEach((privilege, grantable) -> privileges(OWNER).merge(privilege, grantable, Boolean::logicalOr));
		}
		return this;
	}

	boolean isEmpty() {
		return this.held.values().stream().allMatch(Map::isEmpty);
	}

	/**
	 * The privileges that a server of this version does not know.
	 * @return whether there is one
	 */
	boolean isBeyondServer() {
		return this.held.values().stream().anyMatch((privileges) -> !this.all.containsAll(privileges.keySet()));
	}

	/**
	 * What must be revoked to come to others.
	 * @param others what shall hold
	 * @return grants and grant options that are too many
	 */
	List<Grant> minus(Grants others) {
		List<Grant> grants = new ArrayList<>();
		this.held.forEach((grantee, privileges) -> {
			Map<String, Boolean> kept = others.held.getOrDefault(grantee, Map.of());
			add(grants, grantee, privileges, (privilege, grantable) -> !kept.containsKey(privilege), false);
			add(grants, grantee, privileges,
					(privilege, grantable) -> grantable && Boolean.FALSE.equals(kept.get(privilege)), true);
		});
		return grants;
	}

	/**
	 * What must be granted to come from others.
	 * @param others what holds
	 * @return grants that are missing
	 */
	List<Grant> beyond(Grants others) {
		List<Grant> grants = new ArrayList<>();
		this.held.forEach((grantee, privileges) -> {
			Map<String, Boolean> had = others.held.getOrDefault(grantee, Map.of());
			add(grants, grantee, privileges, (privilege, grantable) -> !grantable && !had.containsKey(privilege),
					false);
			add(grants, grantee, privileges,
					(privilege, grantable) -> grantable && !Boolean.TRUE.equals(had.get(privilege)), true);
		});
		return grants;
	}

	private void add(List<Grant> grants, String grantee, Map<String, Boolean> privileges, Chooser chooser,
			boolean option) {
		List<String> chosen = this.all.stream()
			.filter((privilege) -> privileges.containsKey(privilege)
					&& chooser.isChosen(privilege, privileges.get(privilege)))
			.toList();
		if (!chosen.isEmpty()) {
			grants.add(new Grant(grantee, chosen, chosen.size() == this.all.size() && chosen.size() > 1, option));
		}
	}

	/**
	 * What everyone but the owner has.
	 * @return the grantees
	 */
	List<String> others() {
		return this.held.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(OWNER) && !entry.getValue().isEmpty())
			.map(Map.Entry::getKey)
			.toList();
	}

	void forget(Collection<String> grantees) {
		this.held.keySet().removeAll(grantees);
	}

	/**
	 * What someone has of some privileges.
	 * @param grant whose and which
	 * @return what is held of it, or {@code null} for nothing
	 */
	@Nullable Grants only(Grant grant) {
		Grants grants = new Grants(this.all);
		this.held.getOrDefault(grant.grantee(), Map.of()).forEach((privilege, grantable) -> {
			if (grant.privileges().contains(privilege)) {
				grants.privileges(grant.grantee()).put(privilege, grantable);
			}
		});
		return grants.isEmpty() ? null : grants;
	}

	private interface Chooser {

		boolean isChosen(String privilege, boolean grantable);

	}

	/**
	 * Privileges of one grantee.
	 *
	 * @param grantee a quoted role or a key word
	 * @param privileges which
	 * @param all whether these are all that there are
	 * @param option whether it is about the grant option
	 */
	record Grant(String grantee, List<String> privileges, boolean all, boolean option) {

		String words() {
			return this.all ? "ALL" : String.join(", ", this.privileges);
		}

		String columnWords(String column) {
			return String.join(", ", this.privileges.stream().map((name) -> name + " (" + column + ")").toList());
		}

		String role(@Nullable String owner) {
			return !OWNER.equals(this.grantee) ? this.grantee : (owner != null) ? owner : "CURRENT_USER";
		}

	}

}
