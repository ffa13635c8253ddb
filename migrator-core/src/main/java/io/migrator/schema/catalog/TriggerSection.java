package io.migrator.schema.catalog;

/**
 * Triggers, without those that the server made for constraints and for partitions.
 */
final class TriggerSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'TRIGGER' AS kind, t.oid, concat('1259:', t.tgrelid) AS _parent, t.tgname AS sub,
				    pg_get_triggerdef(t.oid) AS definition,
				    CASE t.tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
				        WHEN 'A' THEN 'ENABLE ALWAYS' END AS enabled,
				    CASE WHEN t.tgconstraint <> 0 THEN 'true' END AS constraint
				FROM pg_trigger t
				JOIN pg_class c ON c.oid = t.tgrelid
				JOIN %s n ON n.oid = c.relnamespace
				WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND %s
				""".formatted(scope.namespaces(), scope.noMember("t.oid", catalog()));
	}

	@Override
	public int catalog() {
		return Catalogs.TRIGGER;
	}

}
