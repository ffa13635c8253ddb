package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * Aggregates.
 */
final class AggregateRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE " + definition(fact));
	}

	private static String definition(Fact fact) {
		return "AGGREGATE " + Targets.name(fact.id()) + " (\n    " + String.join(",\n    ", fact.list("properties"))
				+ "\n)";
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP AGGREGATE " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().equals(List.of("properties")) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		work.alter(after.id(), "CREATE OR REPLACE " + definition(after));
	}

}
