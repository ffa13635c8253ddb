package io.migrator.schema.ddl;

import java.util.Comparator;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;

/**
 * Foreign tables. They hold no rows of their own, so that nothing is lost when one is
 * made anew. What they have in common with tables is done by the rule of those.
 */
final class ForeignTableRule implements Rule {

	private final TableRule tables = new TableRule();

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, (parts) -> statement(fact, parts, work));
	}

	private static String statement(Fact fact, List<Fact> parts, Work work) {
		StringBuilder sql = new StringBuilder("CREATE FOREIGN TABLE ").append(Targets.name(fact.id()));
		boolean partition = fact.text("bound") != null;
		List<String> parents = fact.list("_parents");
		if (partition) {
			sql.append(" PARTITION OF ").append(parents.get(0));
		}
		List<String> lines = TableParts.lines(parts,
				(column, value) -> partition ? TableParts.additions(column, value, "")
						: isInherited(column) ? "" : ColumnRule.definition(column, value, work),
				Comparator.comparing(Fact::id));
		if (!lines.isEmpty()) {
			sql.append(" (\n    ").append(String.join(",\n    ", lines)).append("\n)");
		}
		else if (!partition) {
			sql.append(" ()");
		}
		if (partition) {
			sql.append(' ').append(fact.required("bound"));
		}
		else if (!parents.isEmpty()) {
			sql.append(" INHERITS (").append(String.join(", ", parents)).append(')');
		}
		return sql.append(" SERVER ")
			.append(Names.quote(fact.required("server")))
			.append(ForeignOptions.written(fact.list("fdw_options")))
			.toString();
	}

	private static boolean isInherited(Fact column) {
		return column.is("_inherited") && !column.is("_local");
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP FOREIGN TABLE " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		if (change.attributes().contains("server")) {
			return Verdict.REPLACE;
		}
		List<String> others = others(change.attributes());
		return others.isEmpty() ? Verdict.ALTER
				: this.tables.judge(new Difference(change.id(), change.before(), change.after(), others), work);
	}

	private static List<String> others(List<String> attributes) {
		return attributes.stream().filter((attribute) -> !"fdw_options".equals(attribute)).toList();
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (attributes.contains("fdw_options")) {
			work.alter(after.id(), "ALTER FOREIGN TABLE " + Targets.name(after.id())
					+ ForeignOptions.changed(before.list("fdw_options"), after.list("fdw_options")))
				.late();
		}
		List<String> others = others(attributes);
		if (!others.isEmpty()) {
			this.tables.alter(before, after, others, work);
		}
	}

}
