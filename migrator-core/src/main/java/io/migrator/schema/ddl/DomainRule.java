package io.migrator.schema.ddl;

import java.util.List;
import java.util.Objects;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;

/**
 * Domains. That one is not null is part of it; its checks are objects of their own.
 */
final class DomainRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, (parts) -> statement(fact, parts));
	}

	private static String statement(Fact fact, List<Fact> parts) {
		StringBuilder sql = new StringBuilder("CREATE DOMAIN ").append(Targets.name(fact.id()))
			.append(" AS ")
			.append(fact.required("type"));
		if (fact.text("collation") != null) {
			sql.append(" COLLATE ").append(fact.text("collation"));
		}
		if (fact.text("expression") != null) {
			sql.append(" DEFAULT ").append(fact.text("expression"));
		}
		if (fact.is("not_null")) {
			String name = fact.text("not_null_name");
			sql.append((name != null) ? " CONSTRAINT " + Names.quote(name) : "").append(" NOT NULL");
		}
		for (Fact part : parts) {
			sql.append("\n    ").append(DomainConstraintRule.definition(part));
		}
		return sql.toString();
	}

	@Override
	public void drop(Fact fact, Work work) {
		Moves.drop(fact, work);
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return (change.attributes().contains("type") || change.attributes().contains("collation")) ? Verdict.REPLACE
				: Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (attributes.contains("expression")) {
			String value = after.text("expression");
			alter(after, (value != null) ? "SET DEFAULT " + value : "DROP DEFAULT", work);
		}
		if (attributes.contains("not_null")) {
			String name = after.text("not_null_name");
			alter(after,
					!after.is("not_null") ? "DROP NOT NULL"
							: (name != null) ? "ADD CONSTRAINT " + Names.quote(name) + " NOT NULL" : "SET NOT NULL",
					work);
		}
		else if (attributes.contains("not_null_name")) {
			alter(after, "RENAME CONSTRAINT " + notNull(before) + " TO " + notNull(after), work);
		}
	}

	private static String notNull(Fact fact) {
		return Names.quote(Objects.requireNonNullElse(fact.text("not_null_name"), fact.id().name() + "_not_null"));
	}

	private static void alter(Fact fact, String clause, Work work) {
		work.alter(fact.id(), "ALTER DOMAIN " + Targets.name(fact.id()) + " " + clause);
	}

}
