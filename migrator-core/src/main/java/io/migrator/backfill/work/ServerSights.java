package io.migrator.backfill.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backfill.BackfillSettings.Throttle;
import io.migrator.history.HistoryTables;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Writes the query that looks around a server, in rows of what was seen, a text, a
 * position in the log, and whether it is too much. Its one parameter is the table.
 */
final class ServerSights {

	/** The position at which the log ends. */
	static final String LOG_END = "end";

	/** A standby by its name, what it has replayed, and whether that is too old. */
	static final String STANDBY = "standby";

	/** Something that the role may not see. */
	static final String UNSEEN = "unseen";

	/**
	 * Who holds a lock on ranges, but for reading, is a worker in its batch. Locks on a
	 * partitioned table are on the way to those on its partitions.
	 */
	private static final String LOCKS = """
			WITH asked AS (
			    SELECT to_regclass(?)::oid AS relation
			), locks AS MATERIALIZED (
			    SELECT pid, locktype, relation, mode, granted, waitstart,
			        database = (SELECT oid FROM pg_database WHERE datname = current_database())
			            AND relation IN (SELECT relation FROM asked UNION ALL
			                SELECT relid FROM asked, pg_partition_ancestors(asked.relation)) AS on_table
			    FROM pg_locks WHERE pid <> pg_backend_pid()
			), others AS (
			    SELECT * FROM locks WHERE pid NOT IN (SELECT pid FROM locks
			        WHERE relation = to_regclass(%s) AND granted AND mode <> 'AccessShareLock')
			)
			""";

	/**
	 * A position that the server's own figure calls old is still one that is behind.
	 */
	private static final String STANDBYS = """
			SELECT 'end', NULL, (pg_current_wal_lsn() - '0/0')::bigint, false
			UNION ALL
			SELECT 'standby', coalesce(nullif(application_name, ''), pid::text), (replay_lsn - '0/0')::bigint,
			    coalesce(replay_lag > interval '%s' AND replay_lsn < pg_current_wal_lsn(), false)
			FROM pg_stat_replication WHERE state IN ('catchup', 'streaming')
			UNION ALL
			SELECT 'unseen', 'how far standbys are', NULL, false
			WHERE EXISTS (SELECT FROM pg_stat_replication WHERE state IS NULL)
			""";

	/**
	 * The segment that is being written waits for nobody. Where none was ever archived
	 * the one that fails is the first that waits.
	 */
	private static final String ARCHIVE = """
			SELECT 'reason', waiting || ' segments of the write-ahead log wait to be archived, more than %1$d', NULL, true
			FROM pg_stat_archiver, LATERAL (
			    SELECT div(pg_current_wal_lsn() - '0/0', size)
			        - (('x' || substr(file, 9, 8))::bit(32)::bigint * (4294967296 / size)
			            + ('x' || substr(file, 17, 8))::bit(32)::bigint) - 1 + itself AS waiting
			    FROM (VALUES (last_archived_wal, 0), (last_failed_wal, 1)) AS segment (file, itself),
			        pg_size_bytes(current_setting('wal_segment_size')) AS size
			    WHERE file ~ '^[0-9A-F]{24}' ORDER BY itself LIMIT 1) AS queue
			WHERE current_setting('archive_mode') <> 'off' AND waiting > %1$d
			""";

	private static final String SESSIONS = """
			SELECT 'reason', count(*) || ' other sessions are active, more than %1$d', NULL, true
			FROM pg_stat_activity WHERE state = 'active' AND backend_type = 'client backend'
			    AND pid <> pg_backend_pid() AND pid NOT IN (SELECT pid FROM locks EXCEPT SELECT pid FROM others)
			HAVING count(*) > %1$d
			UNION ALL
			SELECT 'unseen', 'sessions of other roles', NULL, false
			WHERE EXISTS (SELECT FROM pg_stat_activity WHERE query = '<insufficient privilege>')
			""";

	/**
	 * Who waits for a row holds, or waits for, the lock on its tuple. What waits no
	 * longer than batches take is left to their pace.
	 */
	private static final String WAITERS = """
			SELECT 'reason', count(DISTINCT pid) || ' sessions wait for locks on ' || (SELECT relation FROM asked)::regclass
			    || ', one of them, process ' || (array_agg(pid ORDER BY waitstart))[1] || ', for '
			    || round(extract(epoch FROM clock_timestamp() - min(waitstart))::numeric, 1) || ' s', NULL, true
			FROM others WHERE NOT granted AND waitstart < clock_timestamp() - interval '100 ms'
			    AND pid IN (SELECT pid FROM others WHERE on_table AND (NOT granted OR locktype = 'tuple'))
			HAVING count(*) > 0
			""";

	/**
	 * Whoever maintains a table without stopping those who write holds one of these
	 * locks; what exactly it does is shown to some roles only.
	 */
	private static final String MAINTENANCE = """
			(SELECT 'reason', CASE
			    WHEN EXISTS (SELECT FROM pg_stat_progress_create_index AS build WHERE build.pid = others.pid)
			        OR mode = 'ShareLock' THEN 'an index is built on '
			    WHEN EXISTS (SELECT FROM pg_stat_progress_vacuum AS vacuum WHERE vacuum.pid = others.pid)
			    THEN 'a vacuum is at work on ' ELSE 'maintenance, such as a vacuum, is at work on ' END
			    || relation::regclass || ', by process ' || pid, NULL, true
			FROM others WHERE on_table AND granted AND locktype = 'relation'
			    AND mode IN ('ShareUpdateExclusiveLock', 'ShareLock')
			LIMIT 1)
			""";

	private ServerSights() {
	}

	/**
	 * Writes the query.
	 * @param limits what to look at
	 * @param schema the schema of the migrator's tables
	 * @return the query, or {@code null} if there is nothing to look at
	 */
	static @Nullable String sql(Throttle limits, String schema) {
		List<String> parts = new ArrayList<>();
		if (limits.replicationLag() != null) {
			parts.add(STANDBYS.formatted(seconds(limits.replicationLag())));
		}
		if (limits.archiveQueue() != null) {
			parts.add(ARCHIVE.formatted(limits.archiveQueue()));
		}
		if (limits.activeSessions() != null) {
			parts.add(SESSIONS.formatted(limits.activeSessions()));
		}
		if (limits.lockWaiters()) {
			parts.add(WAITERS);
		}
		if (limits.maintenance()) {
			parts.add(MAINTENANCE);
		}
		return parts.isEmpty() ? null
				: LOCKS.formatted(Quote.literal(HistoryTables.range(schema))) + String.join("UNION ALL\n", parts);
	}

	/**
	 * A duration as people and the server read it.
	 * @param duration the duration
	 * @return such as {@code 1.5 s}
	 */
	static String seconds(Duration duration) {
		long millis = duration.toMillis();
		return ((millis % 1_000 == 0) ? String.valueOf(millis / 1_000) : String.valueOf(millis / 1_000.0)) + " s";
	}

}
