package io.migrator.schema.catalog;

/**
 * Schemas.
 */
final class SchemaSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'SCHEMA' AS kind, n.oid, n.nspname AS name,
				    CASE WHEN n.nspname <> 'public'
				        OR pg_get_userbyid(n.nspowner) NOT IN ('pg_database_owner', 'postgres')
				        THEN nullif(pg_get_userbyid(n.nspowner), current_user) END AS owner
				FROM %s s JOIN pg_namespace n ON n.oid = s.oid
				WHERE %s AND %s
				""".formatted(scope.namespaces(), scope.noMember("n.oid", Catalogs.NAMESPACE),
				scope.notOurSchema("n.nspname", "n.oid"));
	}

	@Override
	public int catalog() {
		return Catalogs.NAMESPACE;
	}

}
