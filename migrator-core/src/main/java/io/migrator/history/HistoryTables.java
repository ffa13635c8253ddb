package io.migrator.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.migrator.sql.Quote;

/**
 * The migrator's own tables: created and upgraded additively, under the lock.
 */
public final class HistoryTables {

	static final int LAYOUT = 4;

	private final String schema;

	/**
	 * Creates the tables' description.
	 * @param schema the schema they are in; created if it is not there
	 */
	public HistoryTables(String schema) {
		this.schema = schema;
	}

	/**
	 * The table of migrations.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String history(String schema) {
		return Quote.identifier(schema) + ".migration_history";
	}

	/**
	 * The audit log.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String audit(String schema) {
		return Quote.identifier(schema) + ".audit_log";
	}

	/**
	 * Asks whether there is an audit log of this version or a newer one.
	 * @param schema the schema of the migrator's tables
	 * @return a query for one boolean
	 */
	public static String isAudited(String schema) {
		return "SELECT EXISTS (SELECT FROM pg_catalog.pg_attribute WHERE attrelid = pg_catalog.to_regclass("
				+ Quote.literal(audit(schema)) + ") AND attname = 'principal')";
	}

	static String snapshot(String schema) {
		return Quote.identifier(schema) + ".schema_snapshot";
	}

	/**
	 * The table of drift checks.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String drift(String schema) {
		return Quote.identifier(schema) + ".drift_check";
	}

	/**
	 * The table of backfills.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String backfill(String schema) {
		return Quote.identifier(schema) + ".backfill";
	}

	/**
	 * The table of the ranges that backfills are cut into.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String range(String schema) {
		return Quote.identifier(schema) + ".backfill_range";
	}

	/**
	 * The table of rows that backfills put aside.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String quarantine(String schema) {
		return Quote.identifier(schema) + ".backfill_quarantine";
	}

	/**
	 * The table of approvals.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String approval(String schema) {
		return Quote.identifier(schema) + ".approval";
	}

	/**
	 * The table of features.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String feature(String schema) {
		return Quote.identifier(schema) + ".feature";
	}

	/**
	 * The table of checks.
	 * @param schema the schema of the migrator's tables
	 * @return its name, quoted
	 */
	public static String check(String schema) {
		return Quote.identifier(schema) + ".check_result";
	}

	/**
	 * Makes sure that the tables are there and of this version. A newer migrator's tables
	 * are left alone, since upgrades only ever add.
	 * @param connection a connection in autocommit mode that holds the lock
	 * @throws SQLException whatever the server says, such as 42501 if the role may not
	 * create them
	 */
	public void prepare(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			Found found = look(statement);
			if (found.layout() >= LAYOUT) {
				return;
			}
			String createSchema = found.schema() ? "" : "CREATE SCHEMA " + Quote.identifier(this.schema) + ";";
			statement.execute("BEGIN;" + createSchema + ((found.layout() < 1) ? layout1() : "")
					+ ((found.layout() < 2) ? layout2() : "") + ((found.layout() < 3) ? layout3() : "") + layout4()
					+ (found.guarded() ? AuditGuard.sql(this.schema) : "") + "COMMIT");
		}
		catch (SQLException ex) {
			rollback(connection, ex);
			throw ex;
		}
	}

	/**
	 * Whether the tables are there and of this version or a newer one.
	 * @param connection a connection
	 * @return whether there is nothing to prepare
	 * @throws SQLException whatever the server says
	 */
	public boolean areCurrent(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			return look(statement).layout() >= LAYOUT;
		}
	}

	private Found look(Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery(
				"""
						SELECT to_regnamespace(%1$s) IS NOT NULL, %2$s, EXISTS (SELECT FROM pg_language WHERE lanname = 'plpgsql')
						"""
					.formatted(Quote.literal(Quote.identifier(this.schema)), layout(this.schema)))) {
			row.next();
			return new Found(row.getBoolean(1), row.getInt(2), row.getBoolean(3));
		}
	}

	/**
	 * The version of the tables, as the remark on one of them says.
	 * @param schema the schema of the migrator's tables
	 * @return an expression, 0 if they are not there
	 */
	static String layout(String schema) {
		return "coalesce(substring(obj_description(to_regclass(%s), 'pg_class') FROM 'layout (\\d+)')::int, 0)"
			.formatted(Quote.literal(history(schema)));
	}

	private String layout1() {
		return """
				CREATE TABLE IF NOT EXISTS %1$s (
				    stream text NOT NULL,
				    id text NOT NULL,
				    version text,
				    description text NOT NULL,
				    state text NOT NULL CHECK (state IN ('running', 'applied', 'failed', 'rolled_back')),
				    direction text NOT NULL DEFAULT 'up' CHECK (direction IN ('up', 'down')),
				    checksum text NOT NULL,
				    semantic_checksum text,
				    statements integer NOT NULL DEFAULT 0,
				    statements_done integer NOT NULL DEFAULT 0,
				    prefix_checksum text,
				    in_flight text,
				    rows_affected bigint NOT NULL DEFAULT 0,
				    duration_ms bigint,
				    lock_ms bigint,
				    attempts integer NOT NULL DEFAULT 0,
				    error text,
				    error_state text,
				    applied_by text NOT NULL,
				    application_version text,
				    position bigint NOT NULL,
				    note text,
				    started_at timestamptz NOT NULL,
				    finished_at timestamptz,
				    PRIMARY KEY (stream, id)
				);
				CREATE TABLE IF NOT EXISTS %2$s (
				    entry bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    at timestamptz NOT NULL DEFAULT clock_timestamp(),
				    stream text NOT NULL,
				    migration text,
				    action text NOT NULL,
				    who text NOT NULL,
				    reason text
				);
				COMMENT ON TABLE %2$s IS 'Who told Migrator to do what, and why; only ever added to';
				""".formatted(history(this.schema), audit(this.schema));
	}

	private String layout2() {
		return """
				CREATE TABLE IF NOT EXISTS %1$s (
				    stream text PRIMARY KEY,
				    taken_at timestamptz NOT NULL,
				    server_version integer NOT NULL,
				    fingerprint text NOT NULL,
				    quick_fingerprint text,
				    migration text,
				    mark text,
				    format integer NOT NULL,
				    data bytea NOT NULL
				);
				ALTER TABLE %1$s ALTER COLUMN data SET STORAGE EXTERNAL;
				CREATE TABLE IF NOT EXISTS %2$s (
				    stream text PRIMARY KEY,
				    next_at timestamptz,
				    checked_at timestamptz,
				    objects integer,
				    report text
				);
				COMMENT ON TABLE %2$s IS 'When the schema of each stream was checked, and what was found';
				COMMENT ON TABLE %1$s IS 'The schema as the last deploy of each stream left it';
				""".formatted(snapshot(this.schema), drift(this.schema));
	}

	/**
	 * Rows that change with every batch have room for their next version on their page
	 * and no index on what changes, so that they do not bloat.
	 */
	private String layout3() {
		return """
				CREATE TABLE IF NOT EXISTS %1$s (
				    stream text NOT NULL,
				    name text NOT NULL,
				    source text NOT NULL,
				    checksum text NOT NULL,
				    after_migrations text[] NOT NULL DEFAULT '{}',
				    state text NOT NULL CHECK (state IN ('running', 'paused', 'incomplete', 'completed', 'failed',
				        'cancelled')),
				    round integer NOT NULL DEFAULT 1,
				    walk text,
				    rows_estimated bigint,
				    rows_before bigint NOT NULL DEFAULT 0,
				    batches_before bigint NOT NULL DEFAULT 0,
				    failures_before bigint NOT NULL DEFAULT 0,
				    parallel integer,
				    batch_ms integer,
				    ignores_window boolean NOT NULL DEFAULT false,
				    reason text,
				    error text,
				    error_state text,
				    started_at timestamptz NOT NULL,
				    finished_at timestamptz,
				    PRIMARY KEY (stream, name)
				) WITH (fillfactor = 50);
				CREATE TABLE IF NOT EXISTS %2$s (
				    stream text NOT NULL,
				    name text NOT NULL,
				    number integer NOT NULL,
				    relation text NOT NULL,
				    first_after text[],
				    last text[],
				    position text[],
				    done boolean NOT NULL DEFAULT false,
				    token bigint NOT NULL DEFAULT 0,
				    owner text,
				    lease_until timestamptz,
				    throttle text,
				    rows bigint NOT NULL DEFAULT 0,
				    batches bigint NOT NULL DEFAULT 0,
				    failures bigint NOT NULL DEFAULT 0,
				    busy_ms bigint NOT NULL DEFAULT 0,
				    batch_size integer,
				    PRIMARY KEY (stream, name, number)
				) WITH (fillfactor = 50);
				CREATE TABLE IF NOT EXISTS %3$s (
				    stream text NOT NULL,
				    name text NOT NULL,
				    relation text NOT NULL,
				    key text[] NOT NULL,
				    previous text[],
				    again boolean NOT NULL DEFAULT false,
				    error text NOT NULL,
				    error_state text,
				    at timestamptz NOT NULL DEFAULT clock_timestamp(),
				    PRIMARY KEY (stream, name, relation, key)
				);
				COMMENT ON TABLE %1$s IS 'Backfills that were begun, and where they stand';
				COMMENT ON TABLE %2$s IS 'The parts of backfills that workers share, with their progress and leases';
				COMMENT ON TABLE %3$s IS 'Rows that failed alone and were put aside';
				""".formatted(backfill(this.schema), range(this.schema), quarantine(this.schema));
	}

	/**
	 * A feature that has been open stays open on every replica and after a restart, so
	 * that it was is kept; so is that a backfill was complete once.
	 */
	private String layout4() {
		return """
				ALTER TABLE %1$s ADD COLUMN IF NOT EXISTS principal text, ADD COLUMN IF NOT EXISTS host text,
				    ADD COLUMN IF NOT EXISTS application_version text;
				ALTER TABLE %2$s ADD COLUMN IF NOT EXISTS completed_at timestamptz;
				CREATE TABLE IF NOT EXISTS %3$s (
				    stream text NOT NULL,
				    migration text NOT NULL,
				    checksum text NOT NULL,
				    approved_by text NOT NULL,
				    reason text,
				    at timestamptz NOT NULL DEFAULT clock_timestamp(),
				    PRIMARY KEY (stream, migration)
				);
				CREATE TABLE IF NOT EXISTS %4$s (
				    stream text NOT NULL,
				    name text NOT NULL,
				    requires text[] NOT NULL DEFAULT '{}',
				    opened_at timestamptz,
				    override boolean,
				    overridden_by text,
				    overridden_at timestamptz,
				    reason text,
				    PRIMARY KEY (stream, name)
				);
				CREATE TABLE IF NOT EXISTS %5$s (
				    stream text NOT NULL,
				    name text NOT NULL,
				    checksum text NOT NULL,
				    passed boolean NOT NULL,
				    passed_at timestamptz,
				    checked_at timestamptz NOT NULL,
				    duration_ms bigint NOT NULL,
				    found text,
				    PRIMARY KEY (stream, name)
				);
				COMMENT ON TABLE %3$s IS 'Migrations that require an approval and have it';
				COMMENT ON TABLE %4$s IS 'Features that have been open, and what operators say of them';
				COMMENT ON TABLE %5$s IS 'What each check found when it last ran';
				COMMENT ON TABLE %6$s IS 'What Migrator has applied; layout 4';
				""".formatted(audit(this.schema), backfill(this.schema), approval(this.schema), feature(this.schema),
				check(this.schema), history(this.schema));
	}

	private static void rollback(Connection connection, SQLException failure) {
		try (Statement statement = connection.createStatement()) {
			statement.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * What is there.
	 *
	 * @param schema whether the schema is
	 * @param layout the version of the tables, 0 if they are not
	 * @param guarded whether there is the language of {@link AuditGuard}, which every
	 * database begins with
	 */
	private record Found(boolean schema, int layout, boolean guarded) {
	}

}
