package io.migrator.boot;

import java.time.Duration;
import java.util.function.Supplier;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.history.BackfillStanding;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;

/**
 * Applies in the background what a backfill held, once it is completed. One deploy runs
 * at a time; what is completed meanwhile is seen to by another after it.
 */
class BackfillRelease implements MigrationListener, ApplicationListener<SchemaReadyEvent>, Lifecycle {

	private static final Logger logger = LoggerFactory.getLogger(BackfillRelease.class);

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final boolean enabled;

	private final Supplier<Migrator> migrator;

	private boolean running;

	private boolean asked;

	private @Nullable Thread thread;

	/**
	 * Creates a release.
	 * @param enabled whether to apply anything
	 * @param migrator the migrator, asked for when a backfill is completed
	 */
	BackfillRelease(boolean enabled, Supplier<Migrator> migrator) {
		this.enabled = enabled;
		this.migrator = migrator;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof BackfillStateChanged changed && BackfillStanding.COMPLETED.equals(changed.state())) {
			ask();
		}
	}

	@Override
	public void onApplicationEvent(SchemaReadyEvent event) {
		start();
	}

	@Override
	public synchronized void start() {
		this.running = this.enabled;
		deployIfAsked();
	}

	private synchronized void ask() {
		this.asked = true;
		deployIfAsked();
	}

	private void deployIfAsked() {
		if (this.running && this.asked && this.thread == null) {
			Thread deploying = new Thread(this::deployWhileAsked, "migrator-release");
			deploying.setDaemon(true);
			this.thread = deploying;
			deploying.start();
		}
	}

	private void deployWhileAsked() {
		while (take()) {
			deploy();
		}
	}

	private synchronized boolean take() {
		boolean more = this.running && this.asked;
		this.asked = this.asked && !more;
		if (!more) {
			this.thread = null;
		}
		return more;
	}

	private void deploy() {
		try {
			this.migrator.get().deploy();
		}
		catch (MigratorException ex) {
			logger.error("A migration that a backfill held failed; the application goes on without it\n{}",
					ex.getMessage());
			logger.debug("Where it failed", ex);
		}
		catch (RuntimeException ex) {
			logger.error("The migrations that a backfill held failed; the application goes on without them", ex);
		}
	}

	/** Lets a deploy that is under way come to its end, but not for long. */
	@Override
	public void stop() {
		Thread deploying;
		synchronized (this) {
			this.running = false;
			deploying = this.thread;
		}
		if (deploying != null) {
			try {
				deploying.join(GRACE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
