package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.migrator.drift.DriftChecks;
import io.migrator.error.MigratorException;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DriftChecked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationListener;
import org.springframework.context.Lifecycle;

/**
 * Asks from when the application is ready until it stops whether it is time to check, in
 * a thread of its own. All replicas ask; the database lets one of them check.
 */
class DriftSchedule implements ApplicationListener<SchemaReadyEvent>, Lifecycle, MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger(DriftSchedule.class);

	private static final Duration SHORTEST_WAIT = Duration.ofMillis(50);

	/** An application that has just started has better things to do. */
	private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(10);

	/**
	 * A check that failed is still due, so it asks again soon.
	 */
	private static final Duration LONGEST_WAIT_AFTER_FAILURE = Duration.ofMinutes(1);

	private static final long MAX_JITTER_MS = 5_000;

	private static final Duration GRACE = Duration.ofSeconds(5);

	private final @Nullable DriftCron cron;

	private final Supplier<DriftChecks> checks;

	private final Clock clock;

	/** The kinds of failure that the log has been told of. */
	private final Set<String> told = ConcurrentHashMap.newKeySet();

	private @Nullable Run run;

	/**
	 * Creates a schedule.
	 * @param cron when to check, or {@code null} for never
	 * @param checks who checks, asked for when it is time first
	 * @param clock tells when to try again if the database does not
	 */
	DriftSchedule(@Nullable DriftCron cron, Supplier<DriftChecks> checks, Clock clock) {
		this.cron = cron;
		this.checks = checks;
		this.clock = clock;
	}

	@Override
	public void onApplicationEvent(SchemaReadyEvent event) {
		start();
	}

	@Override
	public synchronized void start() {
		if (this.cron == null || this.run != null) {
			return;
		}
		this.run = new Run(this.cron);
		this.run.thread.start();
		logger.debug("Checks the schema at {}", this.cron);
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

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DriftChecked) {
			this.told.clear();
		}
	}

	private void failed(RuntimeException ex) {
		String kind = (ex instanceof MigratorException known) ? known.nextStep() : ex.getClass().getName();
		if (!this.told.add(kind)) {
			logger.debug("The schema could not be checked again", ex);
		}
		else if (ex instanceof MigratorException known) {
			logger.warn("The schema could not be checked; the application goes on, and so does the schedule. {}\n"
					+ "Next: {}", known.problem(), known.nextStep());
			logger.debug("Where it failed", ex);
		}
		else {
			logger.warn("The schema could not be checked; the application goes on, and so does the schedule", ex);
		}
	}

	/**
	 * From a start to its stop.
	 */
	private final class Run {

		private final CountDownLatch stopped = new CountDownLatch(1);

		private final Thread thread = new Thread(this::loop, "migrator-drift");

		private final DriftCron cron;

		Run(DriftCron cron) {
			this.cron = cron;
			this.thread.setDaemon(true);
		}

		private void loop() {
			try {
				Duration wait = withJitter(untilNext(LONGEST_FIRST_WAIT));
				while (!this.stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
					wait = withJitter(ask());
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private Duration ask() {
			long start = System.nanoTime();
			try {
				Duration untilNext = DriftSchedule.this.checks.get().checkIfDue(this.cron);
				return untilNext.minusNanos(System.nanoTime() - start);
			}
			catch (RuntimeException ex) {
				if (this.stopped.getCount() > 0) {
					failed(ex);
				}
				return untilNext(LONGEST_WAIT_AFTER_FAILURE);
			}
		}

		private Duration untilNext(Duration atMost) {
			Instant now = DriftSchedule.this.clock.instant();
			Duration untilNext = Duration.between(now, this.cron.apply(now));
			return (untilNext.compareTo(atMost) < 0) ? untilNext : atMost;
		}

		/** So that not all replicas ask in the same moment. */
		private static Duration withJitter(Duration wait) {
			Duration atLeast = (wait.compareTo(SHORTEST_WAIT) > 0) ? wait : SHORTEST_WAIT;
			long most = Math.min(MAX_JITTER_MS, atLeast.toMillis() / 10);
			return atLeast.plusMillis(ThreadLocalRandom.current().nextLong(most + 1));
		}

		/** Lets a check that is under way come to its end, but not for long. */
		void end() {
			this.stopped.countDown();
			try {
				this.thread.join(GRACE.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
