package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * Objects that are nothing but a name and a definition.
 */
final class DefinedRule implements Rule {

	private final boolean replaceable;

	/**
	 * Creates a rule.
	 * @param replaceable whether {@code CREATE OR REPLACE} exists for the kind
	 */
	DefinedRule(boolean replaceable) {
		this.replaceable = replaceable;
	}

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE " + definition(fact));
	}

	private static String definition(Fact fact) {
		return (fact.text("flavour") != null ? fact.text("flavour") + " " : "") + fact.id().kind().sql() + " "
				+ Targets.name(fact.id()) + " " + fact.required("definition");
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + fact.id().kind().sql() + " " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return this.replaceable ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		work.alter(after.id(), "CREATE OR REPLACE " + definition(after));
	}

}
