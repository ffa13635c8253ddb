package io.migrator.schema.catalog;

/**
 * Views and materialized views.
 */
final class ViewSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED_VIEW' END AS kind,
				    c.oid, n.nspname AS schema, c.relname AS name,
				    concat('1247:', c.reltype, ' 1247:', t.typarray, ' 2618:', r.oid) AS _also,
				    nullif(pg_get_userbyid(c.relowner), current_user) AS owner,
				    pg_get_viewdef(c.oid) AS definition,
				    CASE WHEN c.reloptions IS NOT NULL THEN ARRAY(SELECT unnest(c.reloptions) ORDER BY 1) END AS options,
				    s.spcname AS tablespace,
				    CASE WHEN c.relkind = 'm' THEN nullif(a.amname, 'heap') END AS access_method,
				    CASE WHEN c.relkind = 'm' AND NOT c.relispopulated THEN 'true' END AS _unpopulated
				FROM %s n
				JOIN pg_class c ON c.relnamespace = n.oid
				JOIN pg_type t ON t.oid = c.reltype
				JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename = '_RETURN'
				LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
				LEFT JOIN pg_am a ON a.oid = c.relam
				WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND %s
				"""
			.formatted(scope.namespaces(), scope.noMember("c.oid", Catalogs.CLASS));
	}

	@Override
	public int catalog() {
		return Catalogs.CLASS;
	}

}
