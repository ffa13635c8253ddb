package io.migrator.schema.catalog;

/**
 * The columns of tables, with the expressions of generated ones. The identity's sequence
 * is part of the column, and so is its not-null constraint.
 */
final class ColumnSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		String notNull = (version >= 18) ? """
				    CASE WHEN nn.conname <> concat(c.relname, '_', a.attname, '_not_null') AND nn.coninhcount = 0
				            AND NOT (nn.conname ~ '_not_null[0-9]*$'
				                AND (starts_with(nn.conname, concat(c.relname, '_', a.attname, '_not_null'))
				                    OR octet_length(concat(c.relname, '_', a.attname, '_not_null')) > 63))
				        THEN nn.conname END AS not_null_name,
				    nn.conname AS _not_null_name,
				    nd.description AS not_null_comment,
				    CASE WHEN NOT nn.convalidated THEN 'true' END AS not_null_unproved,
				    CASE WHEN nn.connoinherit THEN 'true' END AS not_null_no_inherit,
				""" : "";
		String notNullJoin = (version >= 18) ? """
				LEFT JOIN pg_constraint nn ON nn.conrelid = c.oid AND nn.contype = 'n' AND nn.conkey[1] = a.attnum
				    AND a.attnotnull
				LEFT JOIN pg_description nd ON nd.classoid = 2606 AND nd.objoid = nn.oid
				""" : "";
		return """
				SELECT CASE WHEN c.relkind IN ('v', 'm') THEN 'VIEW_COLUMN' ELSE 'COLUMN' END AS kind,
				    a.attrelid AS oid, a.attnum AS subid, a.attname AS sub,
				    a.attnum::text AS _position,
				    CASE WHEN a.attinhcount > 0 THEN 'true' END AS _inherited,
				    CASE WHEN a.attinhcount > 0 AND a.attislocal AND NOT c.relispartition THEN 'true' END AS _local,
				    CASE WHEN q.seqrelid IS NOT NULL THEN concat('1259:', q.seqrelid)
				        WHEN a.attgenerated <> '' THEN (SELECT concat('2604:', d.oid) FROM pg_attrdef d
				            WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END AS _also,
				    format_type(a.atttypid, a.atttypmod) AS type,
				    CASE WHEN a.attnotnull AND c.relkind NOT IN ('v', 'm') THEN 'true' END AS not_null,
				%s
				    CASE a.attidentity WHEN 'a' THEN 'ALWAYS' WHEN 'd' THEN 'BY DEFAULT' END AS identity,
				    CASE WHEN q.seqrelid IS NOT NULL THEN array_remove(ARRAY[
				            CASE WHEN q.relname <> concat(c.relname, '_', a.attname, '_seq')
				                    OR q.relnamespace <> c.relnamespace
				                THEN 'SEQUENCE NAME ' || format('%%I.%%I', q.nspname, q.relname) END,
				            CASE WHEN q.seqstart <> CASE WHEN q.seqincrement > 0 THEN q.seqmin ELSE q.seqmax END
				                THEN 'START WITH ' || q.seqstart END,
				            CASE WHEN q.seqincrement <> 1 THEN 'INCREMENT BY ' || q.seqincrement END,
				            CASE WHEN q.seqmin <> CASE WHEN q.seqincrement > 0 THEN 1 ELSE %s END
				                THEN 'MINVALUE ' || q.seqmin END,
				            CASE WHEN q.seqmax <> CASE WHEN q.seqincrement < 0 THEN -1 ELSE %s END
				                THEN 'MAXVALUE ' || q.seqmax END,
				            CASE WHEN q.seqcache <> 1 THEN 'CACHE ' || q.seqcache END,
				            CASE WHEN q.seqcycle THEN 'CYCLE' END], NULL) END AS identity_options,
				    CASE a.attgenerated WHEN 's' THEN 'STORED' WHEN 'v' THEN 'VIRTUAL' END AS generated,
				    CASE WHEN a.attgenerated <> '' THEN (SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
				            WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END AS expression,
				    CASE WHEN a.attcollation <> t.typcollation AND a.attcollation <> 0 THEN
				        (SELECT format('%%I.%%I', cn.nspname, co.collname) FROM pg_collation co
				            JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = a.attcollation) END AS collation,
				    CASE WHEN a.attstorage <> t.typstorage AND c.relkind NOT IN ('v', 'f') THEN
				        CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN'
				            ELSE 'EXTENDED' END END AS storage,
				    CASE WHEN a.attstorage <> t.typstorage AND c.relkind NOT IN ('v', 'f') THEN
				        CASE t.typstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN'
				            ELSE 'EXTENDED' END END AS _usual_storage,
				    CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END AS compression,
				    CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END AS statistics,
				    a.attoptions AS options,
				    CASE WHEN a.attfdwoptions IS NOT NULL THEN
				        (SELECT array_agg(x ORDER BY x) FROM unnest(a.attfdwoptions) x) END AS fdw_options
				FROM %s n
				JOIN pg_class c ON c.relnamespace = n.oid
				JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
				JOIN pg_type t ON t.oid = a.atttypid
				%s
				LEFT JOIN (SELECT g.refobjid, g.refobjsubid, q.*, sc.relname, sc.relnamespace, sn.nspname
				    FROM pg_depend g JOIN pg_sequence q ON q.seqrelid = g.objid
				    JOIN pg_class sc ON sc.oid = q.seqrelid JOIN pg_namespace sn ON sn.oid = sc.relnamespace
				    WHERE g.classid = 1259 AND g.refclassid = 1259 AND g.deptype = 'i') q
				    ON q.refobjid = c.oid AND q.refobjsubid = a.attnum AND a.attidentity <> ''
				WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND c.relpersistence <> 't'
				"""
			.formatted(notNull, LEAST, GREATEST, scope.namespaces(), notNullJoin);
	}

	/** The bounds of a sequence depend on its type. */
	static final String GREATEST = """
			CASE q.seqtypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647 ELSE 9223372036854775807 END""";

	static final String LEAST = """
			CASE q.seqtypid WHEN 21 THEN -32768 WHEN 23 THEN -2147483648 ELSE -9223372036854775808 END""";

	@Override
	public int catalog() {
		return Catalogs.CLASS;
	}

}
