package io.migrator.schema.catalog;

/**
 * The checks of domains. That a domain is not null is part of the domain.
 */
final class DomainConstraintSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'DOMAIN_CONSTRAINT' AS kind, k.oid, concat('1247:', k.contypid) AS _parent, k.conname AS sub,
				    regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') AS definition,
				    CASE WHEN NOT k.convalidated THEN 'true' END AS unproved
				FROM pg_constraint k
				JOIN pg_type t ON t.oid = k.contypid
				JOIN %s n ON n.oid = t.typnamespace
				WHERE k.contype = 'c'
				""".formatted(scope.namespaces());
	}

	@Override
	public int catalog() {
		return Catalogs.CONSTRAINT;
	}

}
