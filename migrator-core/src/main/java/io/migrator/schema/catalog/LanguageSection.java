package io.migrator.schema.catalog;

/**
 * Procedural languages that no extension brought.
 */
final class LanguageSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'LANGUAGE' AS kind, l.oid, l.lanname AS name,
				    nullif(pg_get_userbyid(l.lanowner), current_user) AS owner,
				    CASE WHEN l.lanpltrusted THEN 'TRUSTED' END AS flavour,
				    concat('HANDLER ', l.lanplcallfoid::regproc, ' INLINE ' || nullif(l.laninline, 0)::regproc,
				        ' VALIDATOR ' || nullif(l.lanvalidator, 0)::regproc) AS definition
				FROM pg_language l
				WHERE l.lanispl AND l.oid >= 16384 AND %s AND %s
				""".formatted(scope.wholeDatabase(), scope.noMember("l.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.LANGUAGE;
	}

}
