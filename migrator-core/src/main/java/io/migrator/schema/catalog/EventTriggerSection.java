package io.migrator.schema.catalog;

/**
 * Event triggers.
 */
final class EventTriggerSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'EVENT_TRIGGER' AS kind, t.oid, t.evtname AS name,
				    nullif(pg_get_userbyid(t.evtowner), current_user) AS owner,
				    concat('ON ', t.evtevent, (SELECT ' WHEN TAG IN (' || string_agg(quote_literal(g.tag), ', ') || ')'
				            FROM unnest(t.evttags) g (tag)), ' EXECUTE FUNCTION ', t.evtfoid::regproc, '()') AS definition,
				    CASE t.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
				        WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled
				FROM pg_event_trigger t
				WHERE %s AND %s
				"""
			.formatted(scope.wholeDatabase(), scope.noMember("t.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.EVENT_TRIGGER;
	}

}
