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
			if (other == null) {
				differences.add(new Difference(fact.id(), fact, null, List.of()));
				continue;
			}
			List<String> attributes = fact.attributes().differencesFrom(other.attributes());
			attributes.removeIf((name) -> !before.knowledge().covers(fact.id().kind(), name)
					|| !after.knowledge().covers(fact.id().kind(), name));
			if (!attributes.isEmpty()) {
				differences.add(new Difference(fact.id(), fact, other, attributes));
			}
		}
		for (Fact fact : after.facts()) {
			if (before.find(fact.id()) == null && before.knowledge().covers(fact)) {
				differences.add(new Difference(fact.id(), null, fact, List.of()));
			}
		}
		differences.sort((one, other) -> one.id().compareTo(other.id()));
		return new SchemaDiff(List.copyOf(differences));
	}

	public boolean isEmpty() {
		return this.differences.isEmpty();
	}

}
