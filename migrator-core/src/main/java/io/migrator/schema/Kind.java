package io.migrator.schema;

import java.util.Locale;

/**
 * The kinds of objects that a schema is made of, in the order in which people like to
 * read them: what others stand on comes first.
 */
public enum Kind {

	SCHEMA, LANGUAGE, EXTENSION, FOREIGN_DATA_WRAPPER, SERVER, USER_MAPPING, COLLATION, CONVERSION, ENUM, COMPOSITE,
	RANGE, BASE_TYPE, DOMAIN, DOMAIN_CONSTRAINT, TEXT_SEARCH_PARSER, TEXT_SEARCH_TEMPLATE, TEXT_SEARCH_DICTIONARY,
	TEXT_SEARCH_CONFIGURATION, SEQUENCE, TABLE, FOREIGN_TABLE, COLUMN, DEFAULT, FUNCTION, AGGREGATE, OPERATOR,
	OPERATOR_FAMILY, OPERATOR_CLASS, ACCESS_METHOD, CAST, TRANSFORM, VIEW, MATERIALIZED_VIEW, VIEW_COLUMN, CONSTRAINT,
	INDEX, STATISTICS, RULE, TRIGGER, POLICY, EVENT_TRIGGER, PUBLICATION, PUBLICATION_TABLE, PUBLICATION_SCHEMA,
	SUBSCRIPTION, DEFAULT_PRIVILEGES,

	/** Something that this version of the migrator does not model. */
	UNKNOWN;

	private final String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');

	/**
	 * The kind as people call it.
	 * @return lower case words, such as {@code foreign table}
	 */
	public String words() {
		return this.words;
	}

	/**
	 * The kind as SQL calls it after {@code DROP}, {@code ALTER} or {@code COMMENT ON}.
	 * @return upper case words, such as {@code FOREIGN TABLE}
	 */
	public String sql() {
		return switch (this) {
			case ENUM, COMPOSITE, RANGE, BASE_TYPE -> "TYPE";
			case VIEW_COLUMN -> "COLUMN";
			case DOMAIN_CONSTRAINT -> "CONSTRAINT";
			default -> this.words.toUpperCase(Locale.ROOT);
		};
	}

	/**
	 * Whether the names of this kind are shared with tables, as those of indexes are.
	 * @return whether one name in one schema can be only one of these
	 */
	public boolean isRelation() {
		return switch (this) {
			case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, COMPOSITE -> true;
			default -> false;
		};
	}

}
