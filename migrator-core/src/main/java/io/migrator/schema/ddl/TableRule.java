package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Tables.
 */
final class TableRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, (parts) -> statement(fact, parts, work));
		for (String setting : settings(fact)) {
			work.alter(fact.id(), "ALTER TABLE " + Targets.name(fact.id()) + " " + setting).late();
		}
	}

	private static List<String> settings(Fact fact) {
		List<String> settings = new ArrayList<>();
		if (fact.is("row_security")) {
			settings.add("ENABLE ROW LEVEL SECURITY");
		}
		if (fact.is("force_row_security")) {
			settings.add("FORCE ROW LEVEL SECURITY");
		}
		return settings;
	}

	private static String statement(Fact fact, List<Fact> parts, Work work) {
		StringBuilder sql = new StringBuilder("CREATE ");
		if (fact.is("unlogged")) {
			sql.append("UNLOGGED ");
		}
		sql.append("TABLE ").append(Targets.name(fact.id())).append(" (");
		List<String> lines = new ArrayList<>();
		parts.stream()
			.filter((part) -> part.id().kind() == Kind.COLUMN)
			.sorted(Comparator.comparing((column) -> Integer.parseInt(column.required("_position"))))
			.map((column) -> ColumnRule.definition(column, defaultOf(column, parts), work))
			.forEach(lines::add);
		parts.stream()
			.filter((part) -> part.id().kind() == Kind.CONSTRAINT)
			.sorted(Comparator.comparing((Fact part) -> "pux cf".indexOf(part.required("type")))
				.thenComparing(Fact::id))
			.map(ConstraintRule::inline)
			.forEach(lines::add);
		sql.append(lines.isEmpty() ? "" : "\n    ").append(String.join(",\n    ", lines));
		return sql.append(lines.isEmpty() ? ")" : "\n)").toString();
	}

	private static @Nullable Fact defaultOf(Fact column, List<Fact> parts) {
		return parts.stream()
			.filter((part) -> part.id().kind() == Kind.DEFAULT && column.id().equals(part.parent()))
			.findFirst()
			.orElse(null);
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP TABLE " + Targets.name(fact.id())).loses("all rows of " + fact.id().path());
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		ObjectId id = after.id();
		for (String attribute : attributes) {
			switch (attribute) {
				case "row_security" ->
					alter(id, (after.is(attribute) ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY", work);
				case "force_row_security" ->
					alter(id, (after.is(attribute) ? "" : "NO ") + "FORCE ROW LEVEL SECURITY", work);
				case "unlogged" -> alter(id, after.is(attribute) ? "SET UNLOGGED" : "SET LOGGED", work);
				default -> work.unsupported().add(id);
			}
		}
	}

	private static void alter(ObjectId id, String clause, Work work) {
		work.alter(id, "ALTER TABLE " + Targets.name(id) + " " + clause).late();
	}

}
