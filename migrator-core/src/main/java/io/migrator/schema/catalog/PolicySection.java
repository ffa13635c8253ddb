package io.migrator.schema.catalog;

/**
 * Policies of row level security.
 */
final class PolicySection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'POLICY' AS kind, p.oid, concat('1259:', p.polrelid) AS _parent, p.polname AS sub,
				    CASE WHEN NOT p.polpermissive THEN 'true' END AS restrictive,
				    CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
				        WHEN 'd' THEN 'DELETE' END AS command,
				    CASE WHEN p.polroles <> '{0}' THEN ARRAY(SELECT quote_ident(pg_get_userbyid(r.oid))
				        FROM unnest(p.polroles) r (oid) WHERE r.oid <> 0 ORDER BY 1) END AS roles,
				    pg_get_expr(p.polqual, p.polrelid) AS expression,
				    pg_get_expr(p.polwithcheck, p.polrelid) AS check
				FROM pg_policy p
				JOIN pg_class c ON c.oid = p.polrelid
				JOIN %s n ON n.oid = c.relnamespace
				WHERE %s
				""".formatted(scope.namespaces(), scope.noMember("p.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.POLICY;
	}

}
