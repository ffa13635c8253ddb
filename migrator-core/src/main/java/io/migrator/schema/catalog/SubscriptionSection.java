package io.migrator.schema.catalog;

/**
 * Subscriptions, without how they connect: that is a secret, and changes of the rest
 * reach over to another server.
 */
final class SubscriptionSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'SUBSCRIPTION' AS kind, s.oid, s.subname AS name,
				    nullif(pg_get_userbyid(s.subowner), current_user) AS owner,
				    CASE WHEN NOT s.subenabled THEN 'true' END AS disabled,
				    nullif(s.subbinary, false)::text AS binary,
				    CASE WHEN s.subslotname IS DISTINCT FROM s.subname THEN coalesce(s.subslotname, 'none') END AS slot,
				    nullif(s.subsynccommit, 'off') AS synchronous_commit,
				    (SELECT array_agg(p ORDER BY p) FROM unnest(s.subpublications) p) AS publications
				FROM pg_subscription s
				WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND %s
				""".formatted(scope.wholeDatabase());
	}

	@Override
	public int catalog() {
		return Catalogs.SUBSCRIPTION;
	}

}
