package io.migrator.schema.catalog;

/**
 * What tables inherit from or are partitions of.
 */
final class Parents {

	/** A row for each table that has parents: their names, sorted and in their order. */
	static final String OF_TABLES = """
			(SELECT h.inhrelid,
			        array_agg(format('%I.%I', pn.nspname, p.relname) ORDER BY pn.nspname, p.relname) AS parents,
			        array_agg(format('%I.%I', pn.nspname, p.relname) ORDER BY h.inhseqno) AS in_order
			    FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
			    JOIN pg_namespace pn ON pn.oid = p.relnamespace
			    GROUP BY h.inhrelid)""";

	private Parents() {
	}

}
