package io.migrator.schema.catalog;

/**
 * The schemas all of whose tables a publication has.
 */
final class PublicationSchemaSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return (version < 15) ? "SELECT 'PUBLICATION_SCHEMA' AS kind, 0 AS oid WHERE false" : """
				SELECT 'PUBLICATION_SCHEMA' AS kind, p.oid, concat('6104:', p.pnpubid) AS _parent, n.nspname AS sub
				FROM pg_publication_namespace p JOIN pg_namespace n ON n.oid = p.pnnspid
				""";
	}

	@Override
	public int catalog() {
		return Catalogs.PUBLICATION_NAMESPACE;
	}

}
