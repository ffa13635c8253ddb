package io.migrator.schema.catalog;

/**
 * The access control lists of everything that has one, with what they would be if nobody
 * had granted or revoked anything.
 */
final class PrivilegeQuery {

	private PrivilegeQuery() {
	}

	/**
	 * The query. Its columns are the object's address, the letter by which
	 * {@code acldefault} knows its kind, its owner, the two lists, and for a member of an
	 * extension its type and name.
	 * @param version the server's major version
	 * @return one statement without semicolon
	 */
	static String sql(int version) {
		return """
				SELECT a.classid, a.oid, a.subid, a.letter, pg_get_userbyid(a.owner) AS owner, current_user AS reader,
				    a.acl::text[] AS acl,
				    coalesce(i.initprivs, a.base, acldefault(a.letter::"char", a.owner))::text[] AS base,
				    CASE WHEN e.objid IS NOT NULL THEN (SELECT concat(o.type, ' ', o.identity)
				        FROM pg_identify_object(a.classid, a.oid, a.subid) o) END AS member
				FROM (
				    SELECT 2615::oid AS classid, oid, 0 AS subid, 'n' AS letter, nspowner AS owner,
				        coalesce(nspacl, acldefault('n', nspowner)) AS acl,
				        CASE WHEN nspname = 'public' THEN %s END AS base
				    FROM pg_namespace WHERE nspacl IS NOT NULL OR nspname = 'public'
				    UNION ALL
				    SELECT 1259, oid, 0, CASE relkind WHEN 'S' THEN 's' ELSE 'r' END, relowner, relacl, NULL
				    FROM (SELECT oid, relkind, relowner, relacl FROM pg_class WHERE relacl IS NOT NULL OFFSET 0) c
				    UNION ALL
				    SELECT 1259, c.oid, t.attnum, 'c', c.relowner, t.attacl, NULL
				    FROM (SELECT attrelid, attnum, attacl FROM pg_attribute WHERE attacl IS NOT NULL OFFSET 0) t
				    JOIN pg_class c ON c.oid = t.attrelid
				    UNION ALL
				    SELECT 1247, oid, 0, 'T', typowner, typacl, NULL FROM pg_type WHERE typacl IS NOT NULL
				    UNION ALL
				    SELECT 1255, oid, 0, 'f', proowner, proacl, NULL FROM pg_proc WHERE proacl IS NOT NULL
				    UNION ALL
				    SELECT 2612, oid, 0, 'l', lanowner, lanacl, NULL FROM pg_language WHERE lanacl IS NOT NULL
				    UNION ALL
				    SELECT 2328, oid, 0, 'F', fdwowner, fdwacl, NULL FROM pg_foreign_data_wrapper
				    WHERE fdwacl IS NOT NULL
				    UNION ALL
				    SELECT 1417, oid, 0, 'S', srvowner, srvacl, NULL FROM pg_foreign_server WHERE srvacl IS NOT NULL
				    UNION ALL
				    SELECT 826, oid, 0, CASE defaclobjtype WHEN 'S' THEN 's' ELSE defaclobjtype::text END, defaclrole,
				        defaclacl, CASE WHEN defaclnamespace <> 0 THEN '{}'::aclitem[] END
				    FROM pg_default_acl
				) a
				LEFT JOIN pg_depend e ON e.classid = a.classid AND e.objid = a.oid AND e.objsubid = 0 AND e.deptype = 'e'
				LEFT JOIN pg_init_privs i ON i.classoid = a.classid AND i.objoid = a.oid AND i.objsubid = a.subid
				    AND e.objid IS NOT NULL
				WHERE a.oid >= 16384 OR a.base IS NOT NULL
				"""
			.formatted(untouchedPublic(version));
	}

	/** What the schema public of a new database grants. */
	private static String untouchedPublic(int version) {
		return "acldefault('n', nspowner) || makeaclitem(0, nspowner, 'USAGE', false)"
				+ ((version < 15) ? " || makeaclitem(0, nspowner, 'CREATE', false)" : "");
	}

}
