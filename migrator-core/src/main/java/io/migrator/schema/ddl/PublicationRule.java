package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;

/**
 * Publications. What they have of tables and schemas joins in their own statement where
 * it can.
 */
final class PublicationRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, (parts) -> {
			StringBuilder sql = new StringBuilder("CREATE PUBLICATION ").append(Targets.name(fact.id()));
			List<String> members = members(parts);
			if (fact.is("all_tables")) {
				sql.append(" FOR ALL TABLES");
			}
			else if (!members.isEmpty()) {
				sql.append(" FOR ").append(String.join(", ", members));
			}
			List<String> options = options(fact,
					fact.attributes().names().stream().filter(PublicationRule::isOption).toList());
			return sql.append(options.isEmpty() ? "" : " WITH (" + String.join(", ", options) + ")").toString();
		});
	}

	private static List<String> members(List<Fact> parts) {
		List<String> members = new ArrayList<>();
		for (Kind kind : List.of(Kind.PUBLICATION_TABLE, Kind.PUBLICATION_SCHEMA)) {
			parts.stream()
				.filter((part) -> part.id().kind() == kind)
				.sorted((one, other) -> one.id().compareTo(other.id()))
				.map(PublicationMemberRule::member)
				.map((member) -> members.isEmpty() ? member : member.replaceFirst("^TABLE ", ""))
				.forEachOrdered(members::add);
		}
		return members;
	}

	private static boolean isOption(String attribute) {
		return List.of("generated_columns", "operations", "via_root").contains(attribute);
	}

	private static List<String> options(Fact fact, List<String> attributes) {
		List<String> options = new ArrayList<>();
		for (String attribute : attributes) {
			switch (attribute) {
				case "operations" -> {
					boolean all = fact.attributes().value("operations") == null;
					options.add("publish = " + Names
						.literal(all ? "insert, update, delete, truncate" : String.join(", ", fact.list(attribute))));
				}
				case "via_root" -> options.add("publish_via_partition_root = " + fact.is(attribute));
				default -> options.add("publish_generated_columns = "
						+ ((fact.text(attribute) != null) ? fact.text(attribute) : "none"));
			}
		}
		return options;
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP PUBLICATION " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().stream().allMatch(PublicationRule::isOption) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		work.alter(after.id(), "ALTER PUBLICATION " + Targets.name(after.id()) + " SET ("
				+ String.join(", ", options(after, attributes)) + ")")
			.late();
	}

}
