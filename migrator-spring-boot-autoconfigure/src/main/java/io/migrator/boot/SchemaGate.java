package io.migrator.boot;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.migrator.boot.format.Durations;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the schema that this start makes is there. It is closed only while migrations
 * run in the background, and for good if they fail. Safe for use by several threads.
 */
public final class SchemaGate {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	/** What PostgreSQL says of itself while it starts. */
	private static final String CANNOT_CONNECT_NOW = "57P03";

	private static final String DATABASE_HEALTH = "org.springframework.boot.jdbc.health.DataSourceHealthIndicator";

	private final boolean enabled;

	private final Duration atMost;

	private final CompletableFuture<Void> end = new CompletableFuture<>();

	/** The thread that migrates, and all that it starts for that. */
	private final InheritableThreadLocal<Boolean> passing = new InheritableThreadLocal<>();

	private final AtomicBoolean told = new AtomicBoolean();

	private volatile long begunAt;

	private volatile boolean begun;

	private volatile boolean applicationReady;

	/**
	 * Creates a gate, which is open until migrations begin.
	 * @param enabled whether they run in the background
	 * @param atMost how long one may wait for them once the application is ready
	 */
	SchemaGate(boolean enabled, Duration atMost) {
		this.enabled = enabled;
		this.atMost = atMost;
	}

	/**
	 * Whether migrations run in the background.
	 * @return whether the gate is going to be, or was, closed
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	void begin() {
		this.begunAt = System.nanoTime();
		this.begun = true;
	}

	/** Lets the calling thread through, and every thread that it starts from now on. */
	void letThrough() {
		this.passing.set(true);
	}

	void open() {
		this.end.complete(null);
	}

	/**
	 * Tells all who wait, and will ask, that the schema is not going to be there.
	 * @param failure why
	 */
	void fail(Throwable failure) {
		this.end.completeExceptionally(failure);
	}

	void applicationIsReady() {
		this.applicationReady = true;
	}

	/**
	 * Does something once the schema is there: at once, or in the thread that migrates.
	 * @param action what to do
	 */
	void whenOpen(Runnable action) {
		if (!this.begun) {
			action.run();
			return;
		}
		this.end.thenRun(action).exceptionally((failure) -> {
			if (isOpen()) {
				logger.error("What waited for the schema failed", failure);
			}
			return null;
		});
	}

	/**
	 * Whether nothing is to be waited for.
	 * @return false while migrations run in the background, and if they failed
	 */
	public boolean isOpen() {
		return !this.begun || this.end.isDone() && !this.end.isCompletedExceptionally();
	}

	/**
	 * Why the schema is not going to be there.
	 * @return the failure, or {@code null} if there is none yet
	 */
	public @Nullable Throwable failure() {
		Throwable failure = this.end.isCompletedExceptionally() ? this.end.handle((nothing, ex) -> ex).join() : null;
		return (failure instanceof StartFailedException known) ? known.getCause() : failure;
	}

	/**
	 * For how long migrations run in the background.
	 * @return the time since they began
	 */
	public Duration elapsed() {
		return this.begun ? Duration.ofNanos(System.nanoTime() - this.begunAt) : Duration.ZERO;
	}

	/**
	 * Makes sure that the schema is there, without waiting.
	 * @throws MigratorException if it is not
	 */
	void check() {
		if (!isOpen() && this.passing.get() == null) {
			throw new MigratorException(problem(null), null, "Wait until the application is ready.", failure());
		}
	}

	/**
	 * Waits until the schema is there.
	 * @throws SQLException if it is not, after as long as may be waited or since the
	 * migrations failed
	 */
	void await() throws SQLException {
		if (isOpen() || this.passing.get() != null || isAskedForHealth()) {
			return;
		}
		try {
			if (this.applicationReady) {
				this.end.get(this.atMost.toMillis(), TimeUnit.MILLISECONDS);
			}
			else {
				tell();
				this.end.get();
			}
		}
		catch (TimeoutException ex) {
			throw new SQLTransientConnectionException(problem(this.atMost), CANNOT_CONNECT_NOW);
		}
		catch (ExecutionException ex) {
			throw new SQLTransientConnectionException(problem(null), CANNOT_CONNECT_NOW, ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while waiting for migrations", CANNOT_CONNECT_NOW,
					ex);
		}
	}

	/** The health of the database is not that of its schema, and probes must not wait. */
	private static boolean isAskedForHealth() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.anyMatch((frame) -> frame.getClassName().equals(DATABASE_HEALTH)));
	}

	private void tell() {
		if (this.told.compareAndSet(false, true)) {
			logger.info(
					"The thread '{}' asked for a connection while the application starts, and waits for the "
							+ "migrations. If it is the one that starts the web server, that waits, too; "
							+ "'Background migrations' in docs/startup.md tells what can be done",
					Thread.currentThread().getName());
		}
	}

	private String problem(@Nullable Duration waited) {
		Throwable failure = failure();
		if (failure != null) {
			return "The schema is not going to be there in this process: "
					+ ((failure instanceof MigratorException known) ? known.problem() : failure.toString());
		}
		return "The schema is not there yet: its migrations run for " + Durations.format(elapsed()) + " now"
				+ ((waited != null) ? ", and this call has waited for " + Durations.format(waited)
						+ " (migrator.startup.async-wait)" : "")
				+ ". See the log of io.migrator, and the health indicator 'migrations'.";
	}

}
