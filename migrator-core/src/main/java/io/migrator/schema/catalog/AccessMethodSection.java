package io.migrator.schema.catalog;

/**
 * Access methods of tables and indexes that no extension brought.
 */
final class AccessMethodSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'ACCESS_METHOD' AS kind, a.oid, a.amname AS name,
				    concat('TYPE ', CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END, ' HANDLER ', a.amhandler)
				        AS definition
				FROM pg_am a
				WHERE a.oid >= 16384 AND %s AND %s
				""".formatted(scope.wholeDatabase(), scope.noMember("a.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.ACCESS_METHOD;
	}

}
