package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
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
		if (fact.is("unproved")) {
			work.create(fact, add + " NOT VALID");
		}
		else if (checked && work.isOnline(fact.parent()) && !fact.is("not_enforced")) {
			Action added = work.create(fact, add + " NOT VALID");
			work.alter(id, alterTable(id) + " VALIDATE CONSTRAINT " + Names.quote(Targets.sub(id)))
				.mode(DdlStep.Mode.AFTERWARDS)
				.after(added)
				.late();
		}
		else {
			work.create(fact, add);
		}
	}

	@Override
	public @Nullable String inline(Fact fact, Work work) {
		return fact.is("unproved") ? null : inline(fact);
	}

	static String inline(Fact fact) {
		StringBuilder sql = new StringBuilder("CONSTRAINT ").append(Names.quote(Targets.sub(fact.id())))
			.append(' ')
			.append(fact.required("definition"));
		if (fact.is("no_inherit")) {
			sql.append(" NO INHERIT");
		}
		return sql.append(state(fact)).toString();
	}

	private static String state(Fact fact) {
		return (fact.is("deferrable") ? " DEFERRABLE" : "") + (fact.is("deferred") ? " INITIALLY DEFERRED" : "")
				+ (fact.is("not_enforced") ? " NOT ENFORCED" : "");
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, alterTable(fact.id()) + " DROP CONSTRAINT " + Names.quote(Targets.sub(fact.id())));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null) {
			return Verdict.REPLACE;
		}
		boolean foreignKey = "f".equals(after.text("type")) && after.id().kind() == Kind.CONSTRAINT;
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "unproved" -> before.is("unproved") && !after.is("not_enforced");
			case "deferrable", "deferred" -> foreignKey;
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		ObjectId id = after.id();
		String name = Names.quote(Targets.sub(id));
		if (attributes.contains("deferrable") || attributes.contains("deferred")) {
			work.alter(id, alterTable(id) + " ALTER CONSTRAINT " + name
					+ (after.is("deferrable") ? "" : " NOT DEFERRABLE") + state(after));
		}
		if (attributes.contains("unproved")) {
			work.alter(id, alterTable(id) + " VALIDATE CONSTRAINT " + name).mode(DdlStep.Mode.AFTERWARDS).late();
		}
	}

	private static String alterTable(ObjectId id) {
		return "ALTER TABLE " + Names.qualified(id.schema(), id.name());
	}

}
