package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * One statement to be, with what it waits for.
 */
final class Action {

	private final Verb verb;

	private final ObjectId subject;

	private final Function<List<Fact>, String> sql;

	private final List<Fact> parts = new ArrayList<>();

	private final List<String> clauses = new ArrayList<>();

	private @Nullable String statement;

	private final Set<Action> predecessors = new LinkedHashSet<>();

	private final Set<ObjectId> needs = new LinkedHashSet<>();

	private final Map<ObjectId, Set<Aspect>> aspectsNeeded = new LinkedHashMap<>();

	private @Nullable Aspect aspect;

	private DdlStep.Mode mode = DdlStep.Mode.TRANSACTION;

	private @Nullable String loss;

	private boolean late;

	private boolean first;

	private @Nullable Action absorbedBy;

	Action(Verb verb, ObjectId subject, Function<List<Fact>, String> sql) {
		this.verb = verb;
		this.subject = subject;
		this.sql = sql;
	}

	Verb verb() {
		return this.verb;
	}

	ObjectId subject() {
		return this.subject;
	}

	DdlStep.Mode mode() {
		return this.mode;
	}

	/**
	 * Says how the statement must run.
	 * @param mode the mode
	 * @return this
	 */
	Action mode(DdlStep.Mode mode) {
		this.mode = mode;
		return this;
	}

	/**
	 * Says that data is lost.
	 * @param what which
	 * @return this
	 */
	Action loses(String what) {
		this.loss = what;
		return this;
	}

	/**
	 * Says that it waits for another.
	 * @param other the other, or {@code null} for none
	 * @return this
	 */
	Action after(@Nullable Action other) {
		if (other != null && other != this) {
			this.predecessors.add(other);
		}
		return this;
	}

	/**
	 * Says that an object must be as it shall be before.
	 * @param id the object
	 * @return this
	 */
	Action needs(ObjectId id) {
		this.needs.add(id);
		return this;
	}

	/**
	 * Says what it changes, for others to wait for.
	 * @param aspect the aspect of the subject
	 * @return this
	 */
	Action aspect(Aspect aspect) {
		this.aspect = aspect;
		return this;
	}

	@Nullable Aspect aspect() {
		return this.aspect;
	}

	/**
	 * Says that it waits for all changes of one aspect of an object, whoever makes them.
	 * @param id the object
	 * @param aspect the aspect
	 * @return this
	 */
	Action afterAspect(ObjectId id, Aspect aspect) {
		this.aspectsNeeded.computeIfAbsent(id, (key) -> EnumSet.noneOf(Aspect.class)).add(aspect);
		return this;
	}

	Map<ObjectId, Set<Aspect>> aspectsNeeded() {
		return this.aspectsNeeded;
	}

	Set<ObjectId> needs() {
		return this.needs;
	}

	/**
	 * Says that nothing that stands on the subject needs to wait for this.
	 * @return this
	 */
	Action late() {
		return late(true);
	}

	Action late(boolean late) {
		this.late = late;
		return this;
	}

	boolean isLate() {
		return this.late;
	}

	/**
	 * Says that it needs nothing to be as it shall be.
	 * @return this
	 */
	Action first() {
		this.first = true;
		return this;
	}

	boolean isFirst() {
		return this.first;
	}

	Set<Action> predecessors() {
		return this.predecessors;
	}

	/**
	 * Says that it is a clause of a statement that can have several.
	 * @param statement how the statement begins
	 * @param clause the clause, or an empty text if it is done by another clause of the
	 * same statement
	 * @return this
	 */
	Action clause(String statement, String clause) {
		this.statement = statement;
		if (!clause.isEmpty()) {
			this.clauses.add(clause);
		}
		return this;
	}

	/**
	 * How the statement begins that other actions can be clauses of.
	 * @return the beginning, or {@code null} if there is none
	 */
	@Nullable String statement() {
		return this.statement;
	}

	/**
	 * Takes the clauses of another action over.
	 * @param other the other, which begins in the same way
	 */
	void absorb(Action other) {
		other.becomePartOf(this, null);
		this.clauses.addAll(other.clauses);
		if (other.loss != null) {
			this.loss = (this.loss != null) ? this.loss + "; " + other.loss : other.loss;
		}
	}

	/**
	 * The action that this one has become a part of.
	 * @return the action, this one itself if it stands alone
	 */
	Action root() {
		Action root = this;
		while (root.absorbedBy != null) {
			root = root.absorbedBy;
		}
		return root;
	}

	/**
	 * Becomes a part of another action.
	 * @param other the other
	 * @param part what the other's statement has to say of it, or {@code null} if it says
	 * nothing
	 */
	void becomePartOf(Action other, @Nullable Fact part) {
		this.absorbedBy = other;
		other.predecessors.addAll(this.predecessors);
		if (part != null) {
			other.parts.add(part);
		}
	}

	DdlStep step() {
		String text = (this.statement != null) ? this.statement + " " + String.join(", ", this.clauses)
				: this.sql.apply(this.parts);
		return new DdlStep(text, this.subject, this.mode, this.loss);
	}

	@Override
	public String toString() {
		return this.verb + " " + this.subject;
	}

	/**
	 * What of an object is changed late, though some wait for it.
	 */
	enum Aspect {

		OWNER, PRIVILEGES

	}

	/**
	 * What an action does to its subject.
	 */
	enum Verb {

		/**
		 * The object gets another name, so that its own can be taken while it is still
		 * used.
		 */
		MOVE,

		DROP, ALTER, CREATE

	}

}
