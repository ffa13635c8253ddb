package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Puts actions into an order in which each finds what it needs: one topological sort,
 * after what can be part of another statement has become so.
 */
final class ActionOrder {

	private static final Comparator<Action> READABLE = Comparator.<Action, DdlStep.Mode>comparing(Action::mode)
		.thenComparing((action) -> action.verb() == Action.Verb.DROP)
		.thenComparing((action) -> action.subject().kind())
		.thenComparing(Action::subject)
		.thenComparing(Action::verb);

	private final Work work;

	ActionOrder(Work work) {
		this.work = work;
	}

	List<DdlStep> steps() {
		this.work.actions().forEach(this::connect);
		this.work.attachments().connect();
		connectNames();
		connectPrimaryKeys();
		Mentions mentions = new Mentions(this.work);
		mentions.connect();
		mergeClauses();
		new Merging(this.work).merge();
		return mentions.steps(sorted());
	}

	private void connect(Action action) {
		ObjectId id = action.subject();
		ObjectId schema = (id.schema() != null) ? ObjectId.of(Kind.SCHEMA, null, id.schema()) : null;
		if (action.verb() == Action.Verb.MOVE) {
			connectMove(action, id);
			return;
		}
		if (action.verb() == Action.Verb.DROP) {
			Action schemaDrop = (schema != null) ? this.work.dropping(schema) : null;
			if (schemaDrop != null) {
				schemaDrop.after(action);
			}
			afterDependents(action, id);
			for (ObjectId companion : this.work.companions(id)) {
				afterDependents(action, companion);
				Action creation = this.work.creation(companion);
				if (creation != null) {
					creation.after(action);
				}
			}
			if (id.kind() == Kind.DEFAULT_PRIVILEGES && !goesWithItsSchema(id)) {
				afterAllCreations(action);
			}
			Action creation = this.work.creation(id);
			if (creation != null && this.work.moving(id) == null) {
				creation.after(action);
			}
			return;
		}
		if (action.isFirst()) {
			return;
		}
		Fact old = this.work.from().find(id);
		if (action.verb() == Action.Verb.CREATE && old != null) {
			old.dependencies().forEach((dependency) -> action.after(going(dependency)));
		}
		Fact fact = this.work.to().find(id);
		if (fact != null) {
			this.work.inheritance().above(id).forEach((above) -> waitForAll(action, above));
			waitFor(action, fact.parent());
			fact.dependencies()
				.stream()
				.filter((dependency) -> !isOwned(action, dependency))
				.forEach((dependency) -> waitFor(action, dependency));
		}
		waitFor(action, schema);
		action.needs().forEach((need) -> waitFor(action, need));
		action.aspectsNeeded().forEach((other, aspects) -> this.work.alterations(other).forEach((alteration) -> {
			if (alteration.aspect() != null && aspects.contains(alteration.aspect())) {
				action.after(alteration);
			}
		}));
		if (id.kind() == Kind.DEFAULT_PRIVILEGES) {
			afterAllCreations(action);
		}
		if (action.verb() == Action.Verb.ALTER) {
			action.after(this.work.creation(id));
			action.after(this.work.rebuilds().refill(id, action, this.work));
			if (!action.isLate()) {
				afterDrops(action, id);
			}
		}
	}

	/**
	 * A sequence comes before the new column that owns it and whose default it serves: it
	 * is told to belong to the column later.
	 */
	private boolean isOwned(Action action, ObjectId owner) {
		return action.verb() == Action.Verb.CREATE && action.subject().kind() == Kind.SEQUENCE
				&& owner.kind() == Kind.COLUMN && this.work.isNew(owner);
	}

	private @Nullable Action going(ObjectId id) {
		Fact fact = this.work.from().find(id);
		if (id.kind() == Kind.COLUMN && fact != null && fact.parent() != null
				&& this.work.dropping(fact.parent()) != null) {
			// The column alone must not go before its table
			return null;
		}
		Action move = this.work.moving(id);
		return (move != null) ? move : this.work.dropping(id);
	}

	/**
	 * What names the object in its own statement, as a function its arguments, must be
	 * gone.
	 */
	private void connectMove(Action move, ObjectId id) {
		for (ObjectId dependent : this.work.from().dependentsOf(id)) {
			if (dependent.kind() != Kind.COLUMN && this.work.moving(dependent) == null) {
				move.after(this.work.dropping(dependent));
			}
		}
		for (Action next : Arrays.asList(this.work.creation(id), this.work.dropping(id))) {
			if (next != null) {
				next.after(move);
			}
		}
	}

	private boolean goesWithItsSchema(ObjectId id) {
		Fact fact = this.work.from().find(id);
		return fact != null && fact.parent() != null && this.work.dropping(fact.parent()) != null;
	}

	/** What is made begins with the default privileges that were there before. */
	private void afterAllCreations(Action action) {
		for (Action other : this.work.actions()) {
			if (other.verb() != Action.Verb.DROP && other.subject().kind() != Kind.DEFAULT_PRIVILEGES
					&& other.mode().compareTo(DdlStep.Mode.TRANSACTION) <= 0) {
				action.after(other);
			}
		}
	}

	/**
	 * What makes way for a change is out of the way before, also where the change
	 * reaches.
	 */
	private void afterDrops(Action action, ObjectId id) {
		this.work.from().dependentsOf(id).forEach((dependent) -> action.after(going(dependent)));
		this.work.inheritance().below(id).forEach((below) -> afterDrops(action, below));
	}

	private void waitForAll(Action action, ObjectId above) {
		action.after(this.work.dropping(above));
		action.after(this.work.creation(above));
		this.work.alterations(above).forEach(action::after);
		this.work.inheritance().above(above).forEach((next) -> waitForAll(action, next));
	}

	/** What stands on an object goes before it, and so does what stands on its parts. */
	private void afterDependents(Action drop, ObjectId id) {
		for (ObjectId dependent : this.work.from().dependentsOf(id)) {
			Action other = this.work.dropping(dependent);
			drop.after(other);
			if (!this.work.isNew(dependent)) {
				this.work.alterations(dependent).forEach(drop::after);
			}
			if (other == null && (dependent.kind() == Kind.VIEW_COLUMN || isPart(dependent, this.work.from()))) {
				afterDependents(drop, dependent);
			}
		}
		for (ObjectId below : this.work.inheritance().below(id)) {
			if (id.kind() == Kind.COLUMN && this.work.dropping(below) == null) {
				afterDependents(drop, below);
			}
		}
	}

	private static boolean isPart(ObjectId id, SchemaSnapshot snapshot) {
		Fact fact = snapshot.find(id);
		return fact != null && fact.isImplied() && (id.kind() == Kind.CONSTRAINT || id.kind() == Kind.INDEX);
	}

	private void waitFor(Action action, @Nullable ObjectId needed) {
		if (needed == null || needed.equals(action.subject())) {
			return;
		}
		Action creation = this.work.creation(needed);
		action.after(creation);
		action.after(this.work.rebuilds().refill(needed, action, this.work));
		Fact fact = this.work.to().find(needed);
		if (fact == null) {
			action.after(this.work.dropping(needed));
		}
		if (creation == null && fact != null && needed.kind() == Kind.VIEW_COLUMN) {
			waitFor(action, fact.parent());
		}
		if (creation == null && fact != null && isPart(needed, this.work.to())) {
			fact.dependencies()
				.stream()
				.filter((whole) -> whole.kind() == needed.kind())
				.forEach((whole) -> waitFor(action, whole));
		}
		if (creation == null && needed.kind() == Kind.COLUMN) {
			waitForParents(action, needed);
		}
		for (Action alteration : this.work.alterations(needed)) {
			if (!alteration.isLate()) {
				action.after(alteration);
			}
		}
	}

	/** A column that is inherited comes with its table or with the column above. */
	private void waitForParents(Action action, ObjectId column) {
		List<ObjectId> above = this.work.inheritance().above(column);
		Fact fact = this.work.to().find(column);
		if (!above.isEmpty() && fact != null) {
			waitFor(action, fact.parent());
			above.forEach((other) -> waitFor(action, other));
		}
	}

	/** A name must be free before it is taken again. */
	private void connectNames() {
		Map<String, List<Action>> drops = new HashMap<>();
		for (Action action : this.work.actions()) {
			String name = relationName(action.subject());
			boolean frees = action.verb() == Action.Verb.MOVE
					|| (action.verb() == Action.Verb.DROP && this.work.moving(action.subject()) == null);
			if (frees && name != null) {
				drops.computeIfAbsent(name, (key) -> new ArrayList<>()).add(action);
				partNames(action.subject())
					.forEach((part) -> drops.computeIfAbsent(part, (key) -> new ArrayList<>()).add(action));
			}
		}
		for (Action action : this.work.actions()) {
			String name = relationName(action.subject());
			if (action.verb() == Action.Verb.CREATE && name != null) {
				drops.getOrDefault(name, List.of()).forEach(action::after);
			}
		}
	}

	/** The parts of a key or an index go with it. */
	private List<String> partNames(ObjectId id) {
		List<String> names = new ArrayList<>();
		if (id.kind() == Kind.CONSTRAINT || id.kind() == Kind.INDEX) {
			for (ObjectId part : this.work.from().dependentsOf(id)) {
				String name = relationName(part);
				if (part.kind() == id.kind() && isPart(part, this.work.from()) && name != null) {
					names.add(name);
					names.addAll(partNames(part));
				}
			}
		}
		return names;
	}

	/** A table cannot have two primary keys, whatever they are called. */
	private void connectPrimaryKeys() {
		for (Action action : this.work.actions()) {
			Fact key = this.work.to().find(action.subject());
			if (action.verb() != Action.Verb.CREATE || key == null || key.parent() == null
					|| key.id().kind() != Kind.CONSTRAINT || !"p".equals(key.text("type"))) {
				continue;
			}
			for (Fact other : this.work.from().childrenOf(key.parent())) {
				if (other.id().kind() == Kind.CONSTRAINT && "p".equals(other.text("type"))) {
					afterWhole(action, other);
				}
			}
		}
	}

	private void afterWhole(Action action, Fact key) {
		action.after(this.work.dropping(key.id()));
		for (ObjectId above : key.dependencies()) {
			Fact whole = (key.isImplied() && above.kind() == Kind.CONSTRAINT) ? this.work.from().find(above) : null;
			if (whole != null) {
				afterWhole(action, whole);
			}
		}
	}

	private static @Nullable String relationName(ObjectId id) {
		return switch (id.kind()) {
			case CONSTRAINT -> id.schema() + "." + id.sub();
			case ENUM, DOMAIN, RANGE, BASE_TYPE -> id.schema() + "." + id.name();
			default -> id.kind().isRelation() ? id.schema() + "." + id.name() : null;
		};
	}

	/**
	 * One statement for all clauses, so that a table is rewritten once and not once for
	 * each column.
	 */
	private void mergeClauses() {
		Map<String, Action> first = new HashMap<>();
		for (Action action : this.work.actions().stream().sorted(READABLE).toList()) {
			if (action.statement() == null) {
				continue;
			}
			Action into = first.putIfAbsent(action.mode() + action.statement(), action);
			if (into != null && !leadsTo(action, into) && !leadsTo(into, action)) {
				into.absorb(action);
			}
		}
	}

	/** Whether one action waits for another by way of a third. */
	private static boolean leadsTo(Action action, Action other) {
		Set<Action> seen = new HashSet<>();
		List<Action> open = new ArrayList<>();
		action.predecessors().stream().map(Action::root).filter((next) -> next != other).forEach(open::add);
		while (!open.isEmpty()) {
			Action next = open.remove(open.size() - 1);
			if (next == other) {
				return true;
			}
			if (seen.add(next)) {
				next.predecessors().forEach((predecessor) -> open.add(predecessor.root()));
			}
		}
		return false;
	}

	private List<Action> sorted() {
		Map<Action, Set<Action>> waiting = new LinkedHashMap<>();
		Map<Action, List<Action>> successors = new HashMap<>();
		for (Action action : this.work.actions()) {
			if (action.root() != action) {
				continue;
			}
			Set<Action> predecessors = new LinkedHashSet<>();
			action.predecessors().forEach((predecessor) -> predecessors.add(predecessor.root()));
			predecessors.remove(action);
			waiting.put(action, predecessors);
			predecessors
				.forEach((predecessor) -> successors.computeIfAbsent(predecessor.root(), (key) -> new ArrayList<>())
					.add(action));
		}
		PriorityQueue<Action> ready = new PriorityQueue<>(READABLE);
		waiting.forEach((action, predecessors) -> {
			if (predecessors.isEmpty()) {
				ready.add(action);
			}
		});
		List<Action> sorted = new ArrayList<>(waiting.size());
		while (sorted.size() < waiting.size()) {
			Action next = ready.poll();
			if (next == null) {
				throw new IllegalStateException("These wait for each other: " + waiting.keySet()
					.stream()
					.filter((action) -> !sorted.contains(action))
					.map((action) -> action + " after " + waiting.get(action))
					.toList());
			}
			sorted.add(next);
			for (Action successor : successors.getOrDefault(next, List.of())) {
				Set<Action> left = waiting.get(successor);
				if (left != null && left.remove(next) && left.isEmpty()) {
					ready.add(successor);
				}
			}
		}
		return sorted;
	}

}
