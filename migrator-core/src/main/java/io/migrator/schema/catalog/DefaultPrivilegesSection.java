package io.migrator.schema.catalog;

/**
 * What objects that are yet to be made will begin with.
 */
final class DefaultPrivilegesSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'DEFAULT_PRIVILEGES' AS kind, d.oid,
				    CASE WHEN n.oid IS NOT NULL THEN concat('2615:', n.oid) END AS _parent,
				    concat('ON ', k.plural, ' IN SCHEMA ' || n.nspname, ' FOR ROLE ' || r.role) AS name,
				    k.securable AS _securable, n.nspname AS _schema, r.role AS _role
				FROM pg_default_acl d
				JOIN (VALUES ('r', 'TABLE', 'TABLES'), ('S', 'SEQUENCE', 'SEQUENCES'), ('f', 'FUNCTION', 'FUNCTIONS'),
				    ('T', 'TYPE', 'TYPES'), ('n', 'SCHEMA', 'SCHEMAS'), ('L', 'LARGE_OBJECT', 'LARGE OBJECTS'))
				    AS k (letter, securable, plural) ON k.letter = d.defaclobjtype::text
				CROSS JOIN LATERAL (SELECT nullif(pg_get_userbyid(d.defaclrole), current_user) AS role) r
				LEFT JOIN %s n ON n.oid = d.defaclnamespace
				WHERE n.oid IS NOT NULL OR (d.defaclnamespace = 0 AND %s)
				""".formatted(scope.namespaces(), scope.wholeDatabase());
	}

	@Override
	public int catalog() {
		return Catalogs.DEFAULT_ACL;
	}

}
