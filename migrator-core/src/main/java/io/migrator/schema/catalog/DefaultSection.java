package io.migrator.schema.catalog;

/**
 * The defaults of columns, which are apart from them because they may need what needs the
 * table.
 */
final class DefaultSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'DEFAULT' AS kind, d.oid, concat('1259:', d.adrelid, ':', d.adnum) AS _parent,
				    a.attname AS sub, pg_get_expr(d.adbin, 0) AS expression
				FROM pg_attrdef d
				JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
				JOIN pg_class c ON c.oid = d.adrelid
				JOIN %s n ON n.oid = c.relnamespace
				WHERE a.attgenerated = '' AND c.relpersistence <> 't'
				""".formatted(scope.namespaces());
	}

	@Override
	public int catalog() {
		return Catalogs.ATTRIBUTE_DEFAULT;
	}

}
