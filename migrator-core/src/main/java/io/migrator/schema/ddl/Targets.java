package io.migrator.schema.ddl;

import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

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
	 * An object as {@code COMMENT ON} names it.
	 * @param id the object
	 * @param parentKind the kind of what it lives on, or {@code null}
	 * @return key words and name
	 */
	static String comment(ObjectId id, @Nullable Kind parentKind) {
		return switch (id.kind()) {
			case COLUMN, VIEW_COLUMN -> "COLUMN " + id.path();
			case CONSTRAINT, TRIGGER, POLICY, RULE ->
				id.kind().sql() + " " + Names.quote(sub(id)) + " ON " + Names.qualified(id.schema(), id.name());
			case DOMAIN_CONSTRAINT ->
				"CONSTRAINT " + Names.quote(sub(id)) + " ON DOMAIN " + Names.qualified(id.schema(), id.name());
			default -> id.kind().sql() + " " + name(id);
		};
	}

	static String sub(ObjectId id) {
		if (id.sub() == null) {
			throw new IllegalArgumentException(id + " lives on nothing");
		}
		return id.sub();
	}

}
