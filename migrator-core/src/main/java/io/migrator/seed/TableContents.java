package io.migrator.seed;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Sees what the transaction that is open does to tables.
 */
final class TableContents {

	private final Connection connection;

	TableContents(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Makes sure that the server counts what a transaction does.
	 * @throws SQLException whatever the server says
	 */
	void requireCounters() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT current_setting('track_counts')::boolean")) {
			row.next();
			if (!row.getBoolean(1)) {
				throw new MigratorException("The server does not count changes of rows (track_counts is off)",
						"nothing was changed", "Set track_counts = on for this database, or check on another server.",
						null);
			}
		}
	}

	/**
	 * How many rows the transaction has changed so far, temporary tables left out.
	 * @return the numbers by table, its name quoted
	 * @throws SQLException whatever the server says
	 */
	Map<String, Changes> changes() throws SQLException {
		Map<String, Changes> changes = new LinkedHashMap<>();
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery("""
				SELECT format('%I.%I', schemaname, relname), n_tup_ins, n_tup_upd, n_tup_del
				FROM pg_catalog.pg_stat_xact_user_tables
				WHERE n_tup_ins + n_tup_upd + n_tup_del > 0 AND schemaname NOT LIKE 'pg\\_temp%'
				ORDER BY schemaname, relname""")) {
			while (rows.next()) {
				changes.put(rows.getString(1), new Changes(rows.getLong(2), rows.getLong(3), rows.getLong(4)));
			}
		}
		return changes;
	}

	/**
	 * What is in tables now.
	 * @param tables the names, quoted
	 * @return the contents of those that are there
	 * @throws SQLException whatever the server says
	 */
	Map<String, Contents> contents(Collection<String> tables) throws SQLException {
		Map<String, Contents> contents = new LinkedHashMap<>();
		try (Statement statement = this.connection.createStatement()) {
			for (String table : tables) {
				if (exists(table)) {
					try (ResultSet row = statement.executeQuery(
							"""
									SELECT count(*), coalesce(sum(pg_catalog.hashtextextended(migrator_row::text, 0)::numeric), 0)
									FROM ONLY %s AS migrator_row"""
								.formatted(table))) {
						row.next();
						contents.put(table, new Contents(row.getLong(1), row.getString(2)));
					}
				}
			}
		}
		return contents;
	}

	private boolean exists(String table) throws SQLException {
		try (var statement = this.connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
			statement.setString(1, table);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getBoolean(1);
			}
		}
	}

	/**
	 * How many rows of a table were changed.
	 *
	 * @param inserted how many are new
	 * @param updated how many have another version, be it the same
	 * @param deleted how many are gone
	 */
	record Changes(long inserted, long updated, long deleted) {

		Changes since(@Nullable Changes earlier) {
			return (earlier == null) ? this : new Changes(this.inserted - earlier.inserted,
					this.updated - earlier.updated, this.deleted - earlier.deleted);
		}

		boolean isNone() {
			return this.inserted == 0 && this.updated == 0 && this.deleted == 0;
		}

		@Override
		public String toString() {
			List<String> words = new ArrayList<>();
			add(words, this.inserted, "inserted");
			add(words, this.updated, "updated");
			add(words, this.deleted, "deleted");
			return String.join(", ", words);
		}

		private static void add(List<String> words, long count, String done) {
			if (count > 0) {
				words.add(count + ((count == 1) ? " row " : " rows ") + done);
			}
		}

	}

	/**
	 * What is in a table, in whatever order.
	 *
	 * @param rows how many rows
	 * @param hash the sum of their hashes
	 */
	record Contents(long rows, String hash) {

		/**
		 * Compares what two runs left.
		 * @param table the table
		 * @param first what the first run left, or {@code null} if it left no table
		 * @param second what the second run left, or {@code null} likewise
		 * @param changes what the second run did
		 * @return what is different, or {@code null} if nothing is
		 */
		static @Nullable String difference(String table, @Nullable Contents first, @Nullable Contents second,
				Changes changes) {
			if (first == null ? second == null : first.equals(second)) {
				return null;
			}
			String counts = (first != null && second != null && first.rows != second.rows)
					? ": it has " + first.rows + ((first.rows == 1) ? " row" : " rows") + " after the first run and "
							+ second.rows + " after the second"
					: "";
			return "The second run changed " + table + " (" + changes + ")" + counts;
		}

	}

}
