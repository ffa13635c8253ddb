package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds have in common: comments and owners.
 */
final class CommonRule {

	private static final List<String> ATTRIBUTES = List.of("comment", "owner");

	private CommonRule() {
	}

	/**
	 * The attributes that are a rule's business.
	 * @param attributes all that differ
	 * @return those without the ones of this class
	 */
	static List<String> without(List<String> attributes) {
		return attributes.stream().filter((name) -> !ATTRIBUTES.contains(name)).toList();
	}

	static void create(Fact fact, Work work) {
		if (fact.text("owner") != null) {
			owner(fact, work);
		}
		if (fact.text("comment") != null) {
			comment(fact, work);
		}
	}

	static void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (attributes.contains("owner")) {
			owner(after, work);
		}
		if (attributes.contains("comment")) {
			comment(after, work);
		}
	}

	private static void owner(Fact fact, Work work) {
		String owner = fact.text("owner");
		work.alter(fact.id(), "ALTER %s %s OWNER TO %s".formatted(fact.id().kind().sql(), Targets.name(fact.id()),
				(owner != null) ? Names.quote(owner) : "CURRENT_USER"))
			.late();
	}

	private static void comment(Fact fact, Work work) {
		@Nullable String comment = fact.text("comment");
		work.alter(fact.id(),
				"COMMENT ON %s IS %s".formatted(
						Targets.comment(fact.id(), (fact.parent() != null) ? fact.parent().kind() : null),
						(comment != null) ? Names.literal(comment) : "NULL"))
			.late();
	}

}
