package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.boot.format.Progresses;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how far the backfills are that this process works on: at every tenth of
 * the work, and in between after half a minute and then at ever longer intervals. Asks
 * the database in a thread of its own, and only while batches are done.
 */
public final class BackfillProgressLog implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private static final Duration LOOK = Duration.ofSeconds(5);

	private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(30);

	private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

	private final Supplier<Backfills> backfills;

	private final Clock clock;

	/** The backfills of which batches were done since the last look. */
	private final Set<String> worked = ConcurrentHashMap.newKeySet();

	private final Map<String, Told> told = new HashMap<>();

	private @Nullable Run run;

	/**
	 * Creates a log of progress.
	 * @param backfills who knows how far they are, asked for when first needed
	 * @param clock tells how long the log was silent
	 */
	BackfillProgressLog(Supplier<Backfills> backfills, Clock clock) {
		this.backfills = backfills;
		this.clock = clock;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof BackfillBatchDone done) {
			this.worked.add(done.name());
		}
	}

	/**
	 * Begins to look.
	 */
	public synchronized void start() {
		if (this.run == null) {
			this.run = new Run();
			this.run.thread.start();
		}
	}

	/**
	 * Ceases to look.
	 */
	public synchronized void stop() {
		if (this.run != null) {
			this.run.stopped.countDown();
			this.run = null;
		}
	}

	/**
	 * Looks once.
	 */
	void look() {
		Set<String> names = Set.copyOf(this.worked);
		if (names.isEmpty()) {
			return;
		}
		this.worked.removeAll(names);
		try {
			this.backfills.get()
				.list()
				.stream()
				.filter((status) -> names.contains(status.name()))
				.forEach(this::tellIfDue);
		}
		catch (RuntimeException ex) {
			logger.debug("The progress of backfills cannot be read", ex);
		}
	}

	private void tellIfDue(BackfillStatus status) {
		Instant now = this.clock.instant();
		int tenth = (int) (status.progress().fraction() * 10);
		Told last = this.told.get(status.name());
		if (last == null || last.round() != status.progress().rounds()) {
			// That it has begun was said already
			this.told.put(status.name(),
					new Told(status.progress().rounds(), tenth, now.plus(SHORTEST_SILENCE), SHORTEST_SILENCE));
		}
		else if (tenth > last.tenth() && tenth < 10) {
			tell(status);
			this.told.put(status.name(), new Told(last.round(), tenth, now.plus(last.silence()), last.silence()));
		}
		else if (!now.isBefore(last.next())) {
			tell(status);
			Duration longer = last.silence().multipliedBy(2);
			Duration silence = (longer.compareTo(LONGEST_SILENCE) < 0) ? longer : LONGEST_SILENCE;
			this.told.put(status.name(), new Told(last.round(), tenth, now.plus(silence), silence));
		}
	}

	private static void tell(BackfillStatus status) {
		logger.info("Backfill {}: {}", status.name(), Progresses.describe(status.progress()));
	}

	/**
	 * What the log was told last.
	 *
	 * @param round the round over the table
	 * @param tenth how many tenths were done
	 * @param next when to tell at the latest
	 * @param silence how long that was from then
	 */
	private record Told(int round, int tenth, Instant next, Duration silence) {

	}

	/**
	 * From a start to its stop.
	 */
	private final class Run {

		private final CountDownLatch stopped = new CountDownLatch(1);

		private final Thread thread = new Thread(this::loop, "migrator-backfill-progress");

		Run() {
			this.thread.setDaemon(true);
		}

		private void loop() {
			try {
				while (!this.stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
					look();
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
