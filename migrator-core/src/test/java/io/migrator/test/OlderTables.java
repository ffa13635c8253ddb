package io.migrator.test;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the migrator's tables those that an older version of it made.
 */
public final class OlderTables {

	private OlderTables() {
	}

	/**
	 * Takes away what came later, and keeps the rows.
	 * @param jdbc the database
	 * @param schema the schema of the tables, quoted
	 * @param layout the version that the tables are to be of, from 1 to 3
	 */
	public static void make(JdbcClient jdbc, String schema, int layout) {
		jdbc.sql("""
				DROP FUNCTION %1$s.audit_log_is_only_added_to CASCADE;
				ALTER TABLE %1$s.audit_log DROP COLUMN principal, DROP COLUMN host, DROP COLUMN application_version;
				ALTER TABLE %1$s.backfill DROP COLUMN completed_at;
				DROP TABLE %1$s.approval, %1$s.feature, %1$s.check_result;
				COMMENT ON TABLE %1$s.migration_history IS 'What Migrator has applied; layout %2$d';
				""".formatted(schema, layout)).update();
		if (layout < 3) {
			jdbc.sql("DROP TABLE %1$s.backfill, %1$s.backfill_range, %1$s.backfill_quarantine".formatted(schema))
				.update();
		}
		if (layout < 2) {
			jdbc.sql("DROP TABLE %1$s.schema_snapshot, %1$s.drift_check".formatted(schema)).update();
		}
	}

}
