package io.migrator.boot;

import java.util.function.Supplier;

import io.migrator.check.Checks;
import io.migrator.error.MigratorException;
import io.migrator.history.BackfillStanding;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;

/**
 * Runs the checks that are due in the background: once the application is ready, after
 * whatever this process migrates, and after a backfill that it completes. An application
 * without checks gets no thread, and asks the database for nothing.
 */
class ChecksAfterDeploy implements MigrationListener, ApplicationListener<SchemaReadyEvent>, Lifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ChecksAfterDeploy.class);

	private final boolean enabled;

	private final Supplier<Checks> checks;

	private boolean running;

	private boolean asked = true;

	private @Nullable Thread thread;

	/**
	 * Creates an instance.
	 * @param enabled whether to run any
	 * @param checks the checks, asked for once the application is ready
	 */
	ChecksAfterDeploy(boolean enabled, Supplier<Checks> checks) {
		this.enabled = enabled;
		this.checks = checks;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		boolean changed = (event instanceof DeployFinished deploy && !deploy.applied().isEmpty())
				|| event instanceof MigrationRolledBack || (event instanceof BackfillStateChanged backfill
						&& BackfillStanding.COMPLETED.equals(backfill.state()));
		if (changed) {
			ask();
		}
	}

	@Override
	public void onApplicationEvent(SchemaReadyEvent event) {
		synchronized (this) {
			this.running = this.enabled && hasChecks();
		}
		runIfAsked();
	}

	private boolean hasChecks() {
		try {
			return !this.checks.get().defined().isEmpty();
		}
		catch (MigratorException ex) {
			logger.error("The checks cannot be used, and none is run\n{}", ex.getMessage());
			return false;
		}
	}

	private synchronized void ask() {
		this.asked = true;
		runIfAsked();
	}

	private synchronized void runIfAsked() {
		if (this.running && this.asked && this.thread == null) {
			Thread checking = new Thread(this::runWhileAsked, "migrator-checks");
			checking.setDaemon(true);
			this.thread = checking;
			checking.start();
		}
	}

	private void runWhileAsked() {
		while (take()) {
			try {
				this.checks.get().runDue();
			}
			catch (MigratorException ex) {
				logger.error("The checks could not be run\n{}", ex.getMessage());
				logger.debug("Where they failed", ex);
			}
			catch (RuntimeException ex) {
				logger.error("The checks could not be run", ex);
			}
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

	/** Checks begin once the application is ready, not with its context. */
	@Override
	public void start() {
	}

	/** What is under way only reads, and ends with its connection. */
	@Override
	public synchronized void stop() {
		this.running = false;
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

}
