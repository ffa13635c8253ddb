package io.migrator.schema;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Writes names as a person would: in double quotes only where they are needed.
 */
public final class Names {

	/** The key words of PostgreSQL that cannot be a name everywhere. */
	private static final Set<String> RESERVED = Set.of("all", "analyse", "analyze", "and", "any", "array", "as", "asc",
			"asymmetric", "authorization", "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast",
			"char", "character", "check", "coalesce", "collate", "collation", "column", "concurrently", "constraint",
			"create", "cross", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
			"current_timestamp", "current_user", "dec", "decimal", "default", "deferrable", "desc", "distinct", "do",
			"else", "end", "except", "exists", "extract", "false", "fetch", "float", "for", "foreign", "freeze", "from",
			"full", "grant", "greatest", "group", "grouping", "having", "ilike", "in", "initially", "inner", "inout",
			"int", "integer", "intersect", "interval", "into", "is", "isnull", "join", "json", "json_array",
			"json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query", "json_scalar",
			"json_serialize", "json_table", "json_value", "lateral", "leading", "least", "left", "like", "limit",
			"localtime", "localtimestamp", "merge_action", "national", "natural", "nchar", "none", "normalize", "not",
			"notnull", "null", "nullif", "numeric", "offset", "on", "only", "or", "order", "out", "outer", "overlaps",
			"overlay", "placing", "position", "precision", "primary", "real", "references", "returning", "right", "row",
			"select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric", "system_user",
			"table", "tablesample", "then", "time", "timestamp", "to", "trailing", "treat", "trim", "true", "union",
			"unique", "user", "using", "values", "varchar", "variadic", "verbose", "when", "where", "window", "with",
			"xmlattributes", "xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi",
			"xmlroot", "xmlserialize", "xmltable");

	private Names() {
	}

	/**
	 * Quotes a name where that is necessary.
	 * @param name the name as it is stored in the catalog
	 * @return the name as it can stand in any statement
	 */
	public static String quote(String name) {
		if (isPlain(name) && !RESERVED.contains(name)) {
			return name;
		}
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	private static boolean isPlain(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			boolean letter = c >= 'a' && c <= 'z' || c == '_';
			if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '$'))) {
				return false;
			}
		}
		return !name.isEmpty();
	}

	/**
	 * Writes a name with its schema.
	 * @param schema the schema, or {@code null}
	 * @param name the name
	 * @return both, quoted where that is necessary
	 */
	public static String qualified(@Nullable String schema, String name) {
		return (schema != null) ? quote(schema) + "." + quote(name) : quote(name);
	}

	/**
	 * Writes a string literal as a person would.
	 * @param value the value
	 * @return the literal, which means the same whatever
	 * {@code standard_conforming_strings} says
	 */
	public static String literal(String value) {
		String quoted = value.replace("'", "''");
		return (value.indexOf('\\') < 0) ? "'" + quoted + "'" : "E'" + quoted.replace("\\", "\\\\") + "'";
	}

}
