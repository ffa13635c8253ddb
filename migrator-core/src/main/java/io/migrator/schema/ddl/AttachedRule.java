package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Triggers and rules: what the server does when something happens to a relation.
 */
final class AttachedRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		Action created = work.create(fact, fact.required("definition"));
		if (fact.text("enabled") != null) {
			enable(fact, work).after(created);
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + fact.id().kind().sql() + " " + Names.quote(Targets.sub(fact.id())) + " ON "
				+ Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		boolean constraint = change.before() != null && change.before().is("constraint")
				|| change.after() != null && change.after().is("constraint");
		return (constraint && !change.attributes().equals(List.of("enabled"))) ? Verdict.REPLACE : Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		Action replaced = null;
		if (attributes.contains("definition")) {
			replaced = work.alter(after.id(),
					after.required("definition").replaceFirst("^CREATE ", "CREATE OR REPLACE "));
		}
		// A replaced trigger fires again, whatever it was told before
		if (attributes.contains("enabled") || replaced != null && after.text("enabled") != null) {
			enable(after, work).after(replaced);
		}
	}

	private static Action enable(Fact fact, Work work) {
		ObjectId id = fact.id();
		String state = fact.text("enabled");
		return work
			.alter(id,
					"ALTER TABLE " + Targets.name(id) + " " + ((state != null) ? state : "ENABLE") + " "
							+ id.kind().sql() + " " + Names.quote(Targets.sub(id)))
			.late();
	}

}
