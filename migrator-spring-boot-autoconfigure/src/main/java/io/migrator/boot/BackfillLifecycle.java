package io.migrator.boot;

import java.time.Duration;
import java.util.function.Supplier;

import io.migrator.backfill.work.BackfillEngine;
import io.migrator.backfill.work.BackfillWorkers;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

/**
 * Works on backfills from when the application is ready until it is stopped, unless it
 * has none, and earlier if its start waits for them. Of the application it is stopped
 * first, and its batches are given time to end.
 */
class BackfillLifecycle implements EarlyWorkers, ApplicationListener<SchemaReadyEvent>, SmartLifecycle, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private final boolean enabled;

	private final BackfillDefinitions definitions;

	private final Supplier<BackfillEngine> engine;

	private final BackfillProgressLog progress;

	private final Duration grace;

	private @Nullable BackfillWorkers workers;

	/**
	 * Creates a lifecycle.
	 * @param enabled whether to work at all
	 * @param definitions the application's backfills
	 * @param engine who works, asked for only if there is something to work on
	 * @param progress tells how far it is while it works
	 * @param grace how long batches may take to end
	 */
	BackfillLifecycle(boolean enabled, BackfillDefinitions definitions, Supplier<BackfillEngine> engine,
			BackfillProgressLog progress, Duration grace) {
		this.enabled = enabled;
		this.definitions = definitions;
		this.engine = engine;
		this.progress = progress;
		this.grace = grace;
	}

	@Override
	public void onApplicationEvent(SchemaReadyEvent event) {
		start();
	}

	@Override
	public synchronized void start() {
		if (!this.enabled || this.workers != null || !hasBackfills()) {
			return;
		}
		BackfillWorkers started = this.engine.get().workers();
		this.progress.start();
		started.start();
		this.workers = started;
	}

	private boolean hasBackfills() {
		try {
			return !this.definitions.get().isEmpty();
		}
		catch (MigratorException ex) {
			logger.error("The backfills cannot be read; the application goes on without them\n{}", ex.getMessage());
			logger.debug("Where it failed", ex);
			return false;
		}
	}

	@Override
	public void stop() {
		BackfillWorkers current;
		synchronized (this) {
			current = this.workers;
			this.workers = null;
		}
		if (current != null) {
			current.stop(this.grace);
			this.progress.stop();
		}
	}

	/**
	 * Where the start fails, nothing is stopped before it is destroyed.
	 */
	@Override
	public void destroy() {
		stop();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.workers != null;
	}

	@Override
	public boolean worksOn(String backfill) {
		return this.definitions.get().stream().anyMatch((definition) -> definition.name().equals(backfill));
	}

	/**
	 * Not with the context, which is before the application is ready.
	 */
	@Override
	public boolean isAutoStartup() {
		return false;
	}

}
