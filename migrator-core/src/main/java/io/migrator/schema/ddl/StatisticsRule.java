package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.ObjectId;

/**
 * Statistics objects.
 */
final class StatisticsRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		ObjectId table = fact.parent();
		if (table == null) {
			throw new IllegalStateException(fact.id() + " has no table");
		}
		List<String> kinds = fact.list("kinds");
		work.create(fact,
				"CREATE STATISTICS " + Targets.name(fact.id())
						+ (kinds.isEmpty() ? "" : " (" + String.join(", ", kinds) + ")") + " ON "
						+ fact.required("expression") + " FROM " + Targets.name(table));
		if (fact.text("target") != null) {
			target(fact, work);
		}
	}

	private static void target(Fact fact, Work work) {
		String target = fact.text("target");
		work.alter(fact.id(),
				"ALTER STATISTICS " + Targets.name(fact.id()) + " SET STATISTICS " + ((target != null) ? target : "-1"))
			.late();
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP STATISTICS " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().equals(List.of("target")) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		target(after, work);
	}

}
