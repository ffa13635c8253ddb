package io.migrator.boot;

/**
 * Works on backfills before the application is ready, if its start has to wait for them:
 * else it would wait for itself. A bean of this type is asked for, with all that it
 * needs, while the context is refreshed and before anything that uses the database. What
 * it cannot do yet it leaves to when the application is ready, or to other processes.
 */
public interface EarlyWorkers {

	/**
	 * Starts to work on backfills, unless it does already. It goes on when the
	 * application is ready, and must not fail for being started again then.
	 */
	void start();

	/**
	 * Stops again, since the start has failed.
	 */
	void stop();

}
