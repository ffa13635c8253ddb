package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Types and collations that columns are made of and that cannot be altered. The old one
 * gets another name, the columns change over to the new one with what is in them, and the
 * old one goes.
 */
final class Moves {

	private static final Set<Kind> TYPES = EnumSet.of(Kind.ENUM, Kind.COMPOSITE, Kind.DOMAIN, Kind.RANGE,
			Kind.BASE_TYPE);

	private static final Set<Kind> RELATIONS = EnumSet.of(Kind.TABLE, Kind.FOREIGN_TABLE, Kind.VIEW,
			Kind.MATERIALIZED_VIEW);

	private Moves() {
	}

	static boolean isType(ObjectId id) {
		return TYPES.contains(id.kind());
	}

	private static boolean isMovable(ObjectId id) {
		return (isType(id) && id.kind() != Kind.BASE_TYPE) || id.kind() == Kind.COLLATION;
	}

	/**
	 * Whether an object that goes leaves its name to one of another kind, so that what
	 * stands on it reads the same and yet needs something else.
	 * @param id an object that goes
	 * @param work both schemas
	 * @return whether there is such a thing
	 */
	static boolean hasSuccessor(ObjectId id, Work work) {
		for (Set<Kind> kinds : Arrays.asList(TYPES, RELATIONS)) {
			if (kinds.contains(id.kind())) {
				return kinds.stream()
					.anyMatch((kind) -> work.to().find(ObjectId.of(kind, id.schema(), id.name())) != null);
			}
		}
		return false;
	}

	/**
	 * Whether a column must change over to another type of the same name.
	 * @param disturbed what is replaced
	 * @param dependent what stands on it
	 * @param work both schemas
	 * @return whether it is a column that stays
	 */
	static boolean mustBeConverted(ObjectId disturbed, ObjectId dependent, Work work) {
		Fact before = work.from().find(dependent);
		Fact after = work.to().find(dependent);
		return dependent.kind() == Kind.COLUMN && before != null && after != null && isMovable(disturbed)
				&& work.isDropped(disturbed) && before.text("generated") == null
				&& !work.replaced().contains(dependent);
	}

	/**
	 * Whether an object must stay under another name until columns have changed over.
	 * @param id a type or collation
	 * @param work both schemas, after it was decided what is replaced
	 * @return whether it is replaced while columns that stay are made of it
	 */
	static boolean isMoved(ObjectId id, Work work) {
		return isMovable(id) && work.isDropped(id) && work.replaced().contains(id) && work.from()
			.dependentsOf(id)
			.stream()
			.anyMatch((dependent) -> (work.converted().contains(dependent) && !work.replaced().contains(dependent))
					|| isMoved(dependent, work));
	}

	/**
	 * Drops a type or a collation, once nothing is made of it any more.
	 * @param fact the object
	 * @param work where the actions go
	 */
	static void drop(Fact fact, Work work) {
		String words = fact.id().kind().sql() + " ";
		if (!isMoved(fact.id(), work)) {
			work.drop(fact, "DROP " + words + Targets.name(fact.id()));
			return;
		}
		String multirange = fact.text("_multirange_name");
		if (multirange != null) {
			constructors(fact, work);
			work.move(fact,
					"ALTER TYPE " + fact.required("_multirange") + " RENAME TO " + Names.quote(aside(multirange)));
		}
		String aside = aside(fact.id().name());
		work.move(fact, "ALTER " + words + Targets.name(fact.id()) + " RENAME TO " + Names.quote(aside));
		work.drop(fact, "DROP " + words + Names.qualified(fact.id().schema(), aside));
	}

	/** A range's functions keep their names when it gets another one. */
	private static void constructors(Fact range, Work work) {
		Fact after = work.to().find(range.id());
		String subtype = range.required("subtype");
		List<String> functions = new ArrayList<>();
		functions.add(range.required("_multirange") + "()");
		if (after != null && subtype.equals(after.text("subtype"))) {
			String name = Targets.name(range.id());
			functions.add(name + "(" + subtype + ", " + subtype + ")");
			functions.add(name + "(" + subtype + ", " + subtype + ", text)");
		}
		for (String function : functions) {
			work.move(range, "ALTER FUNCTION " + function + " RENAME TO " + Names.quote(aside(range.id().name())));
		}
	}

	/** The name of what has to make room, which must not become too long. */
	static String aside(String name) {
		return ((name.length() > 50) ? name.substring(0, 50) : name) + "__old";
	}

}
