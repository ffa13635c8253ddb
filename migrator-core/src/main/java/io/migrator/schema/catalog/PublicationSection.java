package io.migrator.schema.catalog;

/**
 * Publications.
 */
final class PublicationSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'PUBLICATION' AS kind, p.oid, p.pubname AS name,
				    nullif(pg_get_userbyid(p.pubowner), current_user) AS owner,
				    nullif(p.puballtables, false)::text AS all_tables,
				    CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND p.pubtruncate) THEN
				        array_remove(ARRAY[CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
				            CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END], NULL)
				        END AS operations,
				    nullif(p.pubviaroot, false)::text AS via_root,
				    %s AS generated_columns
				FROM pg_publication p
				WHERE %s AND %s
				"""
			.formatted((version >= 18) ? "CASE p.pubgencols WHEN 's' THEN 'stored' END" : "NULL::text",
					scope.wholeDatabase(), scope.noMember("p.oid", Catalogs.PUBLICATION));
	}

	@Override
	public int catalog() {
		return Catalogs.PUBLICATION;
	}

}
