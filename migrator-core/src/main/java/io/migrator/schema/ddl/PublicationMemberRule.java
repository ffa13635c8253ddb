package io.migrator.schema.ddl;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * Tables and schemas of publications. To change the columns or rows of a table it leaves
 * and joins again, which no subscriber sees, as it is one transaction.
 */
final class PublicationMemberRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, alter(fact) + " ADD " + member(fact));
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, alter(fact) + " DROP " + name(fact));
	}

	@Override
	public @Nullable String inline(Fact fact, Work work) {
		return member(fact);
	}

	private static String alter(Fact fact) {
		return "ALTER PUBLICATION " + Names.quote(fact.id().name());
	}

	private static String name(Fact fact) {
		return (fact.id().kind() == Kind.PUBLICATION_SCHEMA) ? "TABLES IN SCHEMA " + Names.quote(Targets.sub(fact.id()))
				: "TABLE " + Names.qualified(fact.required("_schema"), fact.required("_table"));
	}

	/**
	 * Writes a member as {@code CREATE PUBLICATION … FOR} does.
	 * @param fact the member
	 * @return key words, name, columns and condition
	 */
	static String member(Fact fact) {
		StringBuilder sql = new StringBuilder(name(fact));
		if (!fact.list("columns").isEmpty()) {
			sql.append(" (")
				.append(String.join(", ", fact.list("columns").stream().map(Names::quote).toList()))
				.append(')');
		}
		String condition = fact.text("expression");
		return sql.append((condition != null) ? " WHERE (" + condition + ")" : "").toString();
	}

}
