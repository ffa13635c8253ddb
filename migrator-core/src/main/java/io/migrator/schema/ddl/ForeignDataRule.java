package io.migrator.schema.ddl;

import java.util.List;
import java.util.Locale;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Foreign-data wrappers, servers and user mappings.
 */
final class ForeignDataRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		if (ForeignOptions.needSecret(List.of(), fact)) {
			work.unsupported().add(fact.id());
			return;
		}
		StringBuilder sql = new StringBuilder("CREATE ").append(name(fact.id()));
		if (fact.id().kind() == Kind.FOREIGN_DATA_WRAPPER) {
			append(sql, " HANDLER ", fact.text("handler"));
			append(sql, " VALIDATOR ", fact.text("validator"));
		}
		if (fact.id().kind() == Kind.SERVER) {
			append(sql, " TYPE ", literal(fact.text("type")));
			append(sql, " VERSION ", literal(fact.text("version")));
			sql.append(" FOREIGN DATA WRAPPER ").append(Names.quote(fact.required("wrapper")));
		}
		work.create(fact, sql.append(ForeignOptions.written(ForeignOptions.of(fact))).toString());
	}

	private static String name(ObjectId id) {
		// The name of a user mapping says for whom it is and on which server
		return id.kind().sql() + " " + ((id.kind() == Kind.USER_MAPPING) ? id.name() : Names.quote(id.name()));
	}

	private static @Nullable String literal(@Nullable String value) {
		return (value != null) ? Names.literal(value) : null;
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before != null && after != null && ForeignOptions.needSecret(before.list("options"), after)) {
			return Verdict.UNSUPPORTED;
		}
		// A version can be changed, not taken away
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "options", "handler", "validator" -> true;
			case "version" -> after != null && after.text("version") != null;
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		StringBuilder sql = new StringBuilder("ALTER ").append(name(after.id()));
		for (String attribute : List.of("handler", "validator")) {
			if (attributes.contains(attribute)) {
				String words = " " + attribute.toUpperCase(Locale.ROOT) + " ";
				String function = after.text(attribute);
				sql.append((function != null) ? words + function : " NO" + words.stripTrailing());
			}
		}
		if (attributes.contains("version")) {
			sql.append(" VERSION ").append(Names.literal(after.required("version")));
		}
		if (attributes.contains("options")) {
			sql.append(ForeignOptions.changed(before, after));
		}
		work.alter(after.id(), sql.toString());
	}

}
