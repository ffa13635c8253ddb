package io.migrator.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.migrator.run.MigratorEvent.IndexBuildProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Looks, while a statement takes long, who blocks it: afterwards the server no longer
 * knows. Tells also how far the server is with an index. Uses a second connection, opened
 * only when something does take long.
 */
final class BlockerWatch implements AutoCloseable {

	private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

	private static final Duration SHORTEST_PERIOD = Duration.ofMillis(20);

	/** An index that takes less is not worth a word, nor is every look at one. */
	private static final Duration TELL_EVERY = Duration.ofSeconds(2);

	private final DataSource dataSource;

	private final int pid;

	private final Duration period;

	private final MigrationListener listener;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "migrator-blocker-watch");
		thread.setDaemon(true);
		return thread;
	});

	private volatile List<Blocker> seen = List.of();

	/** When the work that is watched began, 0 if none is. */
	private volatile long since;

	private volatile String id = "";

	private long toldAt = System.nanoTime();

	/**
	 * The index that was seen last. The server only knows since when it works on all that
	 * was sent together.
	 */
	private @Nullable String building;

	private long buildingSince;

	private @Nullable Connection connection;

	private @Nullable ScheduledFuture<?> ticks;

	/**
	 * Creates a watch.
	 * @param dataSource where to get a second connection
	 * @param pid the backend to watch
	 * @param lockTimeout how long its statements wait for locks
	 * @param listener told how far an index is
	 */
	BlockerWatch(DataSource dataSource, int pid, Duration lockTimeout, MigrationListener listener) {
		this.dataSource = dataSource;
		this.pid = pid;
		this.listener = listener;
		Duration third = lockTimeout.isZero() ? LONGEST_PERIOD : lockTimeout.dividedBy(3);
		Duration atMost = (third.compareTo(LONGEST_PERIOD) > 0) ? LONGEST_PERIOD : third;
		this.period = (atMost.compareTo(SHORTEST_PERIOD) < 0) ? SHORTEST_PERIOD : atMost;
	}

	/**
	 * Begins to watch a piece of work; a second connection is opened only if it takes
	 * long.
	 * @param id the migration
	 */
	synchronized void start(String id) {
		this.id = id;
		this.seen = List.of();
		this.since = System.nanoTime();
		if (this.ticks == null) {
			this.ticks = this.executor.scheduleAtFixedRate(this::look, this.period.toMillis(), this.period.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	/**
	 * Stops looking.
	 * @return who stood in the way when it was last seen; empty if nobody was
	 */
	synchronized List<Blocker> stop() {
		this.since = 0;
		return this.seen;
	}

	private void look() {
		long watched = this.since;
		if (watched == 0 || System.nanoTime() - watched < this.period.toNanos() / 2) {
			return;
		}
		try {
			List<Blocker> blockers = blockers();
			if (!blockers.isEmpty() && this.since == watched) {
				this.seen = blockers;
			}
			lookAtIndex(watched);
		}
		catch (SQLException | RuntimeException ex) {
			LoggerFactory.getLogger(BlockerWatch.class).debug("Could not see who blocks", ex);
		}
	}

	private void lookAtIndex(long watched) throws SQLException {
		IndexBuild build = IndexBuildReader.read(connection(), this.pid);
		String seen = (build != null) ? build.command() + build.table() + build.index() : null;
		long now = System.nanoTime();
		if (!Objects.equals(seen, this.building)) {
			this.building = seen;
			this.buildingSince = now;
			return;
		}
		if (build == null || now - Math.max(this.buildingSince, this.toldAt) < TELL_EVERY.toNanos()) {
			return;
		}
		synchronized (this) {
			// What is over is not told any more, so that nobody shows it for ever
			if (this.since == watched) {
				this.listener.onEvent(new IndexBuildProgress(this.id, build));
				this.toldAt = System.nanoTime();
			}
		}
	}

	private Connection connection() throws SQLException {
		Connection current = this.connection;
		if (current == null) {
			current = this.dataSource.getConnection();
			this.connection = current;
			current.setAutoCommit(true);
		}
		return current;
	}

	private List<Blocker> blockers() throws SQLException {
		try (PreparedStatement statement = connection().prepareStatement("""
				SELECT b.pid, coalesce(a.application_name, CASE b.pid WHEN 0 THEN 'a prepared transaction' ELSE '' END),
				    a.usename, a.client_addr::text, a.state, left(a.query, 1000)
				FROM (SELECT DISTINCT unnest(pg_catalog.pg_blocking_pids(?)) AS pid) b
				LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid ORDER BY b.pid""")) {
			statement.setInt(1, this.pid);
			List<Blocker> blockers = new ArrayList<>();
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					blockers.add(AdvisoryLock.blocker(row));
				}
			}
			return blockers;
		}
	}

	@Override
	public void close() {
		stop();
		if (this.ticks != null) {
			this.ticks.cancel(false);
		}
		this.executor.execute(this::closeConnection);
		this.executor.shutdown();
	}

	private void closeConnection() {
		try (Connection closing = this.connection) {
			LoggerFactory.getLogger(BlockerWatch.class).trace("Closing {}", closing);
		}
		catch (SQLException ex) {
			LoggerFactory.getLogger(BlockerWatch.class)
				.debug("Could not close the connection that looked for blockers", ex);
		}
	}

}
