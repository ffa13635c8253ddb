package io.migrator.schema.ddl;

import java.util.List;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What all kinds have in common: comments, security labels, owners and privileges.
 */
final class CommonRule {

	private static final Set<String> ATTRIBUTES = Set.of("comment", "index_comment", "not_null_comment",
			"sequence_comment", "security_labels", "owner", "privileges", "sequence_privileges", "member_privileges");

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
			owner(null, fact, work);
		}
		comments(null, fact, work);
		labels(List.of(), fact, work);
		Privileges.create(fact, work);
	}

	static void alter(Fact before, Fact after, List<String> attributes, Work work) {
		if (attributes.contains("owner")) {
			owner(before, after, work);
		}
		comments(before, after, work);
		labels(before.list("security_labels"), after, work);
		Privileges.alter(before, after, attributes, work);
	}

	private static void owner(@Nullable Fact before, Fact after, Work work) {
		String owner = after.text("owner");
		ObjectId id = after.id();
		String link = after.text("owned_by");
		if (id.kind() == Kind.EXTENSION) {
			work.unsupported().add(id);
			return;
		}
		if (before != null && link != null && link.equals(before.text("owned_by"))) {
			// Goes with its table
			return;
		}
		Action action = work
			.alter(id,
					"ALTER " + Targets.keyword(after) + " " + Targets.name(id) + " OWNER TO "
							+ ((owner != null) ? Names.quote(owner) : "CURRENT_USER"))
			.late()
			.aspect(Action.Aspect.OWNER);
		if (id.schema() != null) {
			action.afterAspect(ObjectId.of(Kind.SCHEMA, null, id.schema()), Action.Aspect.PRIVILEGES);
		}
		if (link == null && before != null && before.text("owned_by") != null) {
			// A sequence has the owner of its table as long as it has one
			work.alterations(id).forEach(action::after);
		}
	}

	private static void comments(@Nullable Fact before, Fact after, Work work) {
		comment("comment", before, after, Targets.comment(after), work);
		if (after.text("index_comment") != null || (before != null && before.text("index_comment") != null)) {
			comment("index_comment", before, after,
					"INDEX " + Names.qualified(after.id().schema(), Targets.sub(after.id())), work);
		}
		String sequence = Privileges.sequence(after);
		if (sequence != null) {
			comment("sequence_comment", before, after, "SEQUENCE " + sequence, work);
		}
		if (after.id().kind() == Kind.COLUMN) {
			NotNulls.comment(before, after, work);
		}
	}

	private static void comment(String attribute, @Nullable Fact before, Fact after, String target, Work work) {
		String comment = after.text(attribute);
		String old = (before != null) ? before.text(attribute) : null;
		if ((comment != null) ? !comment.equals(old) : old != null) {
			work.alter(after.id(),
					"COMMENT ON %s IS %s".formatted(target, (comment != null) ? Names.literal(comment) : "NULL"))
				.late();
		}
	}

	private static void labels(List<String> before, Fact after, Work work) {
		List<String> labels = after.list("security_labels");
		for (String label : before) {
			String provider = label.substring(0, label.indexOf('='));
			if (labels.stream().noneMatch((other) -> other.startsWith(provider + "="))) {
				label(provider, "NULL", after, work);
			}
		}
		for (String label : labels) {
			if (!before.contains(label)) {
				int end = label.indexOf('=');
				label(label.substring(0, end), Names.literal(label.substring(end + 1)), after, work);
			}
		}
	}

	private static void label(String provider, String label, Fact fact, Work work) {
		work.alter(fact.id(),
				"SECURITY LABEL FOR " + Names.quote(provider) + " ON " + Targets.comment(fact) + " IS " + label)
			.late();
	}

}
