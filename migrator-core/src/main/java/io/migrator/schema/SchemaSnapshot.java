package io.migrator.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * All objects of a schema at one moment. Immutable.
 */
public final class SchemaSnapshot {

	private final int serverVersion;

	/** Sorted. */
	private final List<Fact> facts;

	private final Knowledge knowledge;

	private volatile @Nullable Map<ObjectId, Fact> byId;

	private @Nullable Map<ObjectId, List<ObjectId>> dependents;

	/**
	 * Creates a snapshot.
	 * @param serverVersion the major version of the server that it was read from, such as
	 * 18
	 * @param facts the objects, in any order
	 */
	public SchemaSnapshot(int serverVersion, Collection<Fact> facts) {
		this(serverVersion, facts, Knowledge.ALL);
	}

	SchemaSnapshot(int serverVersion, Collection<Fact> facts, Knowledge knowledge) {
		this.knowledge = knowledge;
		this.serverVersion = serverVersion;
		this.facts = sorted(facts);
	}

	/** What lives on one table is a small part, which is sorted much faster than all. */
	private static List<Fact> sorted(Collection<Fact> facts) {
		Map<String, Map<String, List<Fact>>> schemas = new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
		for (Fact fact : facts) {
			schemas.computeIfAbsent(fact.id().schema(), (schema) -> new HashMap<>())
				.computeIfAbsent(fact.id().name(), (name) -> new ArrayList<>())
				.add(fact);
		}
		List<Fact> sorted = new ArrayList<>(facts.size());
		for (Map<String, List<Fact>> names : schemas.values()) {
			names.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach((place) -> {
				place.getValue().sort(Comparator.comparing(Fact::id));
				place.getValue().forEach((fact) -> add(sorted, fact));
			});
		}
		return Collections.unmodifiableList(sorted);
	}

	/** Of two with the same name the later one counts. */
	private static void add(List<Fact> sorted, Fact fact) {
		int last = sorted.size() - 1;
		if (last >= 0 && sorted.get(last).id().equals(fact.id())) {
			sorted.set(last, fact);
		}
		else {
			sorted.add(fact);
		}
	}

	/**
	 * The snapshot of a database in which nothing was ever made but the schema
	 * {@code public}, which every database has.
	 * @param serverVersion the major version of its server
	 * @return a snapshot of next to nothing
	 */
	public static SchemaSnapshot empty(int serverVersion) {
		return new SchemaSnapshot(serverVersion,
				List.of(new Fact(ObjectId.of(Kind.SCHEMA, null, "public"), null, Attributes.NONE, List.of())));
	}

	public int serverVersion() {
		return this.serverVersion;
	}

	/**
	 * What the migrator that took the snapshot looked at.
	 * @return kinds and attributes
	 */
	Knowledge knowledge() {
		return this.knowledge;
	}

	/**
	 * The objects.
	 * @return the facts, sorted by name
	 */
	public List<Fact> facts() {
		return this.facts;
	}

	public @Nullable Fact find(@Nullable ObjectId id) {
		Map<ObjectId, Fact> index = this.byId;
		if (index == null) {
			index = new HashMap<>(this.facts.size() * 4 / 3 + 1);
			for (Fact fact : this.facts) {
				index.put(fact.id(), fact);
			}
			this.byId = index;
		}
		return index.get(id);
	}

	/**
	 * What lives on an object or needs it.
	 * @param id the object
	 * @return the ids, sorted
	 */
	public synchronized List<ObjectId> dependentsOf(ObjectId id) {
		if (this.dependents == null) {
			Map<ObjectId, List<ObjectId>> index = new HashMap<>();
			for (Fact fact : this.facts) {
				if (fact.parent() != null) {
					index.computeIfAbsent(fact.parent(), (key) -> new ArrayList<>()).add(fact.id());
				}
				for (ObjectId dependency : fact.dependencies()) {
					index.computeIfAbsent(dependency, (key) -> new ArrayList<>()).add(fact.id());
				}
			}
			this.dependents = index;
		}
		return this.dependents.getOrDefault(id, List.of());
	}

	/**
	 * What lives on an object.
	 * @param id the object
	 * @return its children, sorted by name
	 */
	public List<Fact> childrenOf(ObjectId id) {
		List<Fact> children = new ArrayList<>();
		for (ObjectId dependent : dependentsOf(id)) {
			Fact fact = find(dependent);
			if (fact != null && id.equals(fact.parent())) {
				children.add(fact);
			}
		}
		return children;
	}

	/**
	 * The same schema without some objects and what lives on them.
	 * @param unwanted which
	 * @return a copy, or this if nothing of it is unwanted
	 */
	public SchemaSnapshot without(Predicate<ObjectId> unwanted) {
		List<Fact> kept = new ArrayList<>(this.facts.size());
		for (Fact fact : this.facts) {
			if (!isUnwanted(fact, unwanted)) {
				kept.add(fact);
			}
		}
		return (kept.size() < this.facts.size()) ? new SchemaSnapshot(this.serverVersion, kept) : this;
	}

	private boolean isUnwanted(Fact fact, Predicate<ObjectId> unwanted) {
		Fact parent = find(fact.parent());
		return unwanted.test(fact.id()) || (parent != null && isUnwanted(parent, unwanted));
	}

	/**
	 * The same schema with some objects as they are in another.
	 * @param other the other
	 * @param ids which objects; those that the other does not have are left out
	 * @return a copy
	 */
	public SchemaSnapshot withObjectsOf(SchemaSnapshot other, Set<ObjectId> ids) {
		List<Fact> merged = new ArrayList<>(this.facts.size());
		for (Fact fact : this.facts) {
			if (!ids.contains(fact.id())) {
				merged.add(fact);
			}
		}
		for (ObjectId id : ids) {
			Fact fact = other.find(id);
			if (fact != null) {
				merged.add(fact);
			}
		}
		return new SchemaSnapshot(this.serverVersion, merged);
	}

	/**
	 * The fingerprint of all objects: equal for equal schemas.
	 * @return SHA-256 in lower case hexadecimal digits
	 */
	public String fingerprint() {
		return Fingerprint.of(this.facts);
	}

}
