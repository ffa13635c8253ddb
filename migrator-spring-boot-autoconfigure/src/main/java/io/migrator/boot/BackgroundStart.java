package io.migrator.boot;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

import io.migrator.boot.StartupProperties.OnFailure;
import io.migrator.boot.format.Durations;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Does in a thread of its own what a start does with the database, and fails the start if
 * that fails. If the application is stopped meanwhile, it is given up after a while.
 */
class BackgroundStart implements ApplicationListener<SpringApplicationEvent>, SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final SchemaGate gate;

	private final OnFailure onFailure;

	private final ApplicationContext context;

	private final IntConsumer exit;

	private final CompletableFuture<Runnable> last = new CompletableFuture<>();

	private @Nullable Thread thread;

	private Runnable giveUp = () -> {
	};

	private @Nullable RuntimeException failure;

	private boolean ready;

	private boolean stopped;

	/**
	 * Creates a start.
	 * @param gate what is opened once it is done
	 * @param onFailure what to do if it fails
	 * @param context the application
	 * @param exit ends the process
	 */
	BackgroundStart(SchemaGate gate, OnFailure onFailure, ApplicationContext context, IntConsumer exit) {
		this.gate = gate;
		this.onFailure = onFailure;
		this.context = context;
		this.exit = exit;
	}

	boolean isEnabled() {
		return this.gate.isEnabled();
	}

	/**
	 * Begins the work.
	 * @param work the work
	 * @param more whether something comes last that is not known yet
	 * @param giveUp ends what the work does, from another thread
	 */
	synchronized void begin(Runnable work, boolean more, Runnable giveUp) {
		logger.info("Migrating in the background; the application starts meanwhile, and is not ready until then");
		this.gate.begin();
		this.giveUp = giveUp;
		Thread working = new Thread(() -> run(work, more), "migrator-start");
		this.thread = working;
		working.start();
	}

	/**
	 * Tells what comes last.
	 * @param work the work
	 */
	void comesLast(Runnable work) {
		this.last.complete(work);
	}

	private void run(Runnable work, boolean more) {
		try {
			this.gate.letThrough();
			work.run();
			if (more) {
				this.last.get().run();
			}
			logger.info("The schema is there, after {} in the background", Durations.format(this.gate.elapsed()));
			this.gate.open();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.gate.fail(ex);
		}
		catch (Throwable ex) {
			this.gate.fail(ex);
			failed(ex);
		}
	}

	private void failed(Throwable ex) {
		RuntimeException starting = (ex instanceof RuntimeException known) ? known
				: new IllegalStateException("Migrating in the background failed", ex);
		synchronized (this) {
			if (this.stopped) {
				logger.info("The migrations were given up, since the application stops; the next start goes on");
				logger.debug("What was given up", ex);
				return;
			}
			this.failure = starting;
			tell(ex);
			if (!this.ready || this.onFailure == OnFailure.STAY) {
				return;
			}
		}
		int code = (ex instanceof StartFailedException known) ? known.getExitCode() : ExitCodes.UNEXPECTED;
		this.exit.accept(SpringApplication.exit(this.context, () -> code));
	}

	private void tell(Throwable ex) {
		String then = (this.onFailure == OnFailure.EXIT) ? "the application exits"
				: "the application stays up, not ready, until it is restarted";
		if (ex.getCause() instanceof MigratorException known) {
			logger.error("Migrating in the background failed; {}\n{}", then, known.getMessage());
			logger.debug("Where it failed", ex);
		}
		else {
			logger.error("Migrating in the background failed; {}", then, ex);
		}
	}

	/**
	 * Fails the start as one that waits would have, if it is not over yet.
	 */
	@Override
	public synchronized void onApplicationEvent(SpringApplicationEvent event) {
		if (!(event instanceof ApplicationStartedEvent || event instanceof ApplicationReadyEvent)) {
			return;
		}
		this.ready = event instanceof ApplicationReadyEvent;
		if (this.failure != null && this.onFailure == OnFailure.EXIT) {
			throw this.failure;
		}
	}

	@Override
	public void stop() {
		Thread working;
		synchronized (this) {
			this.stopped = true;
			working = this.thread;
		}
		if (working == null || working == Thread.currentThread() || !working.isAlive()) {
			return;
		}
		this.gate.fail(new MigratorException("The application stops", null, "Ask another replica.", null));
		try {
			working.join(GRACE.toMillis());
			if (working.isAlive()) {
				logger.info("Gives up migrating, since the application stops");
				working.interrupt();
				this.giveUp.run();
				working.join(GRACE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Where the start fails, nothing is stopped before it is destroyed. */
	@Override
	public void destroy() {
		stop();
	}

	/** Begins where beans that use the database are to find it closed, not here. */
	@Override
	public void start() {
	}

	@Override
	public boolean isAutoStartup() {
		return false;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public synchronized boolean isRunning() {
		return this.thread != null && !this.stopped;
	}

}
