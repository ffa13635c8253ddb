package io.migrator.schema.catalog;

/**
 * The tables of publications that were named one by one.
 */
final class PublicationTableSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'PUBLICATION_TABLE' AS kind, r.oid, concat('6104:', r.prpubid) AS _parent,
				    concat(n.nspname, '.', c.relname) AS sub, n.nspname AS _schema, c.relname AS _table, %s
				FROM pg_publication_rel r
				JOIN pg_class c ON c.oid = r.prrelid
				JOIN pg_namespace n ON n.oid = c.relnamespace
				""".formatted((version >= 15) ? """
				(SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_attribute a
				    WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)) AS columns,
				pg_get_expr(r.prqual, r.prrelid) AS expression
				""" : "NULL::text[] AS columns, NULL::text AS expression");
	}

	@Override
	public int catalog() {
		return Catalogs.PUBLICATION_REL;
	}

}
