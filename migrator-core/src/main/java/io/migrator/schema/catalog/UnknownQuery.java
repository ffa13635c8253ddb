package io.migrator.schema.catalog;

/**
 * Looks for what no section knows, so that nothing goes unnoticed.
 */
final class UnknownQuery {

	private UnknownQuery() {
	}

	/**
	 * The addresses of all objects of their own. Relations are looked at by their kind,
	 * because all kinds of today are known and there are many. An operator that is only
	 * spoken of by another is no object yet.
	 * @param scope what is looked at
	 * @return a query for {@code classid} and {@code objid}
	 */
	static String addresses(Scope scope) {
		String own = scope.wholeDatabase()
				? """
						UNION ALL SELECT d.classid, d.objid FROM pg_depend d
						WHERE d.objid >= 16384 AND d.classid NOT IN (1247, 1249, 1255, 1259, 1417, 1418, 2328, 2600, 2601, 2602,
						    2603, 2604, 2605, 2606, 2607, 2608, 2609, 2610, 2611, 2612, 2613, 2615, 2616, 2617, 2618, 2620, 2753,
						    3079, 3256, 3381, 3456, 3466, 3576, 3600, 3601, 3602, 3764, 826, 6100, 6104, 6106, 6237)
						UNION ALL SELECT 2605, oid FROM pg_cast WHERE oid >= 16384
						UNION ALL SELECT 2612, oid FROM pg_language WHERE oid >= 16384
						UNION ALL SELECT 2601, oid FROM pg_am WHERE oid >= 16384
						UNION ALL SELECT 3576, oid FROM pg_transform WHERE oid >= 16384
						UNION ALL SELECT 3466, oid FROM pg_event_trigger WHERE oid >= 16384
						UNION ALL SELECT 2328, oid FROM pg_foreign_data_wrapper WHERE oid >= 16384
						UNION ALL SELECT 1417, oid FROM pg_foreign_server WHERE oid >= 16384
						UNION ALL SELECT 6104, oid FROM pg_publication WHERE oid >= 16384
						UNION ALL SELECT 3079, oid FROM pg_extension WHERE oid >= 16384
						"""
				: "";
		return """
				SELECT u.classid, u.objid
				FROM (SELECT d.classid, d.objid FROM %1$s n
				    JOIN pg_depend d ON d.refclassid = 2615 AND d.refobjid = n.oid
				    WHERE d.classid <> 1259 AND d.deptype = 'n'
				        AND NOT (d.classid = 2617 AND d.objid IN (SELECT oid FROM pg_operator WHERE oprcode = 0))
				        AND NOT (d.classid = 1255 AND d.objid IN (SELECT oid FROM pg_proc WHERE NOT %3$s))
				    UNION ALL SELECT 1259, c.oid FROM %1$s n JOIN pg_class c ON c.relnamespace = n.oid
				    WHERE c.relkind NOT IN ('r', 'p', 'f', 'v', 'm', 'S', 'c', 'i', 'I', 't')
				    %2$s) u
				WHERE (u.classid, u.objid) NOT IN (SELECT classid, objid FROM pg_depend WHERE deptype IN ('e', 'i'))
				""".formatted(scope.namespaces(), own, scope.notOurFunction("n.nspname", "proname"));
	}

	/**
	 * What such objects are called.
	 * @param addresses the addresses, at least one
	 * @return a query for {@code classid}, {@code objid} and the name with its kind
	 */
	static String names(Iterable<Address> addresses) {
		StringBuilder values = new StringBuilder();
		for (Address address : addresses) {
			values.append(values.isEmpty() ? "" : ", ").append("(%d, %d)".formatted(address.catalog(), address.oid()));
		}
		return """
				SELECT v.classid, v.objid, concat(o.type, ' ', o.identity)
				FROM (VALUES %s) v (classid, objid),
				    LATERAL pg_identify_object(v.classid, v.objid, 0) o
				""".formatted(values);
	}

}
