package io.migrator.schema.catalog;

/**
 * Conversions between encodings.
 */
final class ConversionSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'CONVERSION' AS kind, c.oid, n.nspname AS schema, c.conname AS name,
				    nullif(pg_get_userbyid(c.conowner), current_user) AS owner,
				    CASE WHEN c.condefault THEN 'DEFAULT' END AS flavour,
				    format('FOR %%L TO %%L FROM %%s', pg_encoding_to_char(c.conforencoding),
				        pg_encoding_to_char(c.contoencoding), c.conproc) AS definition
				FROM %s n
				JOIN pg_conversion c ON c.connamespace = n.oid
				WHERE %s
				""".formatted(scope.namespaces(), scope.noMember("c.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.CONVERSION;
	}

}
