package io.migrator.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the database from its start to its stop, in a thread of its own: when it hears
 * that something has changed, and so often besides that no replica is more than a second
 * behind.
 */
final class GateWatch {

	private static final Logger logger = LoggerFactory.getLogger(GateWatch.class);

	/** Nobody is known to tell. */
	private static final Duration DEAF = Duration.ofMillis(400);

	/** Somebody tells, but what is waited for is worth a look. */
	private static final Duration WAITING = Duration.ofMillis(900);

	/** Somebody tells, and nothing is waited for. */
	private static final Duration OPEN = Duration.ofSeconds(15);

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final DataSource dataSource;

	private final String payload;

	private final Work work;

	private final Thread thread = new Thread(this::run, "migrator-gate");

	private volatile boolean stopped;

	private volatile boolean woken;

	private int failures;

	/**
	 * Creates a watch.
	 * @param dataSource where it gets its connection
	 * @param payload what is said when there is something to see
	 * @param work what it does each time
	 */
	GateWatch(DataSource dataSource, String payload, Work work) {
		this.dataSource = dataSource;
		this.payload = payload;
		this.work = work;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	void wake() {
		this.woken = true;
		LockSupport.unpark(this.thread);
	}

	void stop() {
		this.stopped = true;
		wake();
		if (Thread.currentThread() == this.thread) {
			return;
		}
		try {
			this.thread.join(GRACE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		while (!this.stopped) {
			try (Ear ear = Ear.open(this.dataSource, this.payload)) {
				boolean allOpen = look(ear);
				ear.listen();
				while (!this.stopped) {
					ear.await(ear.isProved() ? (allOpen ? OPEN : WAITING) : DEAF, () -> this.woken);
					allOpen = !this.stopped && look(ear);
				}
			}
			catch (SQLException | RuntimeException ex) {
				if (!this.stopped) {
					failed(ex);
				}
			}
		}
	}

	private boolean look(Ear ear) throws SQLException {
		this.woken = false;
		boolean allOpen = this.work.look(ear.connection());
		if (this.failures > 0) {
			this.failures = 0;
			logger.info("The database answers again; features are what it says");
		}
		return allOpen;
	}

	private void failed(Exception ex) {
		if (this.failures++ == 0) {
			logger.warn("The database cannot be asked about features; they stay as it said last, and closed "
					+ "if it has said nothing yet. It is asked again until it answers: {}", ex.getMessage());
		}
		logger.debug("Where it failed, {} times by now", this.failures, ex);
		long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(this.failures, 10));
		Duration pause = Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
		long end = System.nanoTime() + pause.toNanos();
		for (long left = pause.toNanos(); left > 0 && !this.stopped; left = end - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

	/**
	 * What is done each time.
	 */
	interface Work {

		/**
		 * Looks at the database.
		 * @param connection a connection in autocommit mode
		 * @return whether nothing is waited for
		 * @throws SQLException whatever the server says
		 */
		boolean look(Connection connection) throws SQLException;

	}

}
