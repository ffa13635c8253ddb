package io.migrator.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.sql.Quote;

/**
 * Reads the audit log of one stream, whatever version of the migrator made the table.
 */
public final class AuditLog {

	/** The table, or its schema, is not there: nothing was ever done. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	private static final String UNDEFINED_COLUMN = "42703";

	private static final String ALL = "principal, host, application_version";

	private static final String OLDER = "NULL, NULL, NULL";

	private final String schema;

	private final String stream;

	/**
	 * Creates a reader.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 */
	public AuditLog(String schema, String stream) {
		this.schema = schema;
		this.stream = stream;
	}

	/**
	 * Reads entries, the latest first.
	 * @param connection a connection in autocommit mode
	 * @param query which
	 * @return the entries; none if there is no table
	 * @throws SQLException whatever else the server says
	 */
	public List<AuditEntry> read(Connection connection, AuditQuery query) throws SQLException {
		try {
			return read(connection, query, ALL);
		}
		catch (SQLException ex) {
			if (UNDEFINED_COLUMN.equals(ex.getSQLState())) {
				return read(connection, query, OLDER);
			}
			if (NOT_THERE.contains(String.valueOf(ex.getSQLState()))) {
				return List.of();
			}
			throw ex;
		}
	}

	private List<AuditEntry> read(Connection connection, AuditQuery query, String columns) throws SQLException {
		String sql = """
				SELECT entry, (extract(epoch FROM at) * 1000000)::bigint, action, migration, who, reason, %s
				FROM %s WHERE stream = %s%s ORDER BY entry DESC LIMIT %d
				""".formatted(columns, HistoryTables.audit(this.schema), Quote.literal(this.stream), conditions(query),
				query.limit());
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery(sql)) {
				List<AuditEntry> entries = new ArrayList<>();
				while (rows.next()) {
					entries.add(entry(rows));
				}
				return entries;
			}
		}
	}

	private static String conditions(AuditQuery query) {
		StringBuilder conditions = new StringBuilder();
		if (query.before() != null) {
			conditions.append(" AND entry < ").append(query.before());
		}
		if (query.since() != null) {
			conditions.append(" AND at >= ").append(Quote.literal(query.since().toString())).append("::timestamptz");
		}
		if (query.within() != null) {
			conditions.append(" AND at >= clock_timestamp() - interval '")
				.append(query.within().toMillis())
				.append(" ms'");
		}
		if (query.subject() != null) {
			conditions.append(" AND migration = ").append(Quote.literal(query.subject()));
		}
		return conditions.toString();
	}

	private static AuditEntry entry(ResultSet row) throws SQLException {
		return new AuditEntry(row.getLong(1), instant(row.getLong(2)), row.getString(3), row.getString(4),
				row.getString(7), row.getString(5), row.getString(8), row.getString(9), row.getString(6));
	}

	private static Instant instant(long micros) {
		return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
	}

}
