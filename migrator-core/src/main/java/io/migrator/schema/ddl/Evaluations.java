package io.migrator.schema.ddl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;

/**
 * Statements that call functions while they run, such as one that adds a column with a
 * default to a table with rows. What such a function calls in turn must be there by then,
 * and only its body says what that is.
 */
final class Evaluations {

	private final Work work;

	/** All functions by their names without schema and arguments. */
	private final Map<String, List<Fact>> functions = new HashMap<>();

	Evaluations(Work work) {
		this.work = work;
	}

	/**
	 * Makes statements wait for functions that are called by others.
	 * @param changes the actions that make or change functions
	 */
	void connect(List<Action> changes) {
		for (Fact fact : this.work.to().facts()) {
			if (fact.id().kind() == Kind.FUNCTION) {
				this.functions.computeIfAbsent(Mentions.nameOf(fact.id().name()), (key) -> new ArrayList<>()).add(fact);
			}
		}
		for (Action action : List.copyOf(this.work.actions())) {
			Fact fact = evaluates(action) ? this.work.to().find(action.subject()) : null;
			// What is new is empty
			if (fact == null || this.work.isNew(fact.parent())) {
				continue;
			}
			Set<ObjectId> called = called(fact);
			for (Action change : changes) {
				if (called.contains(change.subject()) && !waits(change, action)) {
					action.after(change);
				}
			}
		}
	}

	private static boolean evaluates(Action action) {
		return action.verb() != Action.Verb.DROP && switch (action.subject().kind()) {
			case COLUMN, CONSTRAINT, DOMAIN_CONSTRAINT, INDEX, MATERIALIZED_VIEW -> true;
			default -> false;
		};
	}

	/**
	 * The functions that are called, also by way of domains and of the bodies of others.
	 */
	private Set<ObjectId> called(Fact fact) {
		Set<ObjectId> called = new HashSet<>();
		Deque<Fact> open = new ArrayDeque<>(List.of(fact));
		while (!open.isEmpty()) {
			Fact next = open.remove();
			List<Fact> further = new ArrayList<>(this.work.to().childrenOf(next.id()));
			further
				.removeIf((child) -> child.id().kind() != Kind.DEFAULT && child.id().kind() != Kind.DOMAIN_CONSTRAINT);
			for (ObjectId dependency : next.dependencies()) {
				Fact needed = this.work.to().find(dependency);
				if (needed != null && (dependency.kind() == Kind.FUNCTION || dependency.kind() == Kind.DOMAIN
						|| dependency.kind() == Kind.OPERATOR)) {
					further.add(needed);
				}
			}
			String body = (next.id().kind() == Kind.FUNCTION) ? next.text("body") : null;
			if (body != null) {
				Mentions.names(body).forEach((name) -> further.addAll(this.functions.getOrDefault(name, List.of())));
			}
			further.stream().filter((other) -> called.add(other.id())).forEach(open::add);
		}
		return called;
	}

	private static boolean waits(Action action, Action other) {
		Set<Action> seen = new HashSet<>();
		Deque<Action> open = new ArrayDeque<>(List.of(action));
		while (!open.isEmpty()) {
			Action next = open.remove();
			if (next == other) {
				return true;
			}
			if (seen.add(next)) {
				open.addAll(next.predecessors());
			}
		}
		return false;
	}

}
