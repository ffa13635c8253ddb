package io.migrator.schema;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object, the same in every database.
 *
 * @param kind what it is
 * @param schema the schema that it is in, or {@code null} for objects of the whole
 * database
 * @param name its name; for what lives on a table, the table's; for a function, with the
 * types of its arguments in parentheses
 * @param sub its own name if it lives on a table, a type or a view, else {@code null}
 */
public record ObjectId(Kind kind, @Nullable String schema, String name,
		@Nullable String sub) implements Comparable<ObjectId> {

	/**
	 * Names an object that lives in a schema or in the database itself.
	 * @param kind what it is
	 * @param schema its schema, or {@code null}
	 * @param name its name
	 * @return the id
	 */
	public static ObjectId of(Kind kind, @Nullable String schema, String name) {
		return new ObjectId(kind, schema, name, null);
	}

	/**
	 * The name without the kind, as people write it.
	 * @return the parts, quoted where that is necessary, with dots between
	 */
	public String path() {
		StringBuilder path = new StringBuilder();
		if (this.schema != null) {
			path.append(Names.quote(this.schema)).append('.');
		}
		path.append(hasSignature() ? this.name : Names.quote(this.name));
		if (this.sub != null) {
			path.append('.').append(Names.quote(this.sub));
		}
		return path.toString();
	}

	private boolean hasSignature() {
		return switch (this.kind) {
			case FUNCTION, AGGREGATE, OPERATOR, CAST, OPERATOR_CLASS, OPERATOR_FAMILY, TRANSFORM, USER_MAPPING,
					DEFAULT_PRIVILEGES, UNKNOWN ->
				true;
			default -> false;
		};
	}

	@Override
	public int compareTo(ObjectId other) {
		int order = compare(this.schema, other.schema);
		if (order == 0) {
			order = this.name.compareTo(other.name);
		}
		if (order == 0) {
			order = compare(this.sub, other.sub);
		}
		return (order != 0) ? order : this.kind.compareTo(other.kind);
	}

	/** None comes first. Neighbours often share the very same text. */
	@SuppressWarnings("StringEquality")
	private static int compare(@Nullable String one, @Nullable String other) {
		if (one == other) {
			return 0;
		}
		if (one == null) {
			return -1;
		}
		return (other != null) ? one.compareTo(other) : 1;
	}

	/** Asked a million times; what the compiler makes of a record is slower. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ObjectId id && this.kind == id.kind && this.name.equals(id.name)
				&& Objects.equals(this.sub, id.sub) && Objects.equals(this.schema, id.schema);
	}

	@Override
	public int hashCode() {
		return ((this.kind.ordinal() * 31 + Objects.hashCode(this.schema)) * 31 + this.name.hashCode()) * 31
				+ Objects.hashCode(this.sub);
	}

	@Override
	public String toString() {
		return this.kind.words() + " " + path();
	}

}
