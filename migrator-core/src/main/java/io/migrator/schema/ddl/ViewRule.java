package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;

/**
 * Views and materialized views.
 */
final class ViewRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE " + definition(fact));
	}

	private static String definition(Fact fact) {
		List<String> options = fact.list("options");
		return fact.id().kind().sql() + " " + Targets.name(fact.id())
				+ (options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")") + " AS\n"
				+ fact.required("definition").replaceFirst(";\\s*$", "");
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + fact.id().kind().sql() + " " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		ObjectId id = change.id();
		if (id.kind() == Kind.MATERIALIZED_VIEW || !change.attributes().equals(List.of("definition"))) {
			return Verdict.REPLACE;
		}
		List<String> before = columns(work.from().childrenOf(id));
		List<String> after = columns(work.to().childrenOf(id));
		return (before.size() <= after.size() && after.subList(0, before.size()).equals(before)) ? Verdict.ALTER
				: Verdict.REPLACE;
	}

	private static List<String> columns(List<Fact> columns) {
		return columns.stream()
			.filter((column) -> column.id().kind() == Kind.VIEW_COLUMN)
			.sorted((one, other) -> Integer.compare(Integer.parseInt(one.required("_position")),
					Integer.parseInt(other.required("_position"))))
			.map((column) -> column.id().sub() + " " + column.text("type") + " " + column.text("collation"))
			.toList();
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		work.alter(after.id(), "CREATE OR REPLACE " + definition(after));
	}

}
