package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;

/**
 * Enums.
 */
final class EnumRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE TYPE " + Targets.name(fact.id()) + " AS ENUM ("
				+ fact.list("labels").stream().map(Names::literal).collect(Collectors.joining(", ")) + ")");
	}

	@Override
	public void drop(Fact fact, Work work) {
		Moves.drop(fact, work);
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null) {
			return Verdict.REPLACE;
		}
		List<String> kept = new ArrayList<>(after.list("labels"));
		kept.retainAll(before.list("labels"));
		return kept.equals(before.list("labels")) ? Verdict.ALTER : Verdict.REPLACE;
	}

	/**
	 * New values cannot be used by the transaction that adds them.
	 */
	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		List<String> present = new ArrayList<>(before.list("labels"));
		List<String> wanted = after.list("labels");
		Action previous = null;
		for (int i = 0; i < wanted.size(); i++) {
			String label = wanted.get(i);
			if (i < present.size() && present.get(i).equals(label)) {
				continue;
			}
			String place = "";
			if (i < present.size()) {
				place = (i > 0) ? " AFTER " + Names.literal(wanted.get(i - 1))
						: " BEFORE " + Names.literal(present.get(0));
			}
			present.add(i, label);
			previous = work
				.alter(after.id(),
						"ALTER TYPE " + Targets.name(after.id()) + " ADD VALUE " + Names.literal(label) + place)
				.mode(DdlStep.Mode.BEFOREHAND)
				.after(previous);
		}
	}

}
