package io.migrator.schema.catalog;

/**
 * Extensions, without the one that every database has. Their members are left out; of
 * these only the casts are carried along, because they decide how columns change type.
 */
final class ExtensionSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'EXTENSION' AS kind, e.oid, e.extname AS name,
				    n.nspname AS in_schema,
				    e.extversion AS version,
				    nullif(pg_get_userbyid(e.extowner), current_user) AS owner,
				    nullif(e.extrelocatable, false)::text AS _relocatable,
				    CASE WHEN e.extversion = (SELECT v.default_version FROM pg_available_extensions() v
				        WHERE v.name = e.extname) THEN 'true' END AS _default_version,
				    (SELECT array_agg(format('%%s|%%s|%%s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL),
				            c.castcontext) ORDER BY c.oid)
				        FROM pg_depend d JOIN pg_cast c ON c.oid = d.objid
				        WHERE d.classid = 2605 AND d.refclassid = 3079 AND d.refobjid = e.oid AND d.deptype = 'e') AS _casts
				FROM pg_extension e
				JOIN %s n ON n.oid = e.extnamespace
				WHERE e.extname <> 'plpgsql'
				"""
			.formatted(scope.wholeDatabase() ? "pg_namespace" : scope.namespaces());
	}

	@Override
	public int catalog() {
		return Catalogs.EXTENSION;
	}

}
