package io.migrator.schema.catalog;

/**
 * Collations.
 */
final class CollationSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		String locale = (version >= 17) ? "c.colllocale"
				: (version >= 15) ? "c.colliculocale" : "CASE c.collprovider WHEN 'i' THEN c.collcollate END";
		return """
				SELECT 'COLLATION' AS kind, c.oid, n.nspname AS schema, c.collname AS name,
				    nullif(pg_get_userbyid(c.collowner), current_user) AS owner,
				    CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' WHEN 'c' THEN 'libc' END AS provider,
				    %s AS locale,
				    CASE WHEN c.collprovider NOT IN ('i', 'b') THEN c.collcollate END AS collate,
				    CASE WHEN c.collprovider NOT IN ('i', 'b') THEN c.collctype END AS ctype,
				    CASE WHEN NOT c.collisdeterministic THEN 'true' END AS nondeterministic,
				    %s AS rules
				FROM %s n
				JOIN pg_collation c ON c.collnamespace = n.oid
				WHERE c.collencoding IN (-1, (SELECT encoding FROM pg_database WHERE datname = current_database()))
				    AND %s
				"""
			.formatted(locale, (version >= 16) ? "c.collicurules" : "NULL::text", scope.namespaces(),
					scope.noMember("c.oid", Catalogs.COLLATION));
	}

	@Override
	public int catalog() {
		return Catalogs.COLLATION;
	}

}
