package io.migrator.schema;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

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
		int at = 0;
		int otherAt = 0;
		while (at < before.facts().size() || otherAt < after.facts().size()) {
			Fact fact = (at < before.facts().size()) ? before.facts().get(at) : null;
			Fact other = (otherAt < after.facts().size()) ? after.facts().get(otherAt) : null;
			int order = (fact == null) ? 1 : (other == null) ? -1 : fact.id().compareTo(other.id());
			Difference difference = difference((order <= 0) ? fact : null, (order >= 0) ? other : null, before, after);
			if (difference != null) {
				differences.add(difference);
			}
			at += (order <= 0) ? 1 : 0;
			otherAt += (order >= 0) ? 1 : 0;
		}
		return new SchemaDiff(List.copyOf(differences));
	}

	private static @Nullable Difference difference(@Nullable Fact fact, @Nullable Fact other, SchemaSnapshot before,
			SchemaSnapshot after) {
		boolean known = (fact != null) ? after.knowledge().covers(fact)
				: other != null && before.knowledge().covers(other);
		Fact was = (known && fact != null && counts(fact, before, after)) ? fact : null;
		Fact is = (known && other != null && counts(other, before, after)) ? other : null;
		if (was != null && is != null) {
			return changes(was, is, before, after);
		}
		Fact one = (was != null) ? was : is;
		return (one != null) ? new Difference(one.id(), was, is, List.of()) : null;
	}

	private static @Nullable Difference changes(Fact fact, Fact other, SchemaSnapshot before, SchemaSnapshot after) {
		List<String> attributes = fact.attributes().differencesFrom(other.attributes());
		attributes.removeIf((name) -> !before.knowledge().covers(fact.id().kind(), name)
				|| !after.knowledge().covers(fact.id().kind(), name));
		return attributes.isEmpty() ? null : new Difference(fact.id(), fact, other, attributes);
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
