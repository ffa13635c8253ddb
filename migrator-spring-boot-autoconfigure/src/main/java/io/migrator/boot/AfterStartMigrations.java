package io.migrator.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.plan.MigrationState;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.DeployResult;
import io.migrator.run.LockWaitException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;

/**
 * Applies in the background, once the application is ready, what the deploy at start left
 * for then. On several replicas the migrator's lock lets one of them do it; the others
 * look again from time to time until it is done, and take over if that one is gone.
 */
class AfterStartMigrations implements ApplicationListener<SchemaReadyEvent>, Lifecycle {

	private static final Logger logger = LoggerFactory.getLogger(AfterStartMigrations.class);

	private static final Duration GRACE = Duration.ofSeconds(5);

	/**
	 * A database that is away, or a server that ends our sessions, is not asked for ever.
	 */
	private static final int MOST_FAILURES = 10;

	private final Migrator migrator;

	private final MigratorInitializer initializer;

	private final Duration lookEvery;

	private @Nullable Run run;

	/**
	 * Creates the migrations.
	 * @param migrator the migrator
	 * @param initializer knows what the start left
	 * @param lookEvery how long to wait while another process is at work
	 */
	AfterStartMigrations(Migrator migrator, MigratorInitializer initializer, Duration lookEvery) {
		this.migrator = migrator;
		this.initializer = initializer;
		this.lookEvery = lookEvery;
	}

	@Override
	public void onApplicationEvent(SchemaReadyEvent event) {
		start();
	}

	@Override
	public synchronized void start() {
		DeployResult result = this.initializer.result();
		if (this.run == null && result != null && !left(result.plan().next()).isEmpty()) {
			this.run = new Run();
			this.run.thread.start();
		}
	}

	private static List<PlannedMigration> left(List<PlannedMigration> next) {
		return next.stream().filter(PlannedMigration::afterStart).toList();
	}

	@Override
	public void stop() {
		Run current;
		synchronized (this) {
			current = this.run;
			this.run = null;
		}
		if (current != null) {
			current.end();
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.run != null;
	}

	/**
	 * From a start to its stop.
	 */
	private final class Run {

		private final Thread thread = new Thread(this::loop, "migrator-after-start");

		private final CountDownLatch stopped = new CountDownLatch(1);

		private boolean looked;

		private int failures;

		Run() {
			this.thread.setDaemon(true);
		}

		private void loop() {
			try {
				while (!isDone()) {
					long most = AfterStartMigrations.this.lookEvery.toMillis();
					// So that not all replicas look in the same moment
					long pause = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
					if (this.stopped.await(pause, TimeUnit.MILLISECONDS)) {
						return;
					}
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private boolean isDone() {
			try {
				if (this.looked && !isLeft()) {
					return true;
				}
				AfterStartMigrations.this.migrator.deployIfFree();
				return true;
			}
			catch (LockWaitException ex) {
				if (!this.looked) {
					logger.info("Another process is at work; what is left for after the start is looked at again "
							+ "until it is done");
				}
				return false;
			}
			catch (MigratorException ex) {
				return isOverWith(ex);
			}
			catch (RuntimeException ex) {
				logger.error("The migrations that run after the start failed; the application goes on without them",
						ex);
				return true;
			}
			finally {
				this.looked = true;
			}
		}

		/** What failed in another process is for people to look at. */
		private boolean isLeft() {
			return left(AfterStartMigrations.this.migrator.plan().next()).stream()
				.anyMatch((migration) -> migration.state() != MigrationState.FAILED);
		}

		private boolean isOverWith(MigratorException ex) {
			if (this.stopped.getCount() == 0) {
				logger.debug("What was given up, since the application stops", ex);
				return true;
			}
			boolean over = ++this.failures == MOST_FAILURES;
			if (this.failures == 1 || over) {
				logger.error("A migration that runs after the start failed; the application goes on without it\n{}",
						ex.getMessage());
			}
			logger.debug("Where it failed", ex);
			return over;
		}

		/** Lets a migration that is under way come to its end, but not for long. */
		void end() {
			this.stopped.countDown();
			try {
				this.thread.join(GRACE.toMillis());
				if (this.thread.isAlive()) {
					this.thread.interrupt();
					AfterStartMigrations.this.migrator.interrupt();
					this.thread.join(GRACE.toMillis());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
