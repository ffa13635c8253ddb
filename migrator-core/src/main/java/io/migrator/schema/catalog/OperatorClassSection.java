package io.migrator.schema.catalog;

/**
 * Operator classes.
 */
final class OperatorClassSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'OPERATOR_CLASS' AS kind, c.oid, n.nspname AS schema,
				    format('%%I USING %%I', c.opcname, a.amname) AS name,
				    nullif(pg_get_userbyid(c.opcowner), current_user) AS owner,
				    nullif(c.opcdefault, false)::text AS default,
				    format_type(c.opcintype, NULL) AS type,
				    quote_ident(a.amname) AS method,
				    format('%%I.%%I', fn.nspname, f.opfname) AS family,
				    CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END AS storage,
				    m.members, m.addresses AS _also
				FROM %s n
				JOIN pg_opclass c ON c.opcnamespace = n.oid
				JOIN pg_am a ON a.oid = c.opcmethod
				JOIN pg_opfamily f ON f.oid = c.opcfamily
				JOIN pg_namespace fn ON fn.oid = f.opfnamespace
				LEFT JOIN %s m ON m.owner = c.oid
				WHERE %s
				""".formatted(scope.namespaces(), OperatorMembers.of(catalog()), scope.noMember("c.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.OPERATOR_CLASS;
	}

}
