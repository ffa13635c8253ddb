package io.migrator.schema.catalog;

/**
 * Types: enums, composite types, domains, ranges with their multiranges, and base types.
 * The row types of tables and views are theirs, and arrays go with their elements.
 */
final class TypeSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		String notNull = (version >= 17) ? """
				    (SELECT k.conname FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'n'
				        AND k.conname <> concat(t.typname, '_not_null')) AS not_null_name,
				""" : "";
		return """
				SELECT CASE t.typtype WHEN 'e' THEN 'ENUM' WHEN 'c' THEN 'COMPOSITE' WHEN 'd' THEN 'DOMAIN'
				        WHEN 'r' THEN 'RANGE' ELSE 'BASE_TYPE' END AS kind,
				    t.oid, n.nspname AS schema, t.typname AS name,
				    nullif(concat_ws(' ', CASE WHEN t.typarray <> 0 THEN concat('1247:', t.typarray) END,
				        CASE WHEN t.typrelid <> 0 THEN concat('1259:', t.typrelid) END,
				        CASE WHEN mt.oid IS NOT NULL THEN concat('1247:', mt.oid, ' 1247:', mt.typarray) END,
				        x.functions), '') AS _also,
				    nullif(pg_get_userbyid(t.typowner), current_user) AS owner,
				    e.labels, a.names, a.types, a.comments, a.ordered AS _names,
				    CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS type,
				    CASE WHEN t.typtype = 'd' AND t.typnotnull THEN 'true' END AS not_null,
				%s
				    CASE t.typtype WHEN 'd' THEN coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)) END
				        AS expression,
				    CASE WHEN t.typtype = 'd' AND t.typcollation <> bt.typcollation THEN
				        (SELECT format('%%I.%%I', cn.nspname, co.collname) FROM pg_collation co
				            JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = t.typcollation) END AS collation,
				    format_type(r.rngsubtype, NULL) AS subtype,
				    CASE WHEN NOT o.opcdefault THEN format('%%I.%%I', opn.nspname, o.opcname) END AS operator_class,
				    CASE WHEN r.rngcollation <> st.typcollation THEN
				        (SELECT format('%%I.%%I', cn.nspname, co.collname) FROM pg_collation co
				            JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = r.rngcollation) END
				        AS subtype_collation,
				    nullif(r.rngcanonical::text, '-') AS canonical,
				    nullif(r.rngsubdiff::text, '-') AS subtype_diff,
				    CASE WHEN mt.typname <> CASE WHEN t.typname ~ 'range' THEN regexp_replace(t.typname, 'range', 'multirange')
				            ELSE concat(t.typname, '_multirange') END OR mt.typnamespace <> t.typnamespace
				        THEN format('%%I.%%I', mtn.nspname, mt.typname) END AS multirange,
				    CASE WHEN mt.oid IS NOT NULL THEN format('%%I.%%I', mtn.nspname, mt.typname) END AS _multirange,
				    mt.typname AS _multirange_name,
				    CASE WHEN t.typtype NOT IN ('e', 'c', 'd', 'r') THEN
				        concat_ws(' ', t.typisdefined, t.typlen, t.typbyval, t.typinput, t.typoutput, t.typreceive, t.typsend,
				            t.typmodin, t.typmodout, t.typanalyze, t.typalign, t.typstorage, t.typcategory, t.typispreferred,
				            t.typdefault, t.typdelim, format_type(nullif(t.typelem, 0), NULL)) END AS base
				FROM %s n
				JOIN pg_type t ON t.typnamespace = n.oid
				LEFT JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c'
				LEFT JOIN (SELECT enumtypid, array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
				    FROM pg_enum GROUP BY enumtypid) e ON e.enumtypid = t.oid
				LEFT JOIN (SELECT a.attrelid, array_agg(quote_ident(a.attname) ORDER BY a.attnum) AS ordered,
				        array_agg(quote_ident(a.attname) ORDER BY a.attname) AS names,
				        array_agg(concat(format_type(a.atttypid, a.atttypmod),
				            CASE WHEN a.attcollation <> y.typcollation THEN format(' COLLATE %%I.%%I', cn.nspname, co.collname) END)
				            ORDER BY a.attname) AS types,
				        array_agg(concat(quote_ident(a.attname), ' ', s.description) ORDER BY a.attname)
				            FILTER (WHERE s.description IS NOT NULL) AS comments
				    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
				    JOIN pg_type y ON y.oid = a.atttypid
				    LEFT JOIN pg_collation co ON co.oid = a.attcollation
				    LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
				    LEFT JOIN pg_description s ON s.classoid = 1259 AND s.objoid = c.oid AND s.objsubid = a.attnum
				    WHERE c.relkind = 'c' GROUP BY a.attrelid) a ON a.attrelid = t.typrelid
				LEFT JOIN pg_type bt ON bt.oid = t.typbasetype
				LEFT JOIN pg_range r ON r.rngtypid = t.oid
				LEFT JOIN pg_type st ON st.oid = r.rngsubtype
				LEFT JOIN pg_opclass o ON o.oid = r.rngsubopc
				LEFT JOIN pg_namespace opn ON opn.oid = o.opcnamespace
				LEFT JOIN pg_type mt ON mt.oid = r.rngmultitypid
				LEFT JOIN pg_namespace mtn ON mtn.oid = mt.typnamespace
				LEFT JOIN (SELECT r.rngtypid, string_agg(concat('1255:', d.objid), ' ') AS functions
				    FROM pg_range r JOIN pg_depend d ON d.refclassid = 1247 AND d.refobjid IN (r.rngtypid, r.rngmultitypid)
				        AND d.classid = 1255 AND d.deptype = 'i'
				    GROUP BY r.rngtypid) x ON x.rngtypid = t.oid
				WHERE (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c'
				        OR t.typtype IN ('b', 'p') AND t.oid NOT IN (SELECT typarray FROM pg_type)) AND %s
				"""
			.formatted(notNull, scope.namespaces(), scope.noMember("t.oid", Catalogs.TYPE));
	}

	@Override
	public int catalog() {
		return Catalogs.TYPE;
	}

}
