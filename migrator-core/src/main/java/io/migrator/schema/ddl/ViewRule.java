package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Views and materialized views.
 */
final class ViewRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		Fact before = work.from().find(fact.id());
		boolean empty = fact.is("_unpopulated") && (before == null || before.is("_unpopulated"));
		work.create(fact, "CREATE " + definition(fact) + (empty ? "\nWITH NO DATA" : ""));
	}

	private static String definition(Fact fact) {
		StringBuilder sql = new StringBuilder(fact.id().kind().sql()).append(' ').append(Targets.name(fact.id()));
		String method = fact.text("access_method");
		sql.append((method != null) ? " USING " + Names.quote(method) : "");
		List<String> options = fact.list("options");
		sql.append(options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")");
		String tablespace = fact.text("tablespace");
		sql.append((tablespace != null) ? " TABLESPACE " + Names.quote(tablespace) : "");
		return sql.append(" AS\n").append(fact.required("definition").replaceFirst(";\\s*$", "")).toString();
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + fact.id().kind().sql() + " " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		ObjectId id = change.id();
		if (id.kind() == Kind.MATERIALIZED_VIEW) {
			return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
				case "options", "tablespace" -> true;
				case "access_method" -> work.serverVersion() >= 15;
				default -> false;
			}) ? Verdict.ALTER : Verdict.REPLACE;
		}
		if (!Set.of("definition", "options").containsAll(change.attributes())) {
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
		if (attributes.contains("definition")) {
			work.alter(after.id(), "CREATE OR REPLACE " + definition(after));
			return;
		}
		for (String attribute : attributes) {
			switch (attribute) {
				case "options" -> options(before, after, work);
				case "tablespace" ->
					alter(after.id(), "SET TABLESPACE " + name(after.text(attribute), "pg_default"), work);
				default -> alter(after.id(), "SET ACCESS METHOD " + name(after.text(attribute), "heap"), work);
			}
		}
	}

	private static String name(@Nullable String name, String standard) {
		return Names.quote((name != null) ? name : standard);
	}

	private static void options(Fact before, Fact after, Work work) {
		List<String> gone = new ArrayList<>(before.list("options").stream().map(ViewRule::key).toList());
		gone.removeAll(after.list("options").stream().map(ViewRule::key).toList());
		if (!gone.isEmpty()) {
			alter(after.id(), "RESET (" + String.join(", ", gone) + ")", work);
		}
		List<String> set = new ArrayList<>(after.list("options"));
		set.removeAll(before.list("options"));
		if (!set.isEmpty()) {
			alter(after.id(), "SET (" + String.join(", ", set) + ")", work);
		}
	}

	private static String key(String option) {
		return option.substring(0, option.indexOf('='));
	}

	private static void alter(ObjectId id, String clause, Work work) {
		work.alter(id, "ALTER " + id.kind().sql() + " " + Targets.name(id) + " " + clause).late();
	}

}
