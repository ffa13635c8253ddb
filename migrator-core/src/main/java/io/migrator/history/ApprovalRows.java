package io.migrator.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * The table of approvals. One is for a file as it is, and for one time: taking the
 * migration back takes its approval back as well.
 */
public final class ApprovalRows {

	/** The table, or its schema, is not there: nothing was ever approved. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	private final String table;

	private final String stream;

	/**
	 * Creates the rows' description.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 */
	public ApprovalRows(String schema, String stream) {
		this.table = HistoryTables.approval(schema);
		this.stream = Quote.literal(stream);
	}

	/**
	 * Looks what is approved.
	 * @param connection a connection in autocommit mode
	 * @param migrations the ids of migrations
	 * @return the approvals of those that have one
	 * @throws SQLException whatever the server says, but that the table is not there
	 */
	public Map<String, Approval> read(Connection connection, Collection<String> migrations) throws SQLException {
		String sql = """
				SELECT migration, checksum, approved_by, (extract(epoch FROM at) * 1000)::bigint
				FROM %s WHERE stream = %s AND migration IN (%s)
				""".formatted(this.table, this.stream,
				migrations.stream().map(Quote::literal).collect(Collectors.joining(", ")));
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet rows = statement.executeQuery(sql)) {
				Map<String, Approval> approvals = new HashMap<>();
				while (rows.next()) {
					approvals.put(rows.getString(1),
							new Approval(rows.getString(2), rows.getString(3), Instant.ofEpochMilli(rows.getLong(4))));
				}
				return approvals;
			}
		}
		catch (SQLException ex) {
			if (NOT_THERE.contains(String.valueOf(ex.getSQLState()))) {
				return Map.of();
			}
			throw ex;
		}
	}

	/**
	 * Approves a migration, in place of an earlier approval.
	 * @param migration its id
	 * @param checksum of its file
	 * @param principal who gives it, or {@code null} to name the database user
	 * @param reason why, or {@code null}
	 * @return the SQL
	 */
	public String give(String migration, String checksum, @Nullable String principal, @Nullable String reason) {
		return """
				INSERT INTO %s (stream, migration, checksum, approved_by, reason)
				VALUES (%s, %s, %s, coalesce(%s, session_user), %s)
				ON CONFLICT (stream, migration) DO UPDATE SET checksum = excluded.checksum,
				    approved_by = excluded.approved_by, reason = excluded.reason, at = clock_timestamp()
				""".formatted(this.table, this.stream, Quote.literal(migration), Quote.literal(checksum),
				Quote.literal(principal), Quote.literal(reason));
	}

	/**
	 * Takes an approval back.
	 * @param migration the migration's id
	 * @return the SQL
	 */
	public String revoke(String migration) {
		return "DELETE FROM %s WHERE stream = %s AND migration = %s".formatted(this.table, this.stream,
				Quote.literal(migration));
	}

	/**
	 * Takes the approval of a migration back that is rolled back, if it has one. To be
	 * sent in the transaction that does it.
	 * @param migration the migration's id
	 * @param writer writes the entry of the audit log
	 * @return the SQL
	 */
	public List<String> forget(String migration, HistoryWriter writer) {
		return List.of(writer.auditEach(migration, "'approval used up'", "migration rolled back",
				revoke(migration) + " RETURNING migration"));
	}

}
