package io.migrator.backfill.work;

import java.time.Duration;

/**
 * Tells threads to stop, even if they sleep.
 */
final class StopSignal {

	private boolean stopped;

	synchronized void stop() {
		this.stopped = true;
		notifyAll();
	}

	synchronized boolean isStopped() {
		return this.stopped || Thread.currentThread().isInterrupted();
	}

	/**
	 * Sleeps.
	 * @param duration how long
	 * @return false if it was told to stop meanwhile
	 */
	synchronized boolean sleep(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		try {
			for (long left = end - System.nanoTime(); left > 0 && !this.stopped; left = end - System.nanoTime()) {
				wait(left / 1_000_000, (int) (left % 1_000_000));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return !isStopped();
	}

}
