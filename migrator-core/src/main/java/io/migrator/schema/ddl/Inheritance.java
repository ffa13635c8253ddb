package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which tables are partitions or children of which. A statement about a table reaches
 * those below it, as long as they are below it before and afterwards.
 */
final class Inheritance {

	private final SchemaSnapshot from;

	private final SchemaSnapshot to;

	private final Map<ObjectId, List<ObjectId>> parents = new HashMap<>();

	private final Map<ObjectId, List<ObjectId>> children = new HashMap<>();

	Inheritance(SchemaSnapshot from, SchemaSnapshot to) {
		this.from = from;
		this.to = to;
		Set<ObjectId> tables = new LinkedHashSet<>();
		collect(from, tables);
		collect(to, tables);
		for (ObjectId table : tables) {
			for (ObjectId parent : lasting(table)) {
				this.parents.computeIfAbsent(key(table), (id) -> new ArrayList<>()).add(parent);
				this.children.computeIfAbsent(key(parent), (id) -> new ArrayList<>()).add(table);
			}
		}
	}

	private static void collect(SchemaSnapshot snapshot, Set<ObjectId> tables) {
		for (Fact fact : snapshot.facts()) {
			if (isTable(fact.id()) && !fact.list("inherits").isEmpty()) {
				tables.add(fact.id());
			}
		}
	}

	/** The parents that a table keeps; all of them if it is new or goes. */
	private List<ObjectId> lasting(ObjectId table) {
		Fact before = this.from.find(table);
		Fact after = this.to.find(table);
		if (before == null || after == null) {
			return parentsOf((before != null) ? before : after);
		}
		List<ObjectId> parents = new ArrayList<>(parentsOf(before));
		parents.retainAll(parentsOf(after));
		return parents;
	}

	/**
	 * The parents of a table in one schema.
	 * @param table the table, or {@code null}
	 * @return the tables, none if it is not a child or a partition
	 */
	static List<ObjectId> parentsOf(@Nullable Fact table) {
		if (table == null || table.list("inherits").isEmpty()) {
			return List.of();
		}
		return table.dependencies().stream().filter(Inheritance::isTable).toList();
	}

	static boolean isTable(ObjectId id) {
		return id.kind() == Kind.TABLE || id.kind() == Kind.FOREIGN_TABLE;
	}

	/** What lives on a table has its name, not its kind. */
	private static ObjectId key(ObjectId id) {
		return ObjectId.of(Kind.TABLE, id.schema(), id.name());
	}

	boolean isEmpty() {
		return this.parents.isEmpty();
	}

	/**
	 * The tables that have lasting parents, those above before those below.
	 * @return the tables
	 */
	Collection<ObjectId> topDown() {
		Map<ObjectId, ObjectId> sorted = new LinkedHashMap<>();
		for (List<ObjectId> tables : this.children.values()) {
			tables.forEach((table) -> visit(table, sorted));
		}
		return sorted.values();
	}

	private void visit(ObjectId table, Map<ObjectId, ObjectId> sorted) {
		List<ObjectId> above = this.parents.get(key(table));
		if (above != null && !sorted.containsKey(key(table))) {
			above.forEach((parent) -> visit(parent, sorted));
			sorted.put(key(table), table);
		}
	}

	List<ObjectId> parents(ObjectId table) {
		return this.parents.getOrDefault(key(table), List.of());
	}

	List<ObjectId> children(ObjectId table) {
		return this.children.getOrDefault(key(table), List.of());
	}

	/**
	 * The objects of the same name on the tables above.
	 * @param id a column, a default or a constraint
	 * @return those that are in one of the schemas, none if it is not inherited
	 */
	List<ObjectId> above(ObjectId id) {
		return related(id, this.parents);
	}

	/**
	 * The objects of the same name on the tables below.
	 * @param id a column, a default or a constraint
	 * @return those that are in one of the schemas
	 */
	List<ObjectId> below(ObjectId id) {
		return related(id, this.children);
	}

	private List<ObjectId> related(ObjectId id, Map<ObjectId, List<ObjectId>> tables) {
		if (tables.isEmpty()
				|| (id.kind() != Kind.COLUMN && id.kind() != Kind.DEFAULT && id.kind() != Kind.CONSTRAINT)) {
			return List.of();
		}
		List<ObjectId> related = new ArrayList<>();
		for (ObjectId table : tables.getOrDefault(key(id), List.of())) {
			ObjectId other = new ObjectId(id.kind(), table.schema(), table.name(), id.sub());
			if (this.from.find(other) != null || this.to.find(other) != null) {
				related.add(other);
			}
		}
		return related;
	}

	/**
	 * Whether a column must be dropped from its table alone, because a child keeps it.
	 * @param column the column that goes
	 * @return whether the tables below must not lose it along
	 */
	boolean isKeptBelow(ObjectId column) {
		return this.to.find(column) == null && below(column).stream().anyMatch((below) -> {
			Fact before = this.from.find(below);
			return before != null && this.to.find(below) != null && !before.is("_local");
		});
	}

	/**
	 * Whether a column of a new table or a new column is made by a statement about a
	 * table above.
	 * @param column the column
	 * @return whether it is there as soon as its table or the one above is
	 */
	boolean isPassedDown(Fact column) {
		return !column.is("_local") && above(column.id()).stream().anyMatch((above) -> this.to.find(above) != null);
	}

}
