package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Constraints of tables.
 */
final class ConstraintRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		ObjectId id = fact.id();
		String add = alterTable(id) + " ADD " + inline(fact);
		boolean checked = "c".equals(fact.text("type")) || "f".equals(fact.text("type"));
		if (fact.is("invalid")) {
			PartitionedKey.createOnly(fact, work);
		}
		else if (fact.is("unproved")) {
			work.create(fact, add + " NOT VALID");
		}
		else if (checked && work.isOnline(fact.parent()) && !fact.is("not_enforced") && canBeUnproved(fact, work)) {
			Action added = work.create(fact, add + " NOT VALID");
			work.alter(id, alterTable(id) + " VALIDATE CONSTRAINT " + Names.quote(Targets.sub(id)))
				.mode(DdlStep.Mode.AFTERWARDS)
				.after(added)
				.late();
		}
		else if (!Keys.create(fact, work)) {
			work.create(fact, add);
		}
		IndexSettings.afterCreation(fact, work);
	}

	private static boolean canBeUnproved(Fact fact, Work work) {
		return "c".equals(fact.text("type")) || work.serverVersion() >= 18 || !isPartitioned(fact, work);
	}

	private static boolean isPartitioned(Fact fact, Work work) {
		Fact table = work.to().find(fact.parent());
		return table != null && table.text("partition_key") != null;
	}

	@Override
	public @Nullable String inline(Fact fact, Work work) {
		return (fact.is("unproved") || fact.is("invalid")) ? null : inline(fact);
	}

	static String inline(Fact fact) {
		StringBuilder sql = new StringBuilder("CONSTRAINT ").append(Names.quote(Targets.sub(fact.id())))
			.append(' ')
			.append(fact.required("definition"));
		if (!fact.list("options").isEmpty()) {
			sql.append(" WITH (").append(Storage.list(fact.list("options"))).append(')');
		}
		if (fact.text("tablespace") != null && !"x".equals(fact.text("type"))) {
			sql.append(" USING INDEX TABLESPACE ").append(Names.quote(fact.required("tablespace")));
		}
		if (fact.is("no_inherit")) {
			sql.append(" NO INHERIT");
		}
		return sql.append(state(fact)).toString();
	}

	static String state(Fact fact) {
		return (fact.is("deferrable") ? " DEFERRABLE" : "") + (fact.is("deferred") ? " INITIALLY DEFERRED" : "")
				+ (fact.is("not_enforced") ? " NOT ENFORCED" : "");
	}

	@Override
	public void drop(Fact fact, Work work) {
		for (ObjectId dependency : fact.dependencies()) {
			if (PartitionedIndex.isPartOf(fact, dependency, work) && work.isDropped(dependency)) {
				work.dropWith(fact, dependency);
				return;
			}
		}
		work.drop(fact, alterTable(fact.id()) + " DROP CONSTRAINT " + Names.quote(Targets.sub(fact.id())));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null) {
			return Verdict.REPLACE;
		}
		boolean foreignKey = "f".equals(after.text("type"));
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "unproved" -> before.is("unproved") && !after.is("not_enforced");
			case "deferrable", "deferred" -> foreignKey;
			case "not_enforced" -> foreignKey && !after.is("unproved");
			case "options", "clustered", "replica_identity", "tablespace" -> true;
			case "invalid" -> PartitionedKey.isCompleted(after.id(), work);
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		ObjectId id = after.id();
		String name = Names.quote(Targets.sub(id));
		Action changed = null;
		if (attributes.contains("deferrable") || attributes.contains("deferred")) {
			changed = work.alter(id,
					alterTable(id) + " ALTER CONSTRAINT " + name + (after.is("deferrable") ? "" : " NOT DEFERRABLE")
							+ (after.is("deferrable") ? " DEFERRABLE" : "")
							+ (after.is("deferred") ? " INITIALLY DEFERRED" : ""));
		}
		if (attributes.contains("not_enforced")) {
			changed = work
				.alter(id,
						alterTable(id) + " ALTER CONSTRAINT " + name
								+ (after.is("not_enforced") ? " NOT ENFORCED" : " ENFORCED"))
				.after(changed);
		}
		if (attributes.contains("unproved") && !attributes.contains("not_enforced")) {
			work.alter(id, alterTable(id) + " VALIDATE CONSTRAINT " + name)
				.mode(DdlStep.Mode.AFTERWARDS)
				.after(changed)
				.late();
		}
		if (attributes.contains("invalid")) {
			PartitionedKey.complete(after, work);
		}
		IndexSettings.alter(before, after, attributes, work);
	}

	private static String alterTable(ObjectId id) {
		return "ALTER TABLE " + Names.qualified(id.schema(), id.name());
	}

}
