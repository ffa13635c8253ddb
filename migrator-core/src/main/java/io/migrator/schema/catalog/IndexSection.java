package io.migrator.schema.catalog;

/**
 * Indexes that are no constraint's. Those that a partition has from its parent are marked
 * as implied: they come and go with the parent's. Plain ones are put together by
 * {@link PlainDefinitions}, because the server takes long to write them.
 */
final class IndexSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'INDEX' AS kind, i.oid, concat('1259:', x.indrelid) AS _parent,
				    n.nspname AS schema, i.relname AS name, c.relname AS "table",
				    CASE WHEN i.relispartition THEN 'true' END AS _implied,
				    CASE WHEN i.relispartition THEN
				        (SELECT concat(pn.nspname, '.', p.relname) FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
				            JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = i.oid) END AS _part_of,
				    nullif(x.indisunique, false)::text AS unique,
				    CASE WHEN NOT x.indisvalid THEN 'true' END AS invalid,
				    nullif(x.indisclustered, false)::text AS clustered,
				    nullif(x.indisreplident, false)::text AS replica_identity,
				    CASE WHEN p.plain THEN NULL ELSE
				        replace(substr(pg_get_indexdef(i.oid), length(format('CREATE %%sINDEX %%I ON %%s%%I.%%I ',
				            CASE WHEN x.indisunique THEN 'UNIQUE ' END, i.relname,
				            CASE WHEN i.relkind = 'I' THEN 'ONLY ' END, n.nspname, c.relname)) + 1),
				            concat(' WITH (', (SELECT string_agg(concat(quote_ident(o.name), '=',
				                CASE WHEN quote_ident(o.value) = o.value THEN o.value ELSE quote_literal(o.value) END),
				                ', ' ORDER BY o.at) FROM (SELECT at, split_part(r, '=', 1) AS name,
				                    substr(r, strpos(r, '=') + 1) AS value
				                    FROM unnest(i.reloptions) WITH ORDINALITY r (r, at)) o), ')'), '')
				        END AS definition,
				    CASE WHEN p.plain THEN x.indkey::text END AS _columns,
				    CASE WHEN i.relkind = 'I' THEN (SELECT array_agg(a.attname::text ORDER BY a.attnum)
				        FROM pg_attribute a WHERE a.attrelid = i.oid) END AS _names,
				    CASE WHEN i.reloptions IS NOT NULL THEN
				        (SELECT array_agg(o ORDER BY o) FROM unnest(i.reloptions) o) END AS options,
				    s.spcname AS tablespace,
				    CASE WHEN x.indexprs IS NOT NULL THEN
				        (SELECT array_agg(format('%%s %%s', a.attnum, a.attstattarget) ORDER BY a.attnum)
				            FROM pg_attribute a WHERE a.attrelid = i.oid AND a.attstattarget >= 0) END AS statistics
				FROM pg_index x
				JOIN pg_class i ON i.oid = x.indexrelid
				JOIN pg_class c ON c.oid = x.indrelid
				JOIN %2$s n ON n.oid = i.relnamespace
				CROSS JOIN LATERAL (SELECT %1$s AS plain OFFSET 0) p
				LEFT JOIN pg_tablespace s ON s.oid = i.reltablespace
				LEFT JOIN pg_constraint k ON k.conrelid = x.indrelid AND k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')
				WHERE k.oid IS NULL AND c.relpersistence <> 't' AND %3$s
				"""
			.formatted(plain(version), scope.namespaces(), scope.noMember("i.oid", Catalogs.CLASS));
	}

	/**
	 * A b-tree over columns, with nothing that is not the default. The collations are
	 * looked up one by one only where some column or the index has an unusual one.
	 */
	private static String plain(int version) {
		return """
				(x.indexprs IS NULL AND x.indpred IS NULL AND i.relam = 403
				    AND x.indnkeyatts = x.indnatts AND NOT (0 < ANY (x.indoption)) AND %s
				    AND NOT x.indclass::oid[] && (SELECT array_agg(oid) FROM pg_opclass WHERE NOT opcdefault)
				    AND (x.indcollation::oid[] <@ '{0,100}' AND x.indrelid NOT IN (SELECT attrelid FROM pg_attribute
				            WHERE attcollation <> 0 AND attcollation <> 100)
				        OR NOT EXISTS (SELECT FROM unnest(x.indkey, x.indcollation) u (attnum, coll)
				            JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.attnum
				            WHERE u.coll <> 0 AND u.coll <> a.attcollation)))"""
			.formatted((version >= 15) ? "NOT x.indnullsnotdistinct" : "true");
	}

	@Override
	public int catalog() {
		return Catalogs.CLASS;
	}

}
