package io.migrator.schema.catalog;

/**
 * Transforms of types for languages.
 */
final class TransformSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'TRANSFORM' AS kind, t.oid,
				    format('FOR %%s LANGUAGE %%I', format_type(t.trftype, NULL), l.lanname) AS name,
				    format('(%%s)', concat_ws(', ',
				        CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure END,
				        CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure END))
				        AS definition
				FROM pg_transform t
				JOIN pg_language l ON l.oid = t.trflang
				WHERE t.oid >= 16384 AND %s AND %s
				""".formatted(scope.hasType("t.trftype"), scope.noMember("t.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.TRANSFORM;
	}

}
