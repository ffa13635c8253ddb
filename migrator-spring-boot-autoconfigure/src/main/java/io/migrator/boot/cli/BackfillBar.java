package io.migrator.boot.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.backfill.BackfillStatus.Worker;
import io.migrator.backfill.Backfills;
import io.migrator.boot.format.Progresses;

/**
 * A bar on a terminal that grows while backfills are worked on, by whichever process.
 */
final class BackfillBar implements AutoCloseable {

	private static final int WIDTH = 20;

	private static final long INTERVAL_MS = 1_000;

	private final ConsoleProgress console;

	private final Backfills backfills;

	private final Predicate<BackfillStatus> shown;

	private final CountDownLatch stopped = new CountDownLatch(1);

	private final Thread thread = new Thread(this::loop, "migrator-backfill-bar");

	/**
	 * Creates a bar.
	 * @param console where it is painted
	 * @param backfills who knows how far they are
	 * @param shown which of them to show
	 */
	BackfillBar(ConsoleProgress console, Backfills backfills, Predicate<BackfillStatus> shown) {
		this.console = console;
		this.backfills = backfills;
		this.shown = shown;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	private void loop() {
		try {
			while (!this.stopped.await(INTERVAL_MS, TimeUnit.MILLISECONDS)) {
				paint();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void paint() {
		try {
			List<BackfillStatus> running = this.backfills.list()
				.stream()
				.filter(this.shown)
				.filter((status) -> status.state() == BackfillState.RUNNING)
				.toList();
			if (!running.isEmpty()) {
				String more = (running.size() > 1) ? "  (and " + (running.size() - 1) + " more)" : "";
				this.console.moving(line(running.get(0)) + more);
			}
		}
		catch (RuntimeException ex) {
			// The work goes on, and the next look may succeed
			this.console.erase();
		}
	}

	/**
	 * One backfill in one line.
	 * @param status the backfill
	 * @return such as
	 * {@code [#########-----------] about 45 % done, 1,234 rows, …  collection_status}
	 */
	static String line(BackfillStatus status) {
		Progress progress = status.progress();
		int done = (int) (progress.fraction() * WIDTH);
		String throttle = progress.workers()
			.stream()
			.map(Worker::throttle)
			.filter((reason) -> reason != null)
			.findFirst()
			.map((reason) -> " (" + reason + ")")
			.orElse("");
		return "[" + "#".repeat(done) + "-".repeat(WIDTH - done) + "] " + Progresses.describe(progress) + throttle
				+ "  " + status.name();
	}

	@Override
	public void close() {
		this.stopped.countDown();
		try {
			this.thread.join(INTERVAL_MS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.console.erase();
	}

}
