package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.schema.Attributes;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Tables that the server cannot change into what they shall be: those that become
 * partitioned, cease to be, or are partitioned by something else. They make room under
 * another name, with their partitions, and hand their rows over to the tables that take
 * their place.
 */
final class Rebuilds {

	private final SchemaSnapshot from;

	/** The new names of the tables that make room, by their old ones. */
	private final Map<ObjectId, ObjectId> aside = new LinkedHashMap<>();

	/** The tables that hand over the rows of all tables below them. */
	private final Set<ObjectId> roots = new LinkedHashSet<>();

	/** What fills the tables that take the place of others. */
	private final Map<ObjectId, Action> refills = new HashMap<>();

	private final Set<ObjectId> saved = new HashSet<>();

	Rebuilds(SchemaSnapshot from, SchemaSnapshot to) {
		for (Fact after : to.facts()) {
			Fact before = (after.id().kind() == Kind.TABLE) ? from.find(after.id()) : null;
			if (before != null && !Objects.equals(before.text("partition_key"), after.text("partition_key"))) {
				this.roots.add(after.id());
			}
		}
		List<ObjectId> open = new ArrayList<>(this.roots);
		while (!open.isEmpty()) {
			ObjectId table = open.remove(open.size() - 1);
			if (this.aside.put(table, free(table, from, to)) == null) {
				open.addAll(partitions(table, from, to));
			}
		}
		// The rows of what is below another come with those of the other
		this.roots
			.removeIf((table) -> Inheritance.parentsOf(from.find(table)).stream().anyMatch(this.aside::containsKey));
		this.from = this.aside.isEmpty() ? from : renamed(from);
		this.roots.forEach((root) -> this.saved.addAll(below(Objects.requireNonNull(this.aside.get(root)), this.from)));
		// What leaves stays as it is
		this.saved.removeIf((table) -> to.find(table) != null);
	}

	private static ObjectId free(ObjectId table, SchemaSnapshot from, SchemaSnapshot to) {
		String name = Moves.aside(table.name());
		while (Work.isRelation(table.schema(), name, from) || Work.isRelation(table.schema(), name, to)) {
			name += "_";
		}
		return ObjectId.of(Kind.TABLE, table.schema(), name);
	}

	/** Those that are partitions of the table before and after. */
	private static List<ObjectId> partitions(ObjectId table, SchemaSnapshot from, SchemaSnapshot to) {
		return from.dependentsOf(table).stream().filter((id) -> {
			Fact after = to.find(id);
			return id.kind() == Kind.TABLE && after != null && after.text("bound") != null
					&& Inheritance.parentsOf(after).contains(table)
					&& Inheritance.parentsOf(from.find(id)).contains(table);
		}).toList();
	}

	/**
	 * The schema with the tables out of the way.
	 * @return the schema that all other statements begin with
	 */
	SchemaSnapshot from() {
		return this.from;
	}

	boolean isEmpty() {
		return this.aside.isEmpty();
	}

	private SchemaSnapshot renamed(SchemaSnapshot snapshot) {
		Collection<Fact> facts = new ArrayList<>(snapshot.facts().size());
		for (Fact fact : snapshot.facts()) {
			facts.add(new Fact(renamed(fact.id()), (fact.parent() != null) ? renamed(fact.parent()) : null,
					renamed(fact.id(), fact.attributes()), fact.dependencies().stream().map(this::renamed).toList()));
		}
		return new SchemaSnapshot(snapshot.serverVersion(), facts);
	}

	private ObjectId renamed(ObjectId id) {
		boolean named = switch (id.kind()) {
			case TABLE, COLUMN, DEFAULT, CONSTRAINT, TRIGGER, RULE, POLICY -> true;
			default -> false;
		};
		ObjectId table = named ? this.aside.get(ObjectId.of(Kind.TABLE, id.schema(), id.name())) : null;
		return (table != null) ? new ObjectId(id.kind(), table.schema(), table.name(), id.sub()) : id;
	}

	private Attributes renamed(ObjectId id, Attributes attributes) {
		Attributes renamed = attributes;
		for (Map.Entry<ObjectId, ObjectId> entry : this.aside.entrySet()) {
			String before = Targets.name(entry.getKey());
			String after = Targets.name(entry.getValue());
			for (String parents : List.of("inherits", "_parents")) {
				if (renamed.list(parents).contains(before)) {
					renamed = renamed.with(parents,
							renamed.list(parents).stream().map((name) -> name.equals(before) ? after : name).toList());
				}
			}
			String owner = renamed.text("owned_by");
			if (owner != null && owner.startsWith(before + ".")) {
				renamed = renamed.with("owned_by", after + owner.substring(before.length()));
			}
			if (id.kind() == Kind.PUBLICATION_TABLE && entry.getKey().name().equals(renamed.text("_table"))
					&& Objects.equals(entry.getKey().schema(), renamed.text("_schema"))) {
				renamed = renamed.with("_table", entry.getValue().name());
			}
		}
		return renamed;
	}

	/**
	 * Writes what only these tables need: they make room before all else, and the rows go
	 * over as soon as there is a place for them.
	 * @param work where the actions go, with all that is done to other objects
	 */
	void write(Work work) {
		if (isEmpty()) {
			return;
		}
		List<Action> others = work.actions()
			.stream()
			.filter((action) -> action.mode() != DdlStep.Mode.BEFOREHAND)
			.toList();
		List<Action> renames = new ArrayList<>();
		List<Action> counters = new ArrayList<>();
		this.aside.forEach((table, old) -> {
			renames.add(rename(table, "TABLE " + Targets.name(table), old.name(), work));
			for (Fact column : work.from().childrenOf(old)) {
				if (column.text("identity") != null) {
					counters.addAll(identity(table, column, renames, work));
				}
			}
		});
		this.roots.forEach((root) -> refill(root, work));
		others.forEach((action) -> renames.forEach(action::after));
		for (ObjectId old : this.aside.values()) {
			Action drop = work.dropping(old);
			counters.forEach((counter) -> Objects.requireNonNull(drop).after(counter));
		}
	}

	private static Action rename(ObjectId subject, String target, String name, Work work) {
		return work.alter(subject, "ALTER " + target + " RENAME TO " + Names.quote(name)).first().late();
	}

	/** An identity counts on from where it was, under the name that it would have. */
	private List<Action> identity(ObjectId table, Fact before, List<Action> renames, Work work) {
		ObjectId column = new ObjectId(Kind.COLUMN, table.schema(), table.name(), before.id().sub());
		Fact after = work.to().find(column);
		String sequence = Identities.sequence(new Fact(column, table, before.attributes(), List.of()));
		List<String> parts = Identities.parts(sequence);
		String name = Moves.aside(unquoted(parts.get(1)));
		renames.add(rename(column, "SEQUENCE " + sequence, name, work));
		if (after == null || after.text("identity") == null) {
			return List.of();
		}
		return List
			.of(Identities.value(column, Identities.sequence(after), parts.get(0) + "." + Names.quote(name), work)
				.late());
	}

	private static String unquoted(String name) {
		return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
	}

	private void refill(ObjectId root, Work work) {
		ObjectId old = Objects.requireNonNull(this.aside.get(root));
		List<String> names = new ArrayList<>();
		List<String> values = new ArrayList<>();
		boolean identity = false;
		for (Fact column : work.to().childrenOf(root)) {
			Fact before = work.from().find(new ObjectId(Kind.COLUMN, old.schema(), old.name(), column.id().sub()));
			if (column.id().kind() == Kind.COLUMN && before != null && column.text("generated") == null) {
				names.add(Names.quote(Targets.sub(column.id())));
				values.add(TypeChange.value(before, column, work));
				identity |= column.text("identity") != null;
			}
		}
		if (names.isEmpty()) {
			return;
		}
		Action refill = work
			.alter(root,
					"INSERT INTO " + Targets.name(root) + " (" + String.join(", ", names) + ")"
							+ (identity ? " OVERRIDING SYSTEM VALUE" : "") + "\nSELECT " + String.join(", ", values)
							+ "\nFROM " + Targets.name(old))
			.late();
		for (ObjectId table : below(root, work.to())) {
			refill.after(work.creation(table));
			work.to().childrenOf(table).forEach((child) -> {
				if (child.id().kind() == Kind.COLUMN) {
					refill.after(work.creation(child.id()));
				}
			});
			work.attachments().joining(table).forEach(refill::after);
			if (work.isNew(table)) {
				this.refills.put(table, refill);
			}
		}
		String lost = lost(old, root, work);
		for (ObjectId table : below(old, work.from())) {
			work.attachments().leaving(table).forEach(refill::after);
			Action drop = work.dropping(table);
			if (drop != null) {
				drop.after(refill);
				if (table.equals(old) && !lost.isEmpty()) {
					drop.loses("all values of " + lost);
				}
			}
		}
	}

	private static String lost(ObjectId old, ObjectId root, Work work) {
		return work.from()
			.childrenOf(old)
			.stream()
			.filter((column) -> column.id().kind() == Kind.COLUMN && column.text("generated") == null)
			.map((column) -> new ObjectId(Kind.COLUMN, root.schema(), root.name(), column.id().sub()))
			.filter((column) -> work.to().find(column) == null)
			.map(ObjectId::path)
			.collect(Collectors.joining(", "));
	}

	/** A table and its partitions, and theirs. */
	private static Set<ObjectId> below(ObjectId table, SchemaSnapshot snapshot) {
		Set<ObjectId> tables = new LinkedHashSet<>();
		List<ObjectId> open = new ArrayList<>(List.of(table));
		while (!open.isEmpty()) {
			ObjectId next = open.remove(0);
			if (tables.add(next)) {
				snapshot.dependentsOf(next)
					.stream()
					.filter((id) -> Inheritance.isTable(id) && Inheritance.parentsOf(snapshot.find(id)).contains(next))
					.forEach(open::add);
			}
		}
		return tables;
	}

	/**
	 * What fills a table that takes another's place, if it is not a part of what must be
	 * there before, and so must wait.
	 * @param id a table, or what lives on it
	 * @param action what is done with it
	 * @param work all actions
	 * @return what to wait for, or {@code null}
	 */
	@Nullable Action refill(ObjectId id, Action action, Work work) {
		if (this.refills.isEmpty() || id.schema() == null) {
			return null;
		}
		Action refill = this.refills.get(ObjectId.of(Kind.TABLE, id.schema(), id.name()));
		return (refill == null || refill == action || isPlace(action, work)) ? null : refill;
	}

	/**
	 * Whether partitions must not wait for an action, because rows go to them first.
	 * @param action the action
	 * @param work all actions
	 * @return whether it brings the rows or comes after them
	 */
	boolean isLater(Action action, Work work) {
		return this.refills.containsValue(action) || refill(action.subject(), action, work) != null;
	}

	/** Whether an action makes the place for rows, or puts partitions there. */
	private static boolean isPlace(Action action, Work work) {
		return action.isFirst() || work.attachments().joins(action) || switch (action.subject().kind()) {
			case TABLE -> action.verb() == Action.Verb.CREATE;
			case COLUMN, DEFAULT, INDEX -> true;
			case CONSTRAINT -> {
				Fact constraint = work.to().find(action.subject());
				yield constraint == null || !"f".equals(constraint.text("type"));
			}
			default -> false;
		};
	}

	/**
	 * Whether the rows of a table are in another when it is dropped.
	 * @param id a table that makes room, or what lives on it
	 * @return whether it must stay as it is until then, and only what the other has no
	 * place for is lost
	 */
	boolean isSaved(ObjectId id) {
		return !this.saved.isEmpty() && this.saved.contains(ObjectId.of(Kind.TABLE, id.schema(), id.name()));
	}

}
