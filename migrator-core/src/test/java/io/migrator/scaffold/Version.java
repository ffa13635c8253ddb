package io.migrator.scaffold;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/**
 * A version of an application that writes without a pause until it is shut down. The
 * first thing that goes wrong stops it.
 */
final class Version implements AutoCloseable {

	private final AtomicLong transactions = new AtomicLong();

	private final AtomicReference<Throwable> failure = new AtomicReference<>();

	private final Thread thread;

	private volatile boolean stopping;

	private Version(String name, DataSource dataSource, Work work) {
		this.thread = new Thread(() -> run(dataSource, work), name);
		this.thread.start();
	}

	static Version start(String name, DataSource dataSource, Work work) {
		return new Version(name, dataSource, work);
	}

	private void run(DataSource dataSource, Work work) {
		try (Connection connection = dataSource.getConnection()) {
			while (!this.stopping) {
				work.run(connection);
				this.transactions.incrementAndGet();
				Thread.sleep(1);
			}
		}
		catch (Throwable ex) {
			this.failure.set(ex);
		}
	}

	/** Lets it work for a while, and waits until it has. */
	void work(int atLeast) throws InterruptedException {
		long goal = this.transactions.get() + atLeast;
		while (this.transactions.get() < goal && this.thread.isAlive()) {
			Thread.sleep(5);
		}
		check();
	}

	private void check() {
		if (this.failure.get() != null) {
			throw new AssertionError(this.thread.getName() + " failed", this.failure.get());
		}
	}

	/** Shuts it down. */
	@Override
	public void close() throws InterruptedException {
		this.stopping = true;
		this.thread.join();
		check();
	}

	/**
	 * What it does again and again.
	 */
	interface Work {

		void run(Connection connection) throws SQLException;

	}

}
