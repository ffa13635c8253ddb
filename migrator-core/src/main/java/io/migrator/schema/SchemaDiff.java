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
	 * Compares two schemas.
	 * @param before the one
	 * @param after the other
	 * @return what is new, gone or changed on the way from the one to the other
	 */
	public static SchemaDiff between(SchemaSnapshot before, SchemaSnapshot after) {
		List<Difference> differences = new ArrayList<>();
		for (Fact fact : before.facts()) {
			Fact other = after.find(fact.id());
			if (other == null) {
				differences.add(new Difference(fact.id(), fact, null, List.of()));
				continue;
			}
			List<String> attributes = fact.attributes().differencesFrom(other.attributes());
			if (!attributes.isEmpty()) {
				differences.add(new Difference(fact.id(), fact, other, attributes));
			}
		}
		for (Fact fact : after.facts()) {
			if (before.find(fact.id()) == null) {
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
