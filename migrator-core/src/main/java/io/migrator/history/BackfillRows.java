package io.migrator.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.sql.Quote;

/**
 * What migrations have to do with the rows of backfills: some wait for them, and taking
 * one back makes those forgotten that came after it.
 */
public final class BackfillRows {

	/** The table, or its schema, is not there: no backfill was ever begun. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	private final String schema;

	private final String stream;

	/**
	 * Creates the rows' description.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 */
	public BackfillRows(String schema, String stream) {
		this.schema = schema;
		this.stream = stream;
	}

	/**
	 * Looks where backfills stand.
	 * @param connection a connection in autocommit mode
	 * @param names the backfills
	 * @return those that were begun, by their names
	 * @throws SQLException whatever the server says, but that the table is not there
	 */
	public Map<String, BackfillStanding> read(Connection connection, Collection<String> names) throws SQLException {
		String sql = """
				SELECT name, state, CASE WHEN state = 'failed' THEN coalesce(error, reason) ELSE reason END
				FROM %s WHERE stream = %s AND name IN (%s)
				""".formatted(HistoryTables.backfill(this.schema), Quote.literal(this.stream),
				names.stream().map(Quote::literal).collect(Collectors.joining(", ")));
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery(sql)) {
				Map<String, BackfillStanding> standings = new HashMap<>();
				while (rows.next()) {
					standings.put(rows.getString(1), new BackfillStanding(rows.getString(2), rows.getString(3)));
				}
				return standings;
			}
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(ex.getSQLState())) {
				return Map.of();
			}
			throw ex;
		}
	}

	/**
	 * Looks which backfills that were begun come after a migration.
	 * @param connection a connection; the table must be there
	 * @param migration the migration's id
	 * @return their names, in order
	 * @throws SQLException whatever the server says
	 */
	public List<String> after(Connection connection, String migration) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery("SELECT name FROM " + HistoryTables.backfill(this.schema)
					+ " WHERE " + comesAfter(migration) + " ORDER BY name")) {
				List<String> names = new ArrayList<>();
				while (rows.next()) {
					names.add(rows.getString(1));
				}
				return names;
			}
		}
	}

	/**
	 * Forgets the backfills that came after a migration, so that they begin anew once it
	 * is applied again, and closes the features that were open thanks to them. To be sent
	 * first in the transaction that takes it back: workers lock their range before the
	 * table that they walk, and who locks both in another order than they do may wait for
	 * them for ever. The lock on the migration's row keeps it from being seen as applied
	 * by who is about to begin such a backfill.
	 * @param migration the migration's id
	 * @param writer writes the entries of the audit log
	 * @return the SQL
	 */
	public List<String> forget(String migration, HistoryWriter writer) {
		String stream = Quote.literal(this.stream);
		String backfills = HistoryTables.backfill(this.schema);
		String named = "stream = " + stream + " AND name IN (SELECT name FROM " + backfills + " WHERE "
				+ comesAfter(migration) + ")";
		return List.of(
				"SELECT 1 FROM %s WHERE stream = %s AND id = %s FOR UPDATE"
					.formatted(HistoryTables.history(this.schema), stream, Quote.literal(migration)),
				"SELECT 1 FROM " + backfills + " WHERE " + comesAfter(migration) + " ORDER BY name FOR UPDATE",
				new FeatureRows(this.schema, this.stream).closeForgotten(migration,
						"SELECT name FROM " + backfills + " WHERE " + comesAfter(migration), writer),
				"DELETE FROM " + HistoryTables.range(this.schema) + " WHERE " + named,
				"DELETE FROM " + HistoryTables.quarantine(this.schema) + " WHERE " + named,
				writer.auditEach(migration, "'backfill ' || name || ' forgotten'", "migration rolled back",
						"DELETE FROM " + backfills + " WHERE " + comesAfter(migration) + " RETURNING name"));
	}

	private String comesAfter(String migration) {
		return "stream = " + Quote.literal(this.stream) + " AND " + Quote.literal(migration)
				+ " = ANY (after_migrations)";
	}

}
