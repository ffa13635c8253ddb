package io.migrator.schema.catalog;

/**
 * Operator families, with what is in them and in none of their classes.
 */
final class OperatorFamilySection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'OPERATOR_FAMILY' AS kind, f.oid, n.nspname AS schema,
				    format('%%I USING %%I', f.opfname, a.amname) AS name,
				    nullif(pg_get_userbyid(f.opfowner), current_user) AS owner,
				    m.members, m.addresses AS _also
				FROM %s n
				JOIN pg_opfamily f ON f.opfnamespace = n.oid
				JOIN pg_am a ON a.oid = f.opfmethod
				LEFT JOIN %s m ON m.owner = f.oid
				WHERE %s
				""".formatted(scope.namespaces(), OperatorMembers.of(catalog()), scope.noMember("f.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.OPERATOR_FAMILY;
	}

}
