package io.migrator.schema.catalog;

/**
 * What needs what. Members of extensions stand for their extension.
 */
final class DependencyQuery {

	static final String SQL = """
			SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype = 'e' AS member
			FROM pg_depend
			WHERE deptype IN ('n', 'a', 'e', 'x') AND objid >= 16384 AND (refobjid >= 16384 OR refclassid = 2615)
			    AND NOT (classid = 1259 AND objsubid = 0 AND refclassid = 2615)
			""";

	private DependencyQuery() {
	}

}
