package io.migrator.schema.catalog;

/**
 * The constraints of tables. Those that a partition or a child has from its parent are
 * marked as implied: they come and go with the parent's. Plain keys are put together by
 * {@link PlainDefinitions}, because the server takes long to write them.
 */
final class ConstraintSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'CONSTRAINT' AS kind, k.oid, concat('1259:', k.conrelid) AS _parent, k.conname AS sub,
				    CASE WHEN k.conindid <> 0 AND k.contype <> 'f' THEN concat('1259:', k.conindid) END AS _also,
				    k.contype::text AS type,
				    CASE WHEN k.conparentid <> 0 OR k.coninhcount > 0 THEN 'true' END AS _implied,
				    CASE WHEN k.conislocal AND k.coninhcount > 0 THEN 'true' END AS _local,
				    CASE WHEN k.contype = 'c' THEN concat('CHECK (', pg_get_expr(k.conbin, k.conrelid), ')')
				        WHEN k.contype = 'x' OR %1$s OR x.indnkeyatts < x.indnatts OR %2$s
				            OR %5$s OR k.confmatchtype = 'f'
				        THEN pg_get_constraintdef(k.oid) END AS definition,
				    array_to_string(k.conkey, ' ') AS _columns,
				    CASE WHEN k.contype = 'f' THEN concat('1259:', k.confrelid) END AS _references,
				    array_to_string(k.confkey, ' ') AS _foreign_columns,
				    CASE WHEN k.contype = 'f' THEN concat(k.confupdtype, k.confdeltype) END AS _actions,
				    nullif(k.condeferrable, false)::text AS deferrable,
				    nullif(k.condeferred, false)::text AS deferred,
				    CASE WHEN NOT k.convalidated AND %3$s THEN 'true' END AS unproved,
				    CASE WHEN NOT %3$s THEN 'true' END AS not_enforced,
				    nullif(k.connoinherit AND k.contype = 'c', false)::text AS no_inherit,
				    CASE WHEN NOT x.indisvalid THEN 'true' END AS invalid,
				    nullif(x.indisclustered, false)::text AS clustered,
				    nullif(x.indisreplident, false)::text AS replica_identity,
				    CASE WHEN k.contype <> 'x' AND i.reloptions IS NOT NULL THEN
				        (SELECT array_agg(o ORDER BY o) FROM unnest(i.reloptions) o) END AS options,
				    s.spcname AS tablespace
				FROM pg_constraint k
				JOIN %4$s n ON n.oid = k.connamespace
				LEFT JOIN pg_index x ON x.indexrelid = k.conindid AND k.contype <> 'f'
				LEFT JOIN pg_class i ON i.oid = x.indexrelid AND (i.reloptions IS NOT NULL OR i.reltablespace <> 0)
				LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace
				WHERE k.contype IN ('c', 'p', 'u', 'x', 'f') AND k.conrelid <> 0
				    AND (k.conparentid = 0 OR k.conrelid IS DISTINCT FROM
				        (SELECT p.conrelid FROM pg_constraint p WHERE p.oid = k.conparentid))
				""".formatted((version >= 18) ? "k.conperiod" : "false",
				(version >= 15) ? "x.indnullsnotdistinct" : "false", (version >= 18) ? "k.conenforced" : "true",
				scope.namespaces(), (version >= 15) ? "k.confdelsetcols IS NOT NULL" : "false");
	}

	@Override
	public int catalog() {
		return Catalogs.CONSTRAINT;
	}

}
