package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The sorts of objects that have privileges of their own.
 */
enum Securable {

	TABLE("", "TABLES", List.of(), "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER",
			"MAINTAIN"),

	COLUMN("", null, List.of(), "SELECT", "INSERT", "UPDATE", "REFERENCES"),

	SEQUENCE("SEQUENCE ", "SEQUENCES", List.of(), "USAGE", "SELECT", "UPDATE"),

	FUNCTION("FUNCTION ", "FUNCTIONS", List.of("EXECUTE"), "EXECUTE"),

	TYPE("TYPE ", "TYPES", List.of("USAGE"), "USAGE"),

	SCHEMA("SCHEMA ", "SCHEMAS", List.of(), "USAGE", "CREATE"),

	LARGE_OBJECT("LARGE OBJECT ", "LARGE OBJECTS", List.of(), "SELECT", "UPDATE"),

	LANGUAGE("LANGUAGE ", null, List.of("USAGE"), "USAGE"),

	FOREIGN_DATA_WRAPPER("FOREIGN DATA WRAPPER ", null, List.of(), "USAGE"),

	SERVER("FOREIGN SERVER ", null, List.of(), "USAGE");

	private final String words;

	private final @Nullable String plural;

	private final List<String> forPublic;

	private final List<String> privileges;

	Securable(String words, @Nullable String plural, List<String> forPublic, String... privileges) {
		this.words = words;
		this.plural = plural;
		this.forPublic = forPublic;
		this.privileges = List.of(privileges);
	}

	static @Nullable Securable of(Kind kind) {
		return switch (kind) {
			case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW -> TABLE;
			case COLUMN, VIEW_COLUMN -> COLUMN;
			case SEQUENCE -> SEQUENCE;
			case FUNCTION, AGGREGATE -> FUNCTION;
			case ENUM, COMPOSITE, RANGE, BASE_TYPE, DOMAIN -> TYPE;
			case SCHEMA -> SCHEMA;
			case LANGUAGE -> LANGUAGE;
			case FOREIGN_DATA_WRAPPER -> FOREIGN_DATA_WRAPPER;
			case SERVER -> SERVER;
			default -> null;
		};
	}

	/**
	 * What {@code GRANT … ON} says before the name.
	 * @return key words and a blank, or nothing
	 */
	String words() {
		return this.words;
	}

	/**
	 * What {@code ALTER DEFAULT PRIVILEGES} calls them.
	 * @return the key word, or {@code null} if there are no defaults for them
	 */
	@Nullable String plural() {
		return this.plural;
	}

	/** What everyone may do if nobody grants or revokes anything. */
	List<String> forPublic() {
		return this.forPublic;
	}

	/**
	 * All privileges.
	 * @param version the server's major version
	 * @return the privileges that it knows
	 */
	List<String> privileges(int version) {
		return (version < 17) ? this.privileges.stream().filter((name) -> !"MAINTAIN".equals(name)).toList()
				: this.privileges;
	}

}
