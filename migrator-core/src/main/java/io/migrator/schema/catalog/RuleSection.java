package io.migrator.schema.catalog;

/**
 * Rewrite rules of tables and views, without the one that makes a view a view.
 */
final class RuleSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'RULE' AS kind, r.oid, concat('1259:', r.ev_class) AS _parent, r.rulename AS sub,
				    rtrim(pg_get_ruledef(r.oid), '; ') AS definition,
				    CASE r.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
				        WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled
				FROM pg_rewrite r
				JOIN pg_class c ON c.oid = r.ev_class
				JOIN %s n ON n.oid = c.relnamespace
				WHERE r.rulename <> '_RETURN' AND %s
				""".formatted(scope.namespaces(), scope.noMember("r.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.REWRITE;
	}

}
