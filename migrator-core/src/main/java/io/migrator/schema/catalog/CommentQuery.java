package io.migrator.schema.catalog;

/**
 * What people wrote about objects, of every kind at once.
 */
final class CommentQuery {

	/** The comments that a new database comes with are no one's. */
	static final String SQL = """
			SELECT classoid, objoid, objsubid, description FROM pg_description
			WHERE (objoid >= 16384 OR classoid = 2615)
			    AND NOT (classoid = 2615 AND description IN ('standard public schema', 'system catalog schema'))
			""";

	private CommentQuery() {
	}

}
