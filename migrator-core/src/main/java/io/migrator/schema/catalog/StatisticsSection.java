package io.migrator.schema.catalog;

/**
 * Statistics objects.
 */
final class StatisticsSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'STATISTICS' AS kind, s.oid, concat('1259:', s.stxrelid) AS _parent,
				    n.nspname AS schema, s.stxname AS name,
				    nullif(pg_get_userbyid(s.stxowner), current_user) AS owner,
				    (SELECT format('%%I.%%I', tn.nspname, t.relname) FROM pg_class t
				        JOIN pg_namespace tn ON tn.oid = t.relnamespace WHERE t.oid = s.stxrelid) AS "table",
				    pg_get_statisticsobjdef_columns(s.oid) AS expression,
				    CASE WHEN NOT s.stxkind::text[] @> '{d,f,m}' THEN
				        (SELECT array_agg(k.name ORDER BY k.name)
				            FROM (VALUES ('d', 'ndistinct'), ('f', 'dependencies'), ('m', 'mcv')) AS k (letter, name)
				            WHERE k.letter = ANY (s.stxkind::text[])) END AS kinds,
				    CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget::text END AS target
				FROM pg_statistic_ext s
				JOIN %s n ON n.oid = s.stxnamespace
				WHERE %s
				""".formatted(scope.namespaces(), scope.noMember("s.oid", Catalogs.STATISTICS));
	}

	@Override
	public int catalog() {
		return Catalogs.STATISTICS;
	}

}
