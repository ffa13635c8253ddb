package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * Event triggers.
 */
final class EventTriggerRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE EVENT TRIGGER " + Targets.name(fact.id()) + " " + fact.required("definition"));
		if (fact.text("enabled") != null) {
			enable(fact, work);
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP EVENT TRIGGER " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().equals(List.of("enabled")) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		enable(after, work);
	}

	private static void enable(Fact fact, Work work) {
		String state = fact.text("enabled");
		work.alter(fact.id(),
				"ALTER EVENT TRIGGER " + Targets.name(fact.id()) + " " + ((state != null) ? state : "ENABLE"))
			.late();
	}

}
