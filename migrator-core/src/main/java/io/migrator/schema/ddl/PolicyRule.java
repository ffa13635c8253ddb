package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * Policies of row level security.
 */
final class PolicyRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		StringBuilder sql = new StringBuilder("CREATE ").append(target(fact));
		sql.append(fact.is("restrictive") ? " AS RESTRICTIVE" : "");
		append(sql, " FOR ", fact.text("command"));
		append(sql, " TO ", fact.list("roles").isEmpty() ? null : String.join(", ", fact.list("roles")));
		conditions(sql, fact, List.of("expression", "check"));
		work.create(fact, sql.toString());
	}

	private static String target(Fact fact) {
		return "POLICY " + Names.quote(Targets.sub(fact.id())) + " ON " + Targets.name(fact.id());
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	private static void conditions(StringBuilder sql, Fact fact, List<String> attributes) {
		for (String attribute : attributes) {
			String words = "check".equals(attribute) ? " WITH CHECK "
					: "expression".equals(attribute) ? " USING " : null;
			String condition = (words != null) ? fact.text(attribute) : null;
			if (condition != null) {
				sql.append("\n   ").append(words).append(Targets.parenthesised(condition));
			}
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + target(fact));
	}

	/** A condition can be changed, not taken away. */
	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "roles" -> true;
			case "expression", "check" -> change.after() != null && change.after().text(attribute) != null;
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		StringBuilder sql = new StringBuilder("ALTER ").append(target(after));
		if (attributes.contains("roles")) {
			sql.append(" TO ")
				.append(after.list("roles").isEmpty() ? "PUBLIC" : String.join(", ", after.list("roles")));
		}
		conditions(sql, after, attributes.stream().sorted((one, other) -> other.compareTo(one)).toList());
		work.alter(after.id(), sql.toString());
	}

}
