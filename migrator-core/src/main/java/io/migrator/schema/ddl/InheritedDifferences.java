package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Attributes;
import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do for partitions and children after the statements about the tables
 * above have reached them: what they have in common with those is left out, and what is
 * their own is compared with what the statements make of it.
 */
final class InheritedDifferences {

	/** What ALTER COLUMN changes in the tables below, too. */
	private static final Set<String> REACHING = Set.of("type", "collation", "not_null", "storage", "statistics",
			"generated", "expression", "identity", "identity_options");

	/** What a column gets from the table above when it is made. */
	private static final Set<String> INHERITED = Set.of("type", "collation", "not_null", "storage", "compression",
			"generated", "expression");

	private final SchemaSnapshot from;

	private final SchemaSnapshot to;

	private final Inheritance inheritance;

	private final Map<ObjectId, Difference> left = new HashMap<>();

	/** What statements change, of columns and defaults. */
	private final Map<ObjectId, Set<String>> reached = new HashMap<>();

	InheritedDifferences(SchemaSnapshot from, SchemaSnapshot to, Inheritance inheritance) {
		this.from = from;
		this.to = to;
		this.inheritance = inheritance;
	}

	/**
	 * Leaves out what needs no statement of its own.
	 * @param all all differences
	 * @return the differences that statements must be written for
	 */
	List<Difference> of(List<Difference> all) {
		all.forEach((difference) -> this.left.put(difference.id(), difference));
		this.from.facts().stream().filter(this::leaves).forEach(this::takenAlong);
		this.to.facts().stream().filter(this::joins).forEach(this::given);
		this.inheritance.topDown().forEach(this::columns);
		for (Difference difference : all) {
			if (isDoneElsewhere(difference)) {
				this.left.remove(difference.id());
			}
		}
		return this.left.values().stream().sorted(Comparator.comparing(Difference::id)).toList();
	}

	private boolean leaves(Fact table) {
		Fact after = this.to.find(table.id());
		return after != null && !table.list("inherits").isEmpty()
				&& !Inheritance.parentsOf(after).containsAll(Inheritance.parentsOf(table));
	}

	private boolean joins(Fact table) {
		Fact before = this.from.find(table.id());
		return before != null && table.text("bound") != null
				&& !Inheritance.parentsOf(before).containsAll(Inheritance.parentsOf(table));
	}

	/** A partition gets its identities from the table above, and may have none before. */
	private void given(Fact table) {
		for (Fact column : this.to.childrenOf(table.id())) {
			Fact before = this.from.find(column.id());
			if (column.text("identity") != null && before != null) {
				Difference left = this.left.get(column.id());
				replace(column.id(), (left != null && left.before() != null) ? left.before() : before,
						column.with("identity", null).with("identity_options", null));
			}
		}
	}

	/**
	 * A table that leaves another keeps the constraints that it had from it, with their
	 * names, but not the identities.
	 */
	private void takenAlong(Fact table) {
		for (Fact column : this.from.childrenOf(table.id())) {
			Fact after = this.to.find(column.id());
			if (!column.is("_inherited") || after == null) {
				continue;
			}
			String name = column.text("_not_null_name");
			String own = table.id().name() + "_" + column.id().sub() + "_not_null";
			boolean named = name != null && !name.equals(own) && after.is("not_null");
			boolean counts = column.text("identity") != null;
			if (named || counts) {
				Fact taken = column.with("identity", null).with("identity_options", null);
				replace(column.id(), named ? taken.with("not_null_name", name) : taken, after);
			}
		}
	}

	private void columns(ObjectId table) {
		if (this.to.find(table) == null) {
			return;
		}
		Set<ObjectId> columns = new LinkedHashSet<>();
		for (SchemaSnapshot snapshot : List.of(this.from, this.to)) {
			for (Fact child : snapshot.childrenOf(table)) {
				if (child.id().kind() == Kind.COLUMN && !this.inheritance.above(child.id()).isEmpty()) {
					columns.add(child.id());
				}
			}
		}
		for (ObjectId column : columns) {
			ObjectId value = new ObjectId(Kind.DEFAULT, column.schema(), column.name(), column.sub());
			Fact before = this.from.find(column);
			Fact after = this.to.find(column);
			if (after == null && before != null) {
				if (!before.is("_local")
						&& this.inheritance.above(column).stream().noneMatch(this.inheritance::isKeptBelow)) {
					this.left.remove(column);
					this.left.remove(value);
				}
			}
			else if (after != null && !(this.from.find(table) == null && after.is("_local"))) {
				column(column, before, after);
				value(value, before == null, after);
			}
		}
	}

	private void column(ObjectId id, @Nullable Fact before, Fact after) {
		Fact base = before;
		for (ObjectId above : this.inheritance.above(id)) {
			Fact parent = this.to.find(above);
			if (parent == null) {
				continue;
			}
			if (before == null || base == null) {
				base = (base != null) ? base : made(after);
				for (String attribute : INHERITED) {
					Object value = parent.attributes().value(attribute);
					base = (value != null) ? base.with(attribute, value) : base;
				}
			}
			else {
				for (String attribute : reached(above)) {
					base = base.with(attribute, attribute.startsWith("identity") ? after.attributes().value(attribute)
							: parent.attributes().value(attribute));
				}
			}
			this.reached.computeIfAbsent(id, (key) -> new HashSet<>()).addAll(reached(above));
		}
		if (base != null) {
			replace(id, base, after);
		}
	}

	/** A column that has nothing but what is no business of the table above. */
	private Fact made(Fact after) {
		Fact made = after;
		for (String attribute : after.attributes().names()) {
			boolean kept = attribute.equals("comment") || attribute.equals("not_null_name")
					|| attribute.startsWith("_");
			if (!kept && !(attribute.startsWith("identity") && isPartition(after))) {
				made = made.with(attribute, null);
			}
		}
		return made.with("comment", null);
	}

	private boolean isPartition(Fact column) {
		Fact table = this.to.find(column.parent());
		return table != null && table.text("bound") != null;
	}

	private Set<String> reached(ObjectId column) {
		Set<String> reached = new HashSet<>(this.reached.getOrDefault(column, Set.of()));
		Difference own = this.left.get(column);
		if (own != null && own.before() != null && own.after() != null) {
			reached.addAll(own.attributes());
		}
		reached.retainAll(REACHING);
		return reached;
	}

	private void replace(ObjectId id, Fact base, Fact after) {
		List<String> attributes = SchemaDiff.between(base, after);
		if (attributes.isEmpty()) {
			this.left.remove(id);
		}
		else {
			this.left.put(id, new Difference(id, base, after, attributes));
		}
	}

	private void value(ObjectId id, boolean newColumn, Fact column) {
		Fact before = this.from.find(id);
		Fact after = this.to.find(id);
		String base = (before != null) ? before.text("expression") : null;
		boolean reached = false;
		for (ObjectId above : this.inheritance.above(column.id())) {
			ObjectId value = new ObjectId(Kind.DEFAULT, above.schema(), above.name(), above.sub());
			if (newColumn || this.left.containsKey(value) || this.reached.containsKey(value)) {
				Fact parent = this.to.find(value);
				base = (parent != null) ? parent.text("expression") : null;
				reached = true;
			}
		}
		if (!reached) {
			return;
		}
		this.reached.put(id, Set.of("expression"));
		Fact made = (base != null) ? new Fact(id, column.id(), Attributes.NONE.with("expression", base), List.of())
				: null;
		if (made != null && after != null) {
			replace(id, made, after);
		}
		else if (made != null || after != null) {
			this.left.put(id, new Difference(id, made, after, List.of()));
		}
		else {
			this.left.remove(id);
		}
	}

	/**
	 * Keys, checks and indexes that a statement about a table above makes or takes over.
	 */
	private boolean isDoneElsewhere(Difference difference) {
		Kind kind = difference.id().kind();
		Fact before = difference.before();
		Fact after = difference.after();
		if (kind != Kind.INDEX && kind != Kind.CONSTRAINT) {
			return false;
		}
		if (before == null && after != null) {
			Fact implied = this.from.find(difference.id());
			return (after.isImplied() && !"c".equals(after.text("type"))) || (implied != null && implied.is("_local"));
		}
		return before != null && (after == null || after.isImplied()) && isTakenOver(before);
	}

	private boolean isTakenOver(Fact fact) {
		Fact table = this.to.find(fact.parent());
		if (table == null || this.from.childrenOf(table.id())
			.stream()
			.anyMatch((other) -> other.isImplied() && isSame(fact, other))) {
			return false;
		}
		List<ObjectId> open = new ArrayList<>(Inheritance.parentsOf(table));
		while (!open.isEmpty()) {
			ObjectId above = open.remove(open.size() - 1);
			boolean named = "c".equals(fact.text("type"));
			if (this.to.childrenOf(above)
				.stream()
				.anyMatch((other) -> isSame(fact, other)
						&& (!named || String.valueOf(fact.id().sub()).equals(other.id().sub())))) {
				return true;
			}
			open.addAll(Inheritance.parentsOf(this.to.find(above)));
		}
		return false;
	}

	/**
	 * Whether an object of a partition can become a part of one of the table above.
	 * @param one the one
	 * @param other the other
	 * @return whether they say the same
	 */
	static boolean isSame(Fact one, Fact other) {
		return one.id().kind() == other.id().kind() && one.required("definition").equals(other.text("definition"))
				&& one.is("unique") == other.is("unique") && one.is("deferrable") == other.is("deferrable")
				&& one.is("deferred") == other.is("deferred") && !one.is("invalid");
	}

}
