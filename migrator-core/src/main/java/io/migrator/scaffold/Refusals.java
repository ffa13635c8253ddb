package io.migrator.scaffold;

import java.util.List;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;

/**
 * What cannot be scaffolded, and what to do instead.
 */
final class Refusals {

	private static final Set<Kind> READERS = Set.of(Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.POLICY, Kind.STATISTICS,
			Kind.FUNCTION, Kind.RULE, Kind.PUBLICATION_TABLE);

	private Refusals() {
	}

	/**
	 * Refuses tables on which a trigger does not see every row, or whose columns are not
	 * their own.
	 */
	static void ofTable(Subject subject) {
		Fact table = subject.table();
		if (table.text("bound") != null) {
			throw refused(subject.table().id() + " is a partition", "Name the partitioned table.");
		}
		if (!table.list("inherits").isEmpty() || subject.schema()
			.facts()
			.stream()
			.anyMatch((fact) -> fact.text("bound") == null && fact.id().kind() == Kind.TABLE
					&& fact.list("inherits").contains(subject.relation()))) {
			throw refused(table.id() + " inherits or is inherited from, and triggers are not",
					"Write the migrations by hand ('migrator new'), with a trigger on each of the tables.");
		}
		if (table.text("of_type") != null) {
			throw refused(table.id() + " is made of the type " + table.text("of_type"),
					"Change the type by a migration written by hand.");
		}
	}

	/**
	 * Refuses columns that another column cannot take the place of while both are there.
	 */
	static void ofReplacing(Subject subject) {
		ofTable(subject);
		Fact column = subject.column();
		if (column.text("generated") != null) {
			throw refused(column.id() + " is generated, so nobody writes it",
					"Add another generated column by a migration, change the application over, and drop this one with "
							+ "'migrator scaffold drop-column'.");
		}
		if (column.text("identity") != null) {
			throw refused(column.id() + " is an identity", "Write the migrations by hand ('migrator new').");
		}
		ofPartitionKey(subject);
		for (Fact dependent : subject.dependents()) {
			ofDependent(subject, dependent);
		}
	}

	private static void ofDependent(Subject subject, Fact dependent) {
		String column = subject.column().id().toString();
		switch (dependent.id().kind()) {
			case CONSTRAINT -> {
				String type = dependent.required("type");
				if (type.equals("p")) {
					throw refused(column + " is part of the primary key " + dependent.id().sub(),
							"A primary key is changed by a migration written by hand, with the foreign keys that point to it.");
				}
				if (type.equals("x")) {
					throw refused(
							"The exclusion constraint " + dependent.id().sub() + " uses " + column
									+ ", and its index cannot be built without blocking writes",
							"Write the migrations by hand ('migrator new').");
				}
				if (type.equals("u") && dependent.is("deferrable")) {
					throw refused(
							"The unique constraint " + dependent.id().sub() + " on " + column
									+ " is deferrable, which no index is while it is built",
							"Write the migrations by hand ('migrator new').");
				}
			}
			case COLUMN -> throw refused(dependent.id() + " is generated from " + column,
					"Make it a plain column, or drop it, by a migration of its own first.");
			case TRIGGER -> throw refused(dependent.id() + " fires for " + column + " alone",
					"Let it fire for every change of a row, by a migration of its own first.");
			case DEFAULT, INDEX, SEQUENCE -> {
				// taken over
			}
			default -> {
				if (!READERS.contains(dependent.id().kind())) {
					throw refused(dependent.id() + " uses " + column, "Write the migrations by hand ('migrator new').");
				}
			}
		}
	}

	/**
	 * Refuses columns that something reads which cannot be led over to a column of
	 * another kind.
	 */
	static void ofReaders(Subject subject) {
		for (Fact dependent : subject.dependents()) {
			if (READERS.contains(dependent.id().kind())) {
				throw refused(
						dependent.id() + " uses " + subject.column().id() + ", and what it is to use instead only "
								+ "people know",
						"Drop it, or let it use something else, by a migration of its own first.");
			}
		}
	}

	/** Refuses columns that foreign keys point to. */
	static void ofReferences(Subject subject) {
		for (Fact dependent : subject.dependents()) {
			if (dependent.id().kind() == Kind.CONSTRAINT && !subject.table().id().equals(dependent.parent())) {
				throw refused(dependent.id() + " points to " + subject.column().id(),
						"Drop the foreign key by a migration of its own first.");
			}
		}
	}

	/** The server does not say in pg_depend which columns a partition key is made of. */
	static void ofPartitionKey(Subject subject) {
		String key = subject.table().text("partition_key");
		if (key != null && List.of(key.split("[^\\p{L}\\p{N}_$\"]+")).contains(subject.quoted())) {
			throw refused(subject.column().id() + " is part of the partition key " + key,
					"Rows are partitioned anew by copying them into another table.");
		}
	}

	static ScaffoldException refused(String problem, String nextStep) {
		return ScaffoldException.refused(problem + ".", nextStep);
	}

}
