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
				    pg_get_expr(d.adbin, 0) AS expression
				FROM pg_attrdef d
				JOIN pg_class c ON c.oid = d.adrelid
				JOIN %s n ON n.oid = c.relnamespace
				WHERE c.relpersistence <> 't' AND (d.adrelid, d.adnum) NOT IN
				    (SELECT attrelid, attnum FROM pg_attribute WHERE attgenerated <> '')
				""".formatted(scope.namespaces());
	}

	@Override
	public int catalog() {
		return Catalogs.ATTRIBUTE_DEFAULT;
	}

}
