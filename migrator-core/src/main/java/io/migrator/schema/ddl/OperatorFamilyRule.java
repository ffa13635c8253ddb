package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * Operator families, with what is in them and in none of their classes.
 */
final class OperatorFamilyRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE OPERATOR FAMILY " + Targets.name(fact.id()));
		change(fact, "ADD", fact.list("members"), work);
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP OPERATOR FAMILY " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		List<String> gone = new ArrayList<>(before.list("members"));
		gone.removeAll(after.list("members"));
		gone.replaceAll(OperatorFamilyRule::place);
		change(after, "DROP", gone, work);
		List<String> added = new ArrayList<>(after.list("members"));
		added.removeAll(before.list("members"));
		change(after, "ADD", added, work);
	}

	/** A member goes by its number and its types, without its name. */
	private static String place(String member) {
		String[] words = member.split(" ", 3);
		String rest = words[2];
		String types = "FUNCTION".equals(words[0]) ? rest.substring(0, rest.indexOf(") ") + 1)
				: rest.substring(rest.indexOf(" (") + 1).replaceFirst(" FOR ORDER BY .*", "");
		return words[0] + " " + words[1] + " " + types;
	}

	private static void change(Fact fact, String verb, List<String> members, Work work) {
		if (!members.isEmpty()) {
			Action previous = work.alterations(fact.id()).stream().reduce((one, other) -> other).orElse(null);
			work.alter(fact.id(), "ALTER OPERATOR FAMILY " + Targets.name(fact.id()) + " " + verb + "\n    "
					+ String.join(",\n    ", members))
				.after(previous);
		}
	}

}
