package io.migrator.schema.catalog;

/**
 * What needs what. Members of extensions stand for their extension. What is a part of an
 * index or a key of a partitioned table needs that.
 */
final class DependencyQuery {

	static final String SQL = """
			SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype = 'e' AS member
			FROM pg_depend
			WHERE (deptype IN ('n', 'a', 'e', 'x') OR deptype = 'P' AND classid = refclassid AND classid IN (1259, 2606))
			    AND objid >= 16384 AND (refobjid >= 16384 OR refclassid = 2615)
			    AND NOT (classid = 1259 AND objsubid = 0 AND refclassid = 2615)
			""";

	private DependencyQuery() {
	}

}
