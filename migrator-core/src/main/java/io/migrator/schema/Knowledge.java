package io.migrator.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * What a version of the migrator looks at: the kinds that it models and the names of
 * their attributes. Two snapshots can be compared only in what both know.
 */
final class Knowledge {

	/** Says of what kind an object is that only a later version models. */
	static final String LATER_KIND = "_kind";

	/** What this version looks at. */
	static final Knowledge ALL = new Knowledge(null);

	/** What any object can have, though most have not. */
	private static final Set<String> OF_ALL_KINDS = Set.of("comment", "grants", "index_comment", "member_privileges",
			"privileges", "security_labels", "sequence_comment", "sequence_privileges");

	private final @Nullable Map<Kind, Set<String>> attributes;

	private Knowledge(@Nullable Map<Kind, Set<String>> attributes) {
		this.attributes = attributes;
	}

	/**
	 * The knowledge of another version.
	 * @param attributes the names by kind; what is not in it was not looked at
	 * @return the knowledge
	 */
	static Knowledge of(Map<Kind, Set<String>> attributes) {
		return new Knowledge(attributes);
	}

	boolean covers(Fact fact) {
		return fact.text(LATER_KIND) == null
				&& (this.attributes == null || this.attributes.containsKey(fact.id().kind()));
	}

	boolean covers(Kind kind, String attribute) {
		return this.attributes == null
				|| this.attributes.getOrDefault(kind, Collections.emptySet()).contains(attribute);
	}

	/**
	 * What was looked at, to be written down.
	 * @param facts what was found
	 * @return the names by kind, sorted, with the kinds of which nothing was found
	 */
	Map<Kind, Set<String>> attributes(Collection<Fact> facts) {
		if (this.attributes != null) {
			return this.attributes;
		}
		Map<Kind, Set<String>> names = new EnumMap<>(Kind.class);
		Arrays.asList(Kind.values()).forEach((kind) -> names.put(kind, new TreeSet<>(OF_ALL_KINDS)));
		for (Fact fact : facts) {
			names.computeIfAbsent(fact.id().kind(), (kind) -> new TreeSet<>()).addAll(fact.attributes().knownNames());
		}
		return names;
	}

}
