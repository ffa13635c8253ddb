package io.migrator.schema.ddl;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Names of objects as statements write them.
 */
final class Targets {

	private Targets() {
	}

	/**
	 * The name of an object, or of what it lives on.
	 * @param id the object
	 * @return schema and name
	 */
	static String name(ObjectId id) {
		return switch (id.kind()) {
			case FUNCTION, AGGREGATE, OPERATOR, OPERATOR_CLASS, OPERATOR_FAMILY, CAST, TRANSFORM -> id.path();
			default -> Names.qualified(id.schema(), id.name());
		};
	}

	/**
	 * What an object is called after {@code ALTER} or {@code COMMENT ON}.
	 * @param fact the object
	 * @return key words
	 */
	static String keyword(Fact fact) {
		boolean procedure = fact.id().kind() == Kind.FUNCTION && "PROCEDURE".equals(fact.text("routine"));
		return procedure ? "PROCEDURE" : fact.id().kind().sql();
	}

	/**
	 * An object as {@code COMMENT ON} and {@code SECURITY LABEL} name it.
	 * @param fact the object
	 * @return key words and name
	 */
	static String comment(Fact fact) {
		ObjectId id = fact.id();
		String relation = Names.qualified(id.schema(), id.name());
		return switch (id.kind()) {
			case COLUMN, VIEW_COLUMN -> "COLUMN " + id.path();
			case CONSTRAINT, TRIGGER, POLICY, RULE -> id.kind().sql() + " " + Names.quote(sub(id)) + " ON " + relation;
			case DOMAIN_CONSTRAINT -> "CONSTRAINT " + Names.quote(sub(id)) + " ON DOMAIN " + relation;
			default -> keyword(fact) + " " + name(id);
		};
	}

	/**
	 * Puts an expression into parentheses that is not in a pair of its own.
	 * @param expression what the server printed
	 * @return the expression in parentheses
	 */
	static String parenthesised(String expression) {
		int depth = 0;
		char quote = 0;
		for (int i = 0; i < expression.length(); i++) {
			char c = expression.charAt(i);
			if (quote != 0) {
				quote = (c == quote) ? 0 : quote;
			}
			else if (c == '\'' || c == '"') {
				quote = c;
			}
			else if (c == '(') {
				depth++;
			}
			else if (c == ')') {
				depth--;
			}
			if (depth == 0 && (i < expression.length() - 1 || c != ')')) {
				return "(" + expression + ")";
			}
		}
		return expression;
	}

	static String sub(ObjectId id) {
		if (id.sub() == null) {
			throw new IllegalArgumentException(id + " lives on nothing");
		}
		return id.sub();
	}

}
