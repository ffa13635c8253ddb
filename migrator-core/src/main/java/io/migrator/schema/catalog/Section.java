package io.migrator.schema.catalog;

/**
 * One query over the catalog that answers with facts.
 * <p>
 * Columns that mean the same in every section: {@code kind} (a
 * {@link io.migrator.schema.Kind}), {@code oid} and {@code subid} (the object's address,
 * with the catalog below), {@code schema}, {@code name}, {@code sub} (its name; what is
 * missing is taken from the parent), {@code _parent} (the parent's address as
 * {@code catalog:oid:subid}; a row whose parent is not part of the snapshot is left out)
 * and {@code _also} (further addresses of the same object, separated by blanks). All
 * other columns are attributes: {@code text} or {@code text[]}, {@code NULL} for the
 * server's default.
 */
interface Section {

	/**
	 * The query.
	 * @param version the server's major version
	 * @param scope what is looked at
	 * @return one statement without semicolon
	 */
	String sql(int version, Scope scope);

	/**
	 * The catalog that the rows' addresses are of.
	 * @return one of {@link Catalogs}
	 */
	int catalog();

}
