package io.migrator.schema.catalog;

/**
 * Tables: plain, partitioned, partitions.
 */
final class TableSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'TABLE' AS kind, c.oid, n.nspname AS schema, c.relname AS name,
				    concat('1247:', c.reltype, ' 1247:', t.typarray) AS _also,
				    nullif(pg_get_userbyid(c.relowner), current_user) AS owner,
				    CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
				    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound,
				    i.parents AS inherits,
				    i.in_order AS _parents,
				    CASE c.relpersistence WHEN 'u' THEN 'true' END AS unlogged,
				    CASE WHEN c.reloptions IS NOT NULL THEN
				        (SELECT array_agg(x ORDER BY x) FROM unnest(c.reloptions) x) END AS options,
				    CASE WHEN o.reloptions IS NOT NULL THEN
				        (SELECT array_agg('toast.' || x ORDER BY x) FROM unnest(o.reloptions) x) END AS toast_options,
				    s.spcname AS tablespace,
				    nullif(a.amname, 'heap') AS access_method,
				    CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
				    nullif(c.relrowsecurity, false)::text AS row_security,
				    nullif(c.relforcerowsecurity, false)::text AS force_row_security,
				    CASE c.relreplident WHEN 'n' THEN 'NOTHING' WHEN 'f' THEN 'FULL' WHEN 'i' THEN
				        concat('INDEX', (SELECT ' ' || quote_ident(ic.relname) FROM pg_index x
				            JOIN pg_class ic ON ic.oid = x.indexrelid AND ic.relispartition
				            WHERE x.indrelid = c.oid AND x.indisreplident)) END AS replica_identity
				FROM %s n
				JOIN pg_class c ON c.relnamespace = n.oid
				LEFT JOIN pg_type t ON t.oid = c.reltype
				LEFT JOIN pg_class o ON o.oid = c.reltoastrelid AND o.reloptions IS NOT NULL
				LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
				LEFT JOIN pg_am a ON a.oid = c.relam
				LEFT JOIN %s i ON i.inhrelid = c.oid
				WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND %s AND %s
				""".formatted(scope.namespaces(), Parents.OF_TABLES, scope.noMember("c.oid", Catalogs.CLASS),
				scope.notOurs("n.nspname", "c.relname"));
	}

	@Override
	public int catalog() {
		return Catalogs.CLASS;
	}

}
