package io.migrator.schema.catalog;

/**
 * Casts, without those that come with range types.
 */
final class CastSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'CAST' AS kind, c.oid,
				    format('(%%s AS %%s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)) AS name,
				    concat_ws(' ', CASE c.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || c.castfunc::regprocedure
				            WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
				        CASE c.castcontext WHEN 'a' THEN 'AS ASSIGNMENT' WHEN 'i' THEN 'AS IMPLICIT' END) AS definition
				FROM pg_cast c
				WHERE c.oid >= 16384 AND %s AND %s
				""".formatted(scope.hasType("c.castsource", "c.casttarget"), scope.noPart("c.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.CAST;
	}

}
