package io.migrator.scaffold;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;

/**
 * Columns that are made beside an old one.
 */
final class NewColumns {

	private static final int LONGEST = 63;

	private NewColumns() {
	}

	/**
	 * The name of a new column.
	 * @param subject the old column
	 * @param written the name as people write it
	 * @return the name as in the catalog
	 * @throws ScaffoldException if there is such a column, or can be none
	 */
	static String name(Subject subject, String written) {
		String name = Subject.name(written);
		if (name.isBlank() || name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
			throw ScaffoldException.usage("\"" + written + "\" is no name for a column",
					"Give a name of at most " + LONGEST + " bytes.");
		}
		if (subject.columns().contains(name)) {
			throw ScaffoldException.usage(
					"There is already a column " + Names.quote(name) + " in " + subject.table().id(),
					"Give another name.");
		}
		return name;
	}

	/**
	 * A name for trigger and function. Triggers fire in the order of their names, and
	 * this one has to see what all others have made of the row.
	 */
	static String trigger(Subject subject, String column) {
		String name = "";
		String prefix = "";
		do {
			name = Naming.object(prefix + subject.tableName() + "_sync_" + column, "",
					(taken) -> isTrigger(subject, taken) || subject
						.isTaken(ObjectId.of(Kind.FUNCTION, subject.table().id().schema(), Names.quote(taken) + "()")));
			prefix = prefix.isEmpty() ? "zz_" : "z" + prefix;
		}
		while (isBeforeOthers(subject, name) && prefix.length() < 8);
		return name;
	}

	/**
	 * A name for the constraint that proves that a column is filled, which must not need
	 * quotes in a directive.
	 */
	static String check(Subject subject, String column) {
		return Naming.object(Naming.file(subject.tableName(), column), "_filled", subject::isConstraint);
	}

	private static boolean isTrigger(Subject subject, String name) {
		return subject.isTaken(Subject.child(subject.table(), Kind.TRIGGER, name));
	}

	private static boolean isBeforeOthers(Subject subject, String name) {
		return subject.children(Kind.TRIGGER)
			.filter((trigger) -> trigger.required("definition").contains(" BEFORE "))
			.anyMatch((trigger) -> name.compareTo(Objects.requireNonNull(trigger.id().sub())) < 0);
	}

	/** The table's name for the names of files. */
	static String place(Subject subject) {
		String schema = subject.table().id().schema();
		return "public".equals(schema) ? subject.tableName() : schema + "_" + subject.tableName();
	}

	/**
	 * The schema with new columns beside the old one, which may be NULL and have no
	 * default.
	 * @param subject the old column
	 * @param changed a schema that has the new columns as they are to be in the end
	 * @param names their names
	 * @return the schema
	 */
	static SchemaSnapshot with(Subject subject, SchemaSnapshot changed, Set<String> names) {
		List<Fact> columns = new ArrayList<>();
		for (String name : names) {
			Fact column = Objects.requireNonNull(changed.find(Subject.child(subject.table(), Kind.COLUMN, name)));
			Fact open = column;
			for (String attribute : List.of("not_null", "not_null_name", "not_null_unproved", "not_null_no_inherit",
					"_not_null_name")) {
				open = open.with(attribute, null);
			}
			columns.add(open);
		}
		return Ddl.with(subject.schema(), columns);
	}

}
