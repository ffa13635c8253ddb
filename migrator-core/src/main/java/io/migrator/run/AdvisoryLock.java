package io.migrator.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.migrator.run.MigratorEvent.LockAcquired;
import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.sql.LiteralMask;
import org.jspecify.annotations.Nullable;

/**
 * The lock of one stream in one database: a session advisory lock, so that it ends with
 * its connection, polled for outside any transaction, so that a waiter holds no snapshot
 * that another's {@code CREATE INDEX CONCURRENTLY} would wait for.
 */
final class AdvisoryLock {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private static final Duration TELL_AGAIN_AFTER = Duration.ofSeconds(10);

	private final long key;

	AdvisoryLock(String schema, String stream) {
		this.key = key("migrator\n" + schema + "\n" + stream);
	}

	private static long key(String name) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(hash).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

	/**
	 * Waits until the lock is ours.
	 * @param connection the connection that will hold it, in autocommit mode
	 * @param atMost how long to wait
	 * @param listener told who holds it, and when it is ours
	 * @throws SQLException whatever the server says
	 * @throws LockWaitException if the time is over
	 */
	void acquire(Connection connection, Duration atMost, MigrationListener listener) throws SQLException {
		long start = System.nanoTime();
		Duration pause = FIRST_PAUSE;
		Duration nextTold = Duration.ZERO;
		Duration waited = Duration.ZERO;
		while (!tryAcquire(connection)) {
			waited = Duration.ofNanos(System.nanoTime() - start);
			if (waited.compareTo(atMost) >= 0) {
				throw new LockWaitException(waited, holder(connection));
			}
			if (waited.compareTo(nextTold) >= 0) {
				listener.onEvent(new WaitingForLock(holder(connection), waited));
				nextTold = waited.plus(TELL_AGAIN_AFTER);
			}
			Pause.of(pause.plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2)));
			pause = (pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : pause.multipliedBy(2);
			waited = Duration.ofNanos(System.nanoTime() - start);
		}
		listener.onEvent(new LockAcquired(String.valueOf(connection.getCatalog()), waited));
	}

	private boolean tryAcquire(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_try_advisory_lock(" + this.key + ")")) {
			row.next();
			return row.getBoolean(1);
		}
	}

	/**
	 * Who holds the lock.
	 * @param connection a connection
	 * @return the session, or {@code null} if none does
	 * @throws SQLException whatever the server says
	 */
	@Nullable Blocker holder(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"""
								SELECT l.pid, coalesce(a.application_name, ''), a.usename, a.client_addr::text, a.state,
								    left(a.query, 1000)
								FROM pg_catalog.pg_locks l
								JOIN pg_catalog.pg_database d ON d.oid = l.database AND d.datname = pg_catalog.current_database()
								LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
								WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
								    AND l.classid::bigint = %d AND l.objid::bigint = %d"""
							.formatted(this.key >>> 32, this.key & 0xFFFFFFFFL))) {
			return row.next() ? blocker(row) : null;
		}
	}

	static Blocker blocker(ResultSet row) throws SQLException {
		String query = row.getString(6);
		return new Blocker(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
				(query != null) ? LiteralMask.mask(query) : null);
	}

}
