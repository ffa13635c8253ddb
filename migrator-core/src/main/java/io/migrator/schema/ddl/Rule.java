package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import org.jspecify.annotations.Nullable;

/**
 * How objects of one kind are made, changed and dropped. Comments, owners and privileges
 * are the same for all kinds and none of a rule's business.
 */
interface Rule {

	/**
	 * Makes an object.
	 * @param fact the object
	 * @param work where the actions go
	 */
	void create(Fact fact, Work work);

	/**
	 * Drops an object. What lives on it goes with it.
	 * @param fact the object
	 * @param work where the actions go
	 */
	void drop(Fact fact, Work work);

	/**
	 * Decides what a change takes.
	 * @param change an object that is in both schemas, with at least one attribute that
	 * differs
	 * @param work both schemas
	 * @return what it takes
	 */
	default Verdict judge(Difference change, Work work) {
		return Verdict.REPLACE;
	}

	/**
	 * Changes an object in place, if that is the verdict.
	 * @param before what it is
	 * @param after what it becomes
	 * @param attributes what differs
	 * @param work where the actions go
	 */
	default void alter(Fact before, Fact after, List<String> attributes, Work work) {
		throw new IllegalStateException("Nothing alters a " + before.id());
	}

	/**
	 * Writes an object as a part of the statement that makes its parent.
	 * @param fact the object
	 * @param work both schemas
	 * @return the part, or {@code null} if the object needs a statement of its own
	 */
	default @Nullable String inline(Fact fact, Work work) {
		return null;
	}

}
