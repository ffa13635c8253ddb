package io.migrator.schema.ddl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Makes what lives on an object a part of the statement about it, where no circle arises.
 */
final class Merging {

	/**
	 * How many actions are looked at to find out whether one can be part of another. What
	 * is further away makes a statement of its own, so that the effort does not grow with
	 * the square of the schema.
	 */
	private static final int FAR_ENOUGH = 100;

	private final Work work;

	/** Who waits for an action, from when all edges are known. */
	private final Map<Action, List<Action>> successors = new HashMap<>();

	Merging(Work work) {
		this.work = work;
	}

	void merge() {
		for (Action action : this.work.actions()) {
			for (Action predecessor : action.predecessors()) {
				this.successors.computeIfAbsent(predecessor.root(), (key) -> new ArrayList<>()).add(action);
			}
		}
		mergeDrops();
		mergeCreations();
	}

	/** What lives on an object that is dropped goes with it. */
	private void mergeDrops() {
		for (Action action : columnsFirst()) {
			if (action.verb() != Action.Verb.DROP) {
				continue;
			}
			Fact fact = this.work.from().find(action.subject());
			Action parent = (fact != null && fact.parent() != null) ? this.work.dropping(fact.parent()) : null;
			if (parent == null && fact != null && fact.parent() != null && fact.parent().kind() == Kind.VIEW_COLUMN) {
				Fact column = this.work.from().find(fact.parent());
				parent = (column != null && column.parent() != null) ? this.work.dropping(column.parent()) : null;
			}
			if (parent == null && fact != null) {
				parent = droppedAlong(fact);
			}
			if (parent != null && canMerge(action, parent)) {
				merge(action, parent, null);
			}
		}
	}

	/** An index or a key goes with any of its columns, a partition with its table. */
	private @Nullable Action droppedAlong(Fact fact) {
		if (fact.text("bound") != null) {
			return this.work.dropping(Inheritance.parentsOf(fact).get(0));
		}
		if (fact.id().kind() != Kind.INDEX && fact.id().kind() != Kind.CONSTRAINT) {
			return null;
		}
		for (ObjectId dependency : fact.dependencies()) {
			Action drop = this.work.dropping(dependency);
			Fact column = this.work.from().find(dependency);
			if (drop != null && column != null && dependency.kind() == Kind.COLUMN && fact.parent() != null
					&& fact.parent().equals(column.parent())) {
				return drop;
			}
		}
		return null;
	}

	private void mergeCreations() {
		for (Action action : columnsFirst()) {
			Fact fact = this.work.to().find(action.subject());
			if (action.verb() != Action.Verb.CREATE || fact == null || fact.parent() == null) {
				continue;
			}
			Action parent = this.work.creation(fact.parent());
			if (parent != null && Rules.of(fact.id().kind()).inline(fact, this.work) != null
					&& canMerge(action, parent)) {
				merge(action, parent, fact);
			}
		}
	}

	/** What lives on columns can only join the table once they have. */
	private List<Action> columnsFirst() {
		return this.work.actions().stream().sorted(Comparator.comparing((action) -> action.subject().kind())).toList();
	}

	/**
	 * Whether one action can be part of another: only if nothing that it waits for waits
	 * for the other in turn.
	 */
	private boolean canMerge(Action action, Action into) {
		Action target = into.root();
		if (action.root() != action || target == action) {
			return false;
		}
		boolean dropping = action.verb() == Action.Verb.DROP;
		// What waits for a drop must not be needed by what the drop becomes a part of,
		// and
		// what a creation waits for must not wait for that
		Set<Action> seen = new HashSet<>(Set.of(action));
		Deque<Action> open = new ArrayDeque<>(seen);
		int looks = 0;
		while (!open.isEmpty()) {
			Action next = open.remove();
			for (Action neighbour : dropping ? successors(next) : next.predecessors()) {
				Action root = neighbour.root();
				if (root == target && next != action) {
					return false;
				}
				if (++looks > FAR_ENOUGH) {
					return dropping && action.subject().kind() != Kind.CONSTRAINT;
				}
				if (root != target && seen.add(root)) {
					open.add(root);
				}
			}
		}
		return true;
	}

	private List<Action> successors(Action action) {
		return this.successors.getOrDefault(action, List.of());
	}

	private void merge(Action action, Action into, @Nullable Fact part) {
		Action root = into.root();
		action.becomePartOf(root, part);
		List<Action> moved = this.successors.remove(action);
		if (moved != null) {
			this.successors.computeIfAbsent(root, (key) -> new ArrayList<>()).addAll(moved);
		}
	}

}
