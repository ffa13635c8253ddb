package io.migrator.boot;

import org.springframework.context.Lifecycle;

/**
 * Works on backfills before the application is ready, if its start has to wait for them:
 * else it would wait for itself. A bean of this type is asked for, with all that it
 * needs, while the context is refreshed and before anything that uses the database. It
 * must not mind being started again when the application is ready, and is stopped if the
 * start does not go on.
 */
public interface EarlyWorkers extends Lifecycle {

	/**
	 * Starts to work on backfills, unless it does already.
	 * @throws RuntimeException if that cannot be before the application is ready
	 */
	@Override
	void start();

	/**
	 * Whether it works on backfills.
	 * @return false as well if it was started, but has none to work on
	 */
	@Override
	boolean isRunning();

	/**
	 * Whether it can complete a backfill.
	 * @param backfill the backfill's name
	 * @return false if it has none of that name
	 */
	boolean worksOn(String backfill);

}
