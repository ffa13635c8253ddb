package io.migrator.backfill.work;

import java.util.List;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillKey;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorSettings;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The table {@code backfill_quarantine}: rows that failed alone. Each is kept with the
 * key before it, between which and its own there was no other row. One that is to be
 * tried again is marked, and stays until it succeeds. Works in the transaction of the
 * thread, if there is one.
 */
final class QuarantineStore {

	private final JdbcClient jdbc;

	private final String quarantine;

	private final String stream;

	QuarantineStore(DataSource dataSource, MigratorSettings settings) {
		this.jdbc = JdbcClient.create(dataSource);
		this.quarantine = HistoryTables.quarantine(settings.schema());
		this.stream = Quote.literal(settings.stream());
	}

	/**
	 * Puts a row aside, or puts it back after another try.
	 * @param name the backfill
	 * @param row the row
	 * @param error what the server said
	 * @param sqlState the SQLState, or {@code null}
	 */
	void put(String name, Row row, String error, @Nullable String sqlState) {
		this.jdbc.sql("""
				INSERT INTO %s (stream, name, relation, key, previous, error, error_state)
				VALUES (%s, ?, ?, %s, %s, ?, %s)
				ON CONFLICT (stream, name, relation, key) DO UPDATE SET again = false, error = excluded.error,
				    error_state = excluded.error_state, at = excluded.at
				""".formatted(this.quarantine, this.stream, Rows.literal(row.key()), Rows.literal(row.previous()),
				Quote.literal(sqlState)))
			.params(name, row.relation(), error)
			.update();
	}

	/**
	 * Takes a row out of quarantine.
	 * @param name the backfill
	 * @param row the row
	 */
	void remove(String name, Row row) {
		this.jdbc
			.sql("DELETE FROM %s WHERE stream = %s AND name = ? AND relation = ? AND key = %s"
				.formatted(this.quarantine, this.stream, Rows.literal(row.key())))
			.params(name, row.relation())
			.update();
	}

	/**
	 * Rows that are to be tried again.
	 * @param name the backfill
	 * @param limit how many at most
	 * @return some of them, those first that failed first
	 */
	List<Row> marked(String name, int limit) {
		return this.jdbc.sql("""
				SELECT relation, key, previous FROM %s WHERE stream = %s AND name = ? AND again
				ORDER BY at, relation, key LIMIT %d""".formatted(this.quarantine, this.stream, limit))
			.param(name)
			.query((row, i) -> new Row(row.getString("relation"), Rows.key(row, "previous"), requiredKey(row)))
			.list();
	}

	private static BackfillKey requiredKey(java.sql.ResultSet row) throws java.sql.SQLException {
		BackfillKey key = Rows.key(row, "key");
		if (key == null) {
			throw new IllegalStateException("A row in quarantine has no key");
		}
		return key;
	}

	/**
	 * How many rows are in quarantine.
	 * @param name the backfill
	 * @return the number
	 */
	long count(String name) {
		return this.jdbc
			.sql("SELECT count(*) FROM %s WHERE stream = %s AND name = ?".formatted(this.quarantine, this.stream))
			.param(name)
			.query(Long.class)
			.single();
	}

	/**
	 * A row in quarantine.
	 *
	 * @param relation its table or partition
	 * @param previous the key before it, or {@code null} if it was the first
	 * @param key its key
	 */
	record Row(String relation, @Nullable BackfillKey previous, BackfillKey key) {
	}

}
