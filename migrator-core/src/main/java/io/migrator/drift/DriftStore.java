package io.migrator.drift;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.migrator.history.HistoryTables;
import org.jspecify.annotations.Nullable;

/**
 * Where replicas agree on who checks next, and where all find what was found.
 */
final class DriftStore {

	private static final Set<String> NOT_THERE = Set.of("42P01", "3F000");

	/** Not there yet, not ours to write, or a standby: a check needs no memory. */
	private static final Set<String> CANNOT = Set.of("42P01", "3F000", "42501", "25006");

	private final String table;

	private final String stream;

	DriftStore(String schema, String stream) {
		this.table = HistoryTables.drift(schema);
		this.stream = stream;
	}

	@Nullable DriftReport read(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT report FROM " + this.table + " WHERE stream = ?")) {
			statement.setString(1, this.stream);
			try (ResultSet row = statement.executeQuery()) {
				String report = row.next() ? row.getString(1) : null;
				return (report != null) ? DriftJson.read(report) : null;
			}
		}
		catch (SQLException ex) {
			if (CANNOT.contains(ex.getSQLState())) {
				return null;
			}
			throw ex;
		}
	}

	/**
	 * Keeps what was found for all replicas to show.
	 * @return whether it could be kept
	 */
	boolean write(Connection connection, DriftReport report) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("""
				INSERT INTO %s (stream, checked_at, objects, report) VALUES (?, ?, ?, ?)
				ON CONFLICT (stream) DO UPDATE SET checked_at = excluded.checked_at, objects = excluded.objects,
				    report = excluded.report
				""".formatted(this.table))) {
			statement.setString(1, this.stream);
			statement.setTimestamp(2, Timestamp.from(report.checkedAt()));
			statement.setInt(3, report.count());
			statement.setString(4, DriftJson.write(report));
			statement.executeUpdate();
			return true;
		}
		catch (SQLException ex) {
			if (CANNOT.contains(ex.getSQLState())) {
				return false;
			}
			throw ex;
		}
	}

	/**
	 * Takes the turn if a check is due and nobody else has taken it. Only the server's
	 * clock counts, and the row's lock decides between replicas: what is looked at is the
	 * row as it is once the lock is there. A time that a new schedule brings forward must
	 * still be to come: one that has passed meanwhile is of a turn that another replica
	 * may have taken.
	 * @param next the time of the check after a given time
	 * @return whose turn it is, and when to look again
	 */
	Turn take(Connection connection, UnaryOperator<Instant> next) throws SQLException {
		Instant now = now(connection);
		Instant following = next.apply(now);
		try (PreparedStatement statement = connection.prepareStatement("""
				WITH asked (stream, now, following) AS (SELECT ?::text, ?::timestamptz, ?::timestamptz),
				before AS (SELECT next_at FROM %1$s WHERE stream = (SELECT stream FROM asked) FOR UPDATE),
				made AS (
				    INSERT INTO %1$s (stream, next_at) SELECT stream, following FROM asked
				    WHERE NOT EXISTS (SELECT FROM before) ON CONFLICT (stream) DO NOTHING
				)
				UPDATE %1$s AS kept SET next_at = following FROM asked, before
				WHERE kept.stream = asked.stream AND (before.next_at IS NULL OR before.next_at <= now
				    OR before.next_at > following AND following > clock_timestamp())
				RETURNING before.next_at, before.next_at <= now
				""".formatted(this.table))) {
			statement.setString(1, this.stream);
			statement.setTimestamp(2, Timestamp.from(now));
			statement.setTimestamp(3, Timestamp.from(following));
			try (ResultSet row = statement.executeQuery()) {
				boolean mine = row.next() && row.getBoolean(2);
				return new Turn(mine ? row.getTimestamp(1).toInstant() : null, following,
						Duration.between(now, following));
			}
		}
	}

	/**
	 * Gives a turn back that came to nothing, so that whoever asks next has it.
	 * @param turn the turn
	 * @throws SQLException whatever the server says
	 */
	void giveBack(Connection connection, Turn turn) throws SQLException {
		if (turn.since() == null) {
			return;
		}
		try (PreparedStatement statement = connection
			.prepareStatement("UPDATE " + this.table + " SET next_at = ? WHERE stream = ? AND next_at = ?")) {
			statement.setTimestamp(1, Timestamp.from(turn.since()));
			statement.setString(2, this.stream);
			statement.setTimestamp(3, Timestamp.from(turn.following()));
			statement.executeUpdate();
		}
	}

	/**
	 * Whether the server says that there is no table to agree by.
	 * @param ex what it said
	 * @return whether the table or its schema is not there
	 */
	static boolean isMissing(SQLException ex) {
		return ex.getSQLState() != null && NOT_THERE.contains(ex.getSQLState());
	}

	static Instant now(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint")) {
			row.next();
			long micros = row.getLong(1);
			return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
		}
	}

	/**
	 * Whose turn it is.
	 *
	 * @param since when it became due if it is the caller's, else {@code null}
	 * @param following the time of the check after it
	 * @param untilNext how long until then
	 */
	record Turn(@Nullable Instant since, Instant following, Duration untilNext) {

		boolean mine() {
			return this.since != null;
		}

	}

}
