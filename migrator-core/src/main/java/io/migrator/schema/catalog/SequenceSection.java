package io.migrator.schema.catalog;

/**
 * Sequences, without those of identity columns, which are part of the column.
 */
final class SequenceSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'SEQUENCE' AS kind, c.oid, n.nspname AS schema, c.relname AS name,
				    nullif(pg_get_userbyid(c.relowner), current_user) AS owner,
				    CASE WHEN q.seqtypid <> 20 THEN format_type(q.seqtypid, NULL) END AS type,
				    CASE WHEN q.seqstart <> CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END
				        THEN q.seqstart::text END AS start,
				    CASE WHEN q.seqincrement <> 1 THEN q.seqincrement::text END AS increment,
				    CASE WHEN q.seqmin <> CASE WHEN q.seqincrement > 0 THEN 1 ELSE %s END
				        THEN q.seqmin::text END AS minimum,
				    CASE WHEN q.seqmax <> CASE WHEN q.seqincrement < 0 THEN -1 ELSE %s END
				        THEN q.seqmax::text END AS maximum,
				    CASE WHEN q.seqcache <> 1 THEN q.seqcache::text END AS cache,
				    nullif(q.seqcycle, false)::text AS cycle,
				    CASE c.relpersistence WHEN 'u' THEN 'true' END AS unlogged,
				    CASE WHEN d.refobjid IS NOT NULL THEN
				        (SELECT format('%%I.%%I.%%I', tn.nspname, t.relname, a.attname)
				            FROM pg_class t JOIN pg_namespace tn ON tn.oid = t.relnamespace
				            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
				            WHERE t.oid = d.refobjid) END AS owned_by
				FROM %s n
				JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind = 'S'
				JOIN pg_sequence q ON q.seqrelid = c.oid
				LEFT JOIN pg_depend d ON d.classid = 1259 AND d.objid = c.oid AND d.refclassid = 1259
				    AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
				WHERE c.relpersistence <> 't' AND d.deptype IS DISTINCT FROM 'i' AND %s
				""".formatted(ColumnSection.LEAST, ColumnSection.GREATEST, scope.namespaces(),
				scope.noMember("c.oid", Catalogs.CLASS));
	}

	@Override
	public int catalog() {
		return Catalogs.CLASS;
	}

}
