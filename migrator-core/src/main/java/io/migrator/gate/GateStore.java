package io.migrator.gate;

import java.sql.Array;
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

import io.migrator.gate.Facts.Applied;
import io.migrator.gate.Facts.OfBackfill;
import io.migrator.gate.Facts.OfCheck;
import io.migrator.gate.Facts.OfFeature;
import io.migrator.gate.Facts.OfMigration;
import io.migrator.gate.Requirements.Needed;
import io.migrator.history.FeatureRows;
import io.migrator.history.FeatureRows.Needs;
import io.migrator.history.HistoryTables;
import io.migrator.history.HistoryWriter;
import io.migrator.run.MigratorSettings;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What of the database a gate reads, in one query, and writes, each time in one
 * transaction that is one message.
 */
final class GateStore {

	/** Not there yet, or of an older migrator. */
	private static final Set<String> NOT_THERE = Set.of("42P01", "42703", "3F000");

	/** Not ours to write, or a standby. */
	private static final Set<String> READ_ONLY = Set.of("42501", "25006");

	private final MigratorSettings settings;

	private final FeatureRows rows;

	private final String of;

	GateStore(MigratorSettings settings) {
		this.settings = settings;
		this.rows = new FeatureRows(settings.schema(), settings.stream());
		this.of = "stream = " + Quote.literal(settings.stream());
	}

	FeatureRows rows() {
		return this.rows;
	}

	static boolean isMissing(SQLException ex) {
		return ex.getSQLState() != null && NOT_THERE.contains(ex.getSQLState());
	}

	static boolean isReadOnly(SQLException ex) {
		return ex.getSQLState() != null && READ_ONLY.contains(ex.getSQLState());
	}

	/**
	 * Reads all that decides whether features are open, as it is committed.
	 * @param connection a connection in autocommit mode
	 * @param needed what is asked for
	 * @param mark of the applied migrations that are known, or {@code null} if nobody
	 * asks for them
	 * @return the facts
	 * @throws SQLException whatever the server says
	 */
	Facts read(Connection connection, Collection<Needed> needed, @Nullable String mark) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet row = statement.executeQuery(query(Judgement.needs(List.copyOf(needed)), mark))) {
				return facts(row);
			}
		}
	}

	private String query(Needs needs, @Nullable String mark) {
		String schema = this.settings.schema();
		String query = """
				SELECT 'migration' AS kind, id AS name, state, direction = 'down' AS flag, NULL::bigint AS at,
				    NULL::text[] AS texts, NULL::boolean AS override, NULL::text AS by, NULL::bigint AS said_at,
				    NULL::text AS reason
				FROM %s WHERE %s AND id = ANY (%s)
				UNION ALL
				SELECT 'backfill', name, state, NULL, (extract(epoch FROM completed_at) * 1000000)::bigint,
				    NULL, NULL, NULL, NULL, NULL
				FROM %s WHERE %2$s AND name = ANY (%s)
				UNION ALL
				SELECT 'check', name, NULL, passed, (extract(epoch FROM passed_at) * 1000000)::bigint,
				    NULL, NULL, NULL, NULL, NULL
				FROM %s WHERE %2$s AND name = ANY (%s)
				UNION ALL
				SELECT 'feature', name, NULL, NULL, (extract(epoch FROM opened_at) * 1000000)::bigint, requires, override,
				    overridden_by, (extract(epoch FROM overridden_at) * 1000000)::bigint, reason
				FROM %s WHERE %2$s
				"""
			.formatted(HistoryTables.history(schema), this.of,
					array(needs.migrations().stream().flatMap(Collection::stream).toList()),
					HistoryTables.backfill(schema), array(needs.backfills()), HistoryTables.check(schema),
					array(needs.checks()), HistoryTables.feature(schema));
		return (mark != null) ? query + """
				UNION ALL
				SELECT 'applied', mark, NULL, NULL, NULL, ids, NULL, NULL, NULL, NULL FROM (
				    SELECT coalesce(md5(string_agg(id, ' ' ORDER BY position, id)), '') AS mark,
				        coalesce(array_agg(id ORDER BY position, id), '{}') AS ids
				    FROM %s WHERE %s AND state = 'applied' AND direction = 'up') AS applied
				WHERE mark <> %s
				""".formatted(HistoryTables.history(schema), this.of, Quote.literal(mark)) : query;
	}

	private static Facts facts(ResultSet row) throws SQLException {
		Map<String, OfMigration> migrations = new HashMap<>();
		Map<String, OfBackfill> backfills = new HashMap<>();
		Map<String, OfCheck> checks = new HashMap<>();
		Map<String, OfFeature> features = new HashMap<>();
		Applied applied = null;
		while (row.next()) {
			String name = row.getString("name");
			switch (row.getString("kind")) {
				case "migration" ->
					migrations.put(name, new OfMigration(row.getString("state"), row.getBoolean("flag")));
				case "backfill" -> backfills.put(name, new OfBackfill(row.getString("state"), instant(row, "at")));
				case "check" -> checks.put(name, new OfCheck(row.getBoolean("flag"), instant(row, "at")));
				case "applied" -> applied = new Applied(name, texts(row));
				default -> features.put(name, new OfFeature(Set.copyOf(texts(row)), instant(row, "at"), override(row)));
			}
		}
		return new Facts(migrations, backfills, checks, features, applied);
	}

	private static FeatureState.@Nullable Override override(ResultSet row) throws SQLException {
		boolean open = row.getBoolean("override");
		if (row.wasNull()) {
			return null;
		}
		String by = row.getString("by");
		Instant at = instant(row, "said_at");
		return new FeatureState.Override(open, (by != null) ? by : "somebody", (at != null) ? at : Instant.EPOCH,
				row.getString("reason"));
	}

	private static List<String> texts(ResultSet row) throws SQLException {
		Array array = row.getArray("texts");
		return List.of((String[]) array.getArray());
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long micros = row.getLong(column);
		return row.wasNull() ? null
				: Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
	}

	void open(Connection connection, String name, List<Needed> needed, Collection<String> openedBy)
			throws SQLException {
		write(connection, this.rows.open(name, Judgement.needs(needed), openedBy, writer(null)));
	}

	void extend(Connection connection, String name, List<Needed> more, Collection<String> openedBy)
			throws SQLException {
		write(connection, this.rows.extend(name, Judgement.needs(more), openedBy, writer(null)));
	}

	void close(Connection connection, String name, List<Needed> needed) throws SQLException {
		List<String> ids = needed.stream().flatMap((one) -> one.migrations().stream()).toList();
		write(connection, this.rows.closeTakenBack(name, ids, writer(null)));
	}

	void override(Connection connection, String name, @Nullable Boolean open, @Nullable String reason, String principal)
			throws SQLException {
		write(connection, this.rows.override(name, open, reason, principal, writer(principal)));
	}

	private HistoryWriter writer(@Nullable String principal) {
		return new HistoryWriter(this.settings.schema(), this.settings.stream(), this.settings.applicationName(),
				this.settings.applicationVersion(), principal);
	}

	/** In one message, so that a pooler that lends its sessions is welcome. */
	private void write(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try {
				statement.execute("BEGIN;\n" + sql + ";\n" + this.rows.notice() + ";\nCOMMIT");
			}
			catch (SQLException ex) {
				rollback(statement, ex);
				throw ex;
			}
		}
	}

	private static void rollback(Statement statement, SQLException failure) {
		try {
			statement.execute("ROLLBACK");
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private static String array(Collection<String> values) {
		return values.stream().map(Quote::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
	}

}
