package io.migrator.history;

import io.migrator.sql.Quote;

/**
 * What makes the server refuse to change or to remove entries of the audit log, whoever
 * asks.
 */
public final class AuditGuard {

	/** The name of the function, and of the trigger that calls it. */
	public static final String NAME = "audit_log_is_only_added_to";

	private AuditGuard() {
	}

	/**
	 * The statements that put it up. It holds in replication sessions as well, and
	 * restoring a dump, which only adds, passes it.
	 * @param schema the schema of the migrator's tables
	 * @return the SQL
	 */
	static String sql(String schema) {
		String function = Quote.identifier(schema) + "." + NAME;
		return """
				CREATE OR REPLACE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $guard$
				BEGIN
				    RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				        MESSAGE = format('%%s refused: %%I.%%I is only ever added to', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
				        HINT = format('The owner of the table can disable the trigger %%I to remove old entries.', TG_NAME);
				END $guard$;
				CREATE OR REPLACE TRIGGER %2$s BEFORE UPDATE OR DELETE OR TRUNCATE ON %3$s
				    FOR EACH STATEMENT EXECUTE FUNCTION %1$s();
				ALTER TABLE %3$s ENABLE ALWAYS TRIGGER %2$s;
				"""
			.formatted(function, NAME, HistoryTables.audit(schema));
	}

}
