package io.migrator.schema.ddl;

import java.util.List;
import java.util.Objects;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;

/**
 * Indexes that are no constraint's.
 */
final class IndexRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		Fact table = work.to().find(fact.parent());
		if (table == null) {
			throw new IllegalStateException(fact.id() + " has no table");
		}
		boolean online = work.isOnline(table.id());
		boolean partitioned = table.text("partition_key") != null;
		PartitionedIndex parts = new PartitionedIndex(work);
		if (partitioned && !fact.is("invalid") && (online || parts.hasTwin(fact, table))) {
			parts.create(fact, table);
		}
		else {
			Action created = work.create(fact, statement(fact, fact.id().name(), table, online, fact.is("invalid")))
				.mode(online && !partitioned ? DdlStep.Mode.OUTSIDE : DdlStep.Mode.TRANSACTION);
			Twins.above(fact, work).forEach(created::needs);
		}
		if (isSwapped(fact.id(), work)) {
			work.alter(fact.id(), "DROP INDEX CONCURRENTLY " + Names.qualified(fact.id().schema(), old(fact.id())))
				.mode(DdlStep.Mode.OUTSIDE)
				.after(work.creation(fact.id()))
				.late();
		}
		IndexSettings.afterCreation(fact, work);
	}

	/**
	 * Writes the statement that makes an index.
	 * @param fact what the index says
	 * @param name its name
	 * @param table its table
	 * @param online whether the table must stay usable
	 * @param only whether a partitioned table's index is made without its parts
	 * @return the statement
	 */
	static String statement(Fact fact, String name, Fact table, boolean online, boolean only) {
		boolean partitioned = table.text("partition_key") != null;
		StringBuilder sql = new StringBuilder("CREATE ").append(fact.is("unique") ? "UNIQUE " : "")
			.append("INDEX ")
			.append(online && !partitioned ? "CONCURRENTLY " : "")
			.append(Names.quote(name))
			.append(" ON ")
			.append(only && partitioned ? "ONLY " : "")
			.append(Targets.name(table.id()))
			.append(' ');
		String definition = fact.required("definition");
		StringBuilder clauses = new StringBuilder();
		if (!fact.list("options").isEmpty()) {
			clauses.append(" WITH (").append(Storage.list(fact.list("options"))).append(')');
		}
		if (fact.text("tablespace") != null) {
			clauses.append(" TABLESPACE ").append(Names.quote(fact.required("tablespace")));
		}
		int where = clauses.isEmpty() ? -1 : beforeWhere(definition);
		return sql.append((where < 0) ? definition : definition.substring(0, where))
			.append(clauses)
			.append((where < 0) ? "" : definition.substring(where))
			.toString();
	}

	/** The condition is the only WHERE outside of parentheses and quotes. */
	private static int beforeWhere(String definition) {
		int depth = 0;
		boolean quoted = false;
		for (int i = 0; i < definition.length(); i++) {
			char c = definition.charAt(i);
			quoted = (c == '"' || c == '\'') ? !quoted : quoted;
			depth += quoted ? 0 : (c == '(') ? 1 : (c == ')') ? -1 : 0;
			if (!quoted && depth == 0 && definition.startsWith(" WHERE ", i)) {
				return i;
			}
		}
		return -1;
	}

	@Override
	public void drop(Fact fact, Work work) {
		if (Keys.becomesKey(fact, work)) {
			return;
		}
		if (isSwapped(fact.id(), work)) {
			work.drop(fact, "ALTER INDEX " + Targets.name(fact.id()) + " RENAME TO " + Names.quote(old(fact.id())));
			return;
		}
		String part = Twins.part(fact, work);
		if (part != null) {
			work.drop(fact, "ALTER INDEX " + Targets.name(fact.id()) + " RENAME TO " + Names.quote(part));
			return;
		}
		Fact table = work.from().find(fact.parent());
		boolean concurrently = table != null && work.options().online() && !work.isDropped(table.id())
				&& table.text("partition_key") == null;
		boolean parts = work.from()
			.dependentsOf(fact.id())
			.stream()
			.map(work.from()::find)
			.anyMatch((key) -> key != null && key.id().kind() == Kind.CONSTRAINT
					&& PartitionedIndex.isPartOf(key, fact.id(), work));
		work.drop(fact,
				"DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + Targets.name(fact.id())
						+ (parts ? " CASCADE" : ""))
			.mode(concurrently ? DdlStep.Mode.OUTSIDE : DdlStep.Mode.TRANSACTION);
	}

	/**
	 * Whether queries keep the old index until the new one is built: it is only renamed
	 * at first. That needs its columns, functions and operators to stay as they are, and
	 * no foreign key to stand on it.
	 */
	private static boolean isSwapped(ObjectId id, Work work) {
		Fact before = work.from().find(id);
		Fact after = work.to().find(id);
		if (before == null || after == null || !work.replaced().contains(id) || before.is("invalid")
				|| !work.isOnline(after.parent())) {
			return false;
		}
		Fact table = work.from().find(before.parent());
		return table != null && table.text("partition_key") == null
				&& SchemaDiff.between(before, after).stream().anyMatch(List.of("definition", "unique")::contains)
				&& work.from().dependentsOf(id).stream().noneMatch((other) -> other.kind() == Kind.CONSTRAINT)
				&& before.dependencies().stream().allMatch((needed) -> isKept(needed, work));
	}

	private static boolean isKept(ObjectId id, Work work) {
		Fact before = work.from().find(id);
		Fact after = work.to().find(id);
		return before != null && after != null && !work.replaced().contains(id)
				&& Objects.equals(before.text("type"), after.text("type"))
				&& Objects.equals(before.text("collation"), after.text("collation"));
	}

	private static String old(ObjectId id) {
		return ShortLived.name(id.name(), "old");
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		if (change.attributes().contains("statistics") && change.attributes().contains("definition")) {
			return Verdict.REPLACE;
		}
		Fact table = (change.after() != null) ? work.to().find(change.after().parent()) : null;
		boolean partitioned = table != null && table.text("partition_key") != null;
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "clustered", "replica_identity", "tablespace", "statistics", "options" -> true;
			case "invalid" -> partitioned && change.after() != null && !change.after().is("invalid");
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		IndexSettings.alter(before, after, attributes, work);
		Fact table = work.to().find(after.parent());
		if (attributes.contains("invalid") && table != null) {
			new PartitionedIndex(work).complete(after, table);
		}
	}

}
