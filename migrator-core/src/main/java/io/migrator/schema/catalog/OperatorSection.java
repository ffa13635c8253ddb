package io.migrator.schema.catalog;

/**
 * Operators, without those that are only spoken of by others.
 */
final class OperatorSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'OPERATOR' AS kind, o.oid, n.nspname AS schema, %1$s AS name,
				    nullif(pg_get_userbyid(o.oprowner), current_user) AS owner,
				    o.oprcode::text AS function,
				    CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END AS _left,
				    format_type(o.oprright, NULL) AS _right,
				    CASE WHEN c.oid IS NOT NULL THEN ARRAY[cn.nspname::text, %2$s] END AS commutator,
				    CASE WHEN g.oid IS NOT NULL THEN ARRAY[gn.nspname::text, %3$s] END AS negator,
				    nullif(o.oprrest::text, '-') AS restrict,
				    nullif(o.oprjoin::text, '-') AS join,
				    nullif(o.oprcanhash, false)::text AS hashes,
				    nullif(o.oprcanmerge, false)::text AS merges
				FROM %4$s n
				JOIN pg_operator o ON o.oprnamespace = n.oid
				LEFT JOIN pg_operator c ON c.oid = o.oprcom
				LEFT JOIN pg_namespace cn ON cn.oid = c.oprnamespace
				LEFT JOIN pg_operator g ON g.oid = o.oprnegate
				LEFT JOIN pg_namespace gn ON gn.oid = g.oprnamespace
				WHERE o.oprcode <> 0 AND %5$s
				""".formatted(name("o"), name("c"), name("g"), scope.namespaces(),
				scope.noMember("o.oid", Catalogs.OPERATOR));
	}

	private static String name(String operator) {
		return """
				concat(%1$s.oprname, ' (', CASE WHEN %1$s.oprleft = 0 THEN 'NONE'
				    ELSE format_type(%1$s.oprleft, NULL) END, ', ', format_type(%1$s.oprright, NULL), ')')"""
			.formatted(operator);
	}

	@Override
	public int catalog() {
		return Catalogs.OPERATOR;
	}

}
