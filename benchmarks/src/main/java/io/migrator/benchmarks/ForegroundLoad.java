package io.migrator.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Single rows that are updated by somebody else meanwhile, at a constant rate. Each is
 * timed from when it was due, so that one that waits for its turn counts too.
 */
final class ForegroundLoad implements AutoCloseable {

	private static final int THREADS = 4;

	private static final int PER_SECOND = 200;

	private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());

	private final AtomicBoolean ended = new AtomicBoolean();

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	ForegroundLoad(Server server, String database, int rows) {
		for (int i = 0; i < THREADS; i++) {
			this.threads.submit(() -> {
				run(server, database, rows);
				return null;
			});
		}
	}

	private void run(Server server, String database, int rows) throws Exception {
		RandomGenerator random = RandomGenerator.getDefault();
		long interval = TimeUnit.SECONDS.toNanos(1) * THREADS / PER_SECOND;
		try (Connection connection = server.dataSource(database).getConnection();
				PreparedStatement update = connection
					.prepareStatement("UPDATE accounts SET note = 'seen' WHERE id = ?")) {
			long due = System.nanoTime() + random.nextLong(interval);
			while (!this.ended.get()) {
				while (System.nanoTime() < due) {
					LockSupport.parkNanos(due - System.nanoTime());
				}
				update.setLong(1, 1 + random.nextLong(rows));
				update.executeUpdate();
				this.millis.add((System.nanoTime() - due) / 1e6);
				due += interval;
			}
		}
	}

	/**
	 * What one of a hundred takes at least, so far and since the last question.
	 * @return milliseconds
	 */
	double p99() {
		List<Double> sorted;
		synchronized (this.millis) {
			sorted = new ArrayList<>(this.millis);
			this.millis.clear();
		}
		Collections.sort(sorted);
		return sorted.isEmpty() ? Double.NaN : sorted.get((int) (sorted.size() * 0.99));
	}

	static void pause(Duration duration) throws InterruptedException {
		Thread.sleep(duration.toMillis());
	}

	@Override
	public void close() throws InterruptedException {
		this.ended.set(true);
		this.threads.shutdown();
		this.threads.awaitTermination(1, TimeUnit.MINUTES);
	}

}
