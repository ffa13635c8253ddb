package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * The checks of domains.
 */
final class DomainConstraintRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		String add = alterDomain(fact.id()) + " ADD " + definition(fact);
		if (fact.is("unproved")) {
			work.create(fact, add + " NOT VALID");
		}
		else if (work.isOnline(fact.parent())) {
			Action added = work.create(fact, add + " NOT VALID");
			validate(fact.id(), work).after(added);
		}
		else {
			work.create(fact, add);
		}
	}

	static String definition(Fact fact) {
		return "CONSTRAINT " + Names.quote(Targets.sub(fact.id())) + " " + fact.required("definition");
	}

	@Override
	public @Nullable String inline(Fact fact, Work work) {
		return fact.is("unproved") ? null : definition(fact);
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, alterDomain(fact.id()) + " DROP CONSTRAINT " + Names.quote(Targets.sub(fact.id())));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		boolean proves = change.attributes().equals(List.of("unproved")) && change.before() != null
				&& change.before().is("unproved");
		return proves ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		validate(after.id(), work);
	}

	private static Action validate(ObjectId id, Work work) {
		return work.alter(id, alterDomain(id) + " VALIDATE CONSTRAINT " + Names.quote(Targets.sub(id)))
			.mode(DdlStep.Mode.AFTERWARDS)
			.late();
	}

	private static String alterDomain(ObjectId id) {
		return "ALTER DOMAIN " + Names.qualified(id.schema(), id.name());
	}

}
