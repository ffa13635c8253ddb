package io.migrator.run;

import java.time.Duration;

import io.migrator.error.MigratorException;

/**
 * Waiting that an interrupt ends with a clear error.
 */
final class Pause {

	private Pause() {
	}

	static void of(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new MigratorException("Interrupted while waiting",
					"What was committed before is committed; nothing is open", "Deploy again.", ex);
		}
	}

}
