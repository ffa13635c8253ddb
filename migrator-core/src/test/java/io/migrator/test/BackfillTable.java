package io.migrator.test;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of backfills as workers would leave them.
 */
public final class BackfillTable {

	private final JdbcClient jdbc;

	public BackfillTable(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Puts a backfill into a state, begun or not.
	 * @param name the backfill
	 * @param state the state
	 * @param reason why, or {@code null}
	 * @param after the migrations that it comes after
	 */
	public void put(String name, String state, String reason, String... after) {
		this.jdbc
			.sql("""
					INSERT INTO migrator.backfill (stream, name, source, checksum, state, reason, after_migrations, started_at)
					VALUES ('default', :name, :name || '.sql', 'abc', :state, :reason, :after, clock_timestamp())
					ON CONFLICT (stream, name) DO UPDATE SET state = excluded.state, reason = excluded.reason
					""")
			.param("name", name)
			.param("state", state)
			.param("reason", reason)
			.param("after", after)
			.update();
	}

	/**
	 * Cuts a backfill into ranges.
	 * @param name the backfill
	 * @param relation the table
	 * @param ranges how many
	 */
	public void cut(String name, String relation, int ranges) {
		this.jdbc.sql("""
				INSERT INTO migrator.backfill_range (stream, name, number, relation)
				SELECT 'default', :name, n, :relation FROM generate_series(1, :ranges) AS n
				""").param("name", name).param("relation", relation).param("ranges", ranges).update();
	}

	/**
	 * What is there of a backfill.
	 * @param name the backfill
	 * @return how many rows in all three tables
	 */
	public int rows(String name) {
		return this.jdbc.sql("""
				SELECT (SELECT count(*) FROM migrator.backfill WHERE name = :name)
				    + (SELECT count(*) FROM migrator.backfill_range WHERE name = :name)
				    + (SELECT count(*) FROM migrator.backfill_quarantine WHERE name = :name)
				""").param("name", name).query(Integer.class).single();
	}

}
