package io.migrator.schema;

import java.util.ArrayList;
import java.util.List;

/**
 * What is not the same in two schemas.
 *
 * @param differences one for each object, sorted by name
 */
public record SchemaDiff(List<Difference> differences) {

	/**
	 * Compares two schemas, as far as both were looked at: what the migrator that took
	 * the older one did not know of is no difference.
	 * @param before the one
	 * @param after the other
	 * @return what is new, gone or changed on the way from the one to the other
	 */
	public static SchemaDiff between(SchemaSnapshot before, SchemaSnapshot after) {
		List<Difference> differences = new ArrayList<>();
		for (Fact fact : before.facts()) {
			if (!after.knowledge().covers(fact)) {
				continue;
			}
			Fact other = after.find(fact.id());
			boolean was = counts(fact, before, after);
			boolean is = other != null && counts(other, before, after);
			if (was && is && other != null) {
				List<String> attributes = fact.attributes().differencesFrom(other.attributes());
				attributes.removeIf((name) -> !before.knowledge().covers(fact.id().kind(), name)
						|| !after.knowledge().covers(fact.id().kind(), name));
				if (!attributes.isEmpty()) {
					differences.add(new Difference(fact.id(), fact, other, attributes));
				}
			}
			else if (was || is) {
				differences.add(new Difference(fact.id(), was ? fact : null, is ? other : null, List.of()));
			}
		}
		for (Fact fact : after.facts()) {
			if (before.find(fact.id()) == null && before.knowledge().covers(fact) && counts(fact, before, after)) {
				differences.add(new Difference(fact.id(), null, fact, List.of()));
			}
		}
		differences.sort((one, other) -> one.id().compareTo(other.id()));
		return new SchemaDiff(List.copyOf(differences));
	}

	/**
	 * Compares two states of one object.
	 * @param before the one
	 * @param after the other
	 * @return the names of the attributes that differ
	 */
	public static List<String> between(Fact before, Fact after) {
		return before.attributes().differencesFrom(after.attributes());
	}

	/**
	 * What is implied by a parent's is compared only where the parent is no longer the
	 * same, because it stays behind then.
	 */
	private static boolean counts(Fact fact, SchemaSnapshot before, SchemaSnapshot after) {
		if (!fact.isImplied()) {
			return true;
		}
		Fact one = before.find(fact.parent());
		Fact other = after.find(fact.parent());
		return one != null && other != null && !one.list("inherits").equals(other.list("inherits"));
	}

	public boolean isEmpty() {
		return this.differences.isEmpty();
	}

}
