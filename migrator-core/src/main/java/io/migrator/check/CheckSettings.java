package io.migrator.check;

import java.time.Duration;

/**
 * How checks are run.
 *
 * @param timeout how long a statement of a check may run, zero for ever
 */
public record CheckSettings(Duration timeout) {

	/** How long a statement may run unless another time is set. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

}
