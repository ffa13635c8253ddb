package io.migrator.schema.catalog;

/**
 * Foreign tables.
 */
final class ForeignTableSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'FOREIGN_TABLE' AS kind, c.oid, n.nspname AS schema, c.relname AS name,
				    concat('1247:', c.reltype, ' 1247:', t.typarray) AS _also,
				    nullif(pg_get_userbyid(c.relowner), current_user) AS owner,
				    s.srvname AS server,
				    (SELECT array_agg(x ORDER BY x) FROM unnest(f.ftoptions) x) AS fdw_options,
				    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS bound,
				    i.parents AS inherits,
				    i.in_order AS _parents
				FROM %s n
				JOIN pg_class c ON c.relnamespace = n.oid
				JOIN pg_foreign_table f ON f.ftrelid = c.oid
				JOIN pg_foreign_server s ON s.oid = f.ftserver
				LEFT JOIN pg_type t ON t.oid = c.reltype
				LEFT JOIN %s i ON i.inhrelid = c.oid
				WHERE %s
				""".formatted(scope.namespaces(), Parents.OF_TABLES, scope.noMember("c.oid", Catalogs.CLASS));
	}

	@Override
	public int catalog() {
		return Catalogs.CLASS;
	}

}
