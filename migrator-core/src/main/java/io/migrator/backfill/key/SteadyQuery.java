package io.migrator.backfill.key;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.migrator.sql.Quote;

/**
 * Asks for keys so that neither what they look like nor how they are found depends on the
 * settings of the session, nor on statistics. The settings are put back in the same round
 * trip. What goes wrong in between ends the transaction, and with it the settings.
 */
final class SteadyQuery {

	/** The driver itself sees to it that DateStyle begins with ISO. */
	private static final Map<String, String> SETTINGS = Map.of("IntervalStyle", "iso_8601", "extra_float_digits", "1",
			"enable_seqscan", "off", "enable_bitmapscan", "off", "enable_sort", "off", "enable_indexscan", "on",
			"enable_indexonlyscan", "on", "enable_tidscan", "on", "max_parallel_workers_per_gather", "0", "jit", "off");

	private static final String BEFORE = "SELECT " + each(
			"set_config('migrator.saved_%1$s', current_setting('%1$s'), " + "true), set_config('%1$s', %2$s, true)");

	private static final String AFTER = "SELECT "
			+ each("set_config('%1$s', current_setting('migrator.saved_%1$s'), true)");

	private SteadyQuery() {
	}

	/**
	 * Asks.
	 * @param connection a connection, in a transaction or in autocommit mode
	 * @param sql a query whose columns are text and not null
	 * @return the rows
	 * @throws SQLException whatever the server says
	 */
	static List<List<String>> run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(BEFORE + ";\n" + sql + ";\n" + AFTER);
			statement.getMoreResults();
			try (ResultSet row = statement.getResultSet()) {
				List<List<String>> rows = new ArrayList<>();
				while (row.next()) {
					List<String> values = new ArrayList<>();
					for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
						values.add(row.getString(i));
					}
					rows.add(values);
				}
				return rows;
			}
		}
	}

	private static String each(String template) {
		return SETTINGS.entrySet()
			.stream()
			.map((setting) -> template.formatted(setting.getKey(), Quote.literal(setting.getValue())))
			.collect(Collectors.joining(", "));
	}

}
