package io.migrator.schema.ddl;

import java.util.Comparator;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;

/**
 * Tables.
 */
final class TableRule implements Rule {

	/** Keys first, checks and foreign keys last. */
	private static final Comparator<Fact> CONSTRAINTS = Comparator
		.comparing((Fact part) -> "pux cf".indexOf(part.required("type")))
		.thenComparing(Fact::id);

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, (parts) -> statement(fact, parts, work));
		for (String attribute : List.of("row_security", "force_row_security", "replica_identity")) {
			if (fact.text(attribute) != null) {
				TableSettings.alter(null, fact, attribute, work);
			}
		}
	}

	private static String statement(Fact fact, List<Fact> parts, Work work) {
		StringBuilder sql = new StringBuilder("CREATE ");
		if (fact.is("unlogged")) {
			sql.append("UNLOGGED ");
		}
		sql.append("TABLE ").append(Targets.name(fact.id()));
		boolean partition = fact.text("bound") != null;
		String type = fact.text("of_type");
		List<String> lines = TableParts.lines(parts, (column, value) -> (type != null)
				? TableParts.additions(column, value, " WITH OPTIONS") : ColumnRule.definition(column, value, work),
				CONSTRAINTS);
		if (partition) {
			sql.append(" PARTITION OF ").append(fact.list("_parents").get(0));
		}
		else if (type != null) {
			sql.append(" OF ").append(type);
		}
		if (!lines.isEmpty()) {
			sql.append(" (\n    ").append(String.join(",\n    ", lines)).append("\n)");
		}
		else if (!partition && type == null) {
			sql.append(" ()");
		}
		if (partition) {
			sql.append(lines.isEmpty() ? " " : "\n").append(fact.required("bound"));
		}
		else if (!fact.list("_parents").isEmpty()) {
			sql.append(" INHERITS (").append(String.join(", ", fact.list("_parents"))).append(')');
		}
		return sql.append(TableSettings.written(fact, work)).toString();
	}

	@Override
	public void drop(Fact fact, Work work) {
		detach(fact, work);
		Action drop = work.drop(fact, "DROP TABLE " + Targets.name(fact.id()));
		if (!work.rebuilds().isSaved(fact.id())) {
			drop.loses("all rows of " + fact.id().path());
		}
	}

	/** A foreign key that points to the table above points to a partition, too. */
	private static void detach(Fact fact, Work work) {
		if (fact.text("bound") == null) {
			return;
		}
		ObjectId parent = Inheritance.parentsOf(fact).get(0);
		String reference = " REFERENCES " + Targets.name(parent) + "(";
		if (!work.isDropped(parent) && work.from()
			.childrenOf(parent)
			.stream()
			.flatMap((child) -> work.from().dependentsOf(child.id()).stream())
			.map(work.from()::find)
			.anyMatch((key) -> key != null && "f".equals(key.text("type")) && key.text("definition") != null
					&& key.required("definition").contains(reference))) {
			work.attachments()
				.leave(fact.id(), parent, false,
						"ALTER TABLE " + Targets.name(parent) + " DETACH PARTITION " + Targets.name(fact.id()));
		}
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().contains("partition_key") ? Verdict.UNSUPPORTED : Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (attributes.contains("inherits") || attributes.contains("bound")) {
			move(before, after, work);
		}
		for (String attribute : attributes) {
			if (!attribute.equals("inherits") && !attribute.equals("bound")) {
				TableSettings.alter(before, after, attribute, work);
			}
		}
	}

	/**
	 * Takes a table from under others and puts it under others. DETACH CONCURRENTLY would
	 * leave a check behind, so the short lock on the parent is the lesser evil.
	 */
	private static void move(Fact before, Fact after, Work work) {
		ObjectId id = after.id();
		List<ObjectId> left = Inheritance.parentsOf(before);
		List<ObjectId> joined = Inheritance.parentsOf(after);
		boolean wasPartition = before.text("bound") != null;
		boolean isPartition = after.text("bound") != null;
		for (ObjectId parent : left) {
			boolean again = joined.contains(parent);
			if (wasPartition) {
				work.attachments()
					.leave(id, parent, again,
							"ALTER TABLE " + Targets.name(parent) + " DETACH PARTITION " + Targets.name(id));
			}
			else if (!again) {
				work.attachments()
					.leave(id, parent, false,
							"ALTER TABLE " + Targets.name(id) + " NO INHERIT " + Targets.name(parent));
			}
		}
		for (ObjectId parent : joined) {
			if (isPartition) {
				work.attachments()
					.join(id, parent, "ALTER TABLE " + Targets.name(parent) + " ATTACH PARTITION " + Targets.name(id)
							+ " " + after.required("bound"));
			}
			else if (wasPartition || !left.contains(parent)) {
				work.attachments()
					.join(id, parent, "ALTER TABLE " + Targets.name(id) + " INHERIT " + Targets.name(parent));
			}
		}
	}

}
