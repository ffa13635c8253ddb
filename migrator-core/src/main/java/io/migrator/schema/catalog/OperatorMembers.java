package io.migrator.schema.catalog;

/**
 * The operators and functions of operator classes and families. The server keeps with
 * each whose part it is.
 */
final class OperatorMembers {

	private OperatorMembers() {
	}

	/**
	 * A query that answers with {@code owner}, {@code members} and {@code addresses}.
	 * @param catalog the catalog of classes or of families
	 * @return a query in parentheses
	 */
	static String of(int catalog) {
		return """
				(SELECT m.owner, array_agg(m.member ORDER BY m.member) AS members,
				        string_agg(m.address, ' ') AS addresses
				    FROM (SELECT d.refobjid AS owner, concat('2602:', a.oid) AS address,
				            format('OPERATOR %%s %%I.%%s (%%s, %%s)', a.amopstrategy, n.nspname, o.oprname,
				                format_type(a.amoplefttype, NULL), format_type(a.amoprighttype, NULL))
				                || CASE WHEN f.oid IS NULL THEN ''
				                    ELSE format(' FOR ORDER BY %%I.%%I', fn.nspname, f.opfname) END AS member
				        FROM pg_depend d
				        JOIN pg_amop a ON a.oid = d.objid
				        JOIN pg_operator o ON o.oid = a.amopopr
				        JOIN pg_namespace n ON n.oid = o.oprnamespace
				        LEFT JOIN pg_opfamily f ON f.oid = a.amopsortfamily
				        LEFT JOIN pg_namespace fn ON fn.oid = f.opfnamespace
				        WHERE d.classid = 2602 AND d.refclassid = %1$d AND d.objid >= 16384
				        UNION ALL
				        SELECT d.refobjid, concat('2603:', a.oid),
				            format('FUNCTION %%s (%%s, %%s) %%s', a.amprocnum, format_type(a.amproclefttype, NULL),
				                format_type(a.amprocrighttype, NULL), a.amproc::regprocedure)
				        FROM pg_depend d
				        JOIN pg_amproc a ON a.oid = d.objid
				        WHERE d.classid = 2603 AND d.refclassid = %1$d AND d.objid >= 16384) m
				    GROUP BY m.owner)""".formatted(catalog);
	}

}
