package io.migrator.boot.cli;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command that needs no database.
 */
interface OfflineCommand {

	/**
	 * Whether this run needs no database.
	 * @return whether it does not
	 */
	default boolean isOffline() {
		return true;
	}

	/**
	 * Runs the command.
	 * @param context the context, not refreshed, of which only the environment and the
	 * resources are there
	 * @param output where the answer goes
	 * @return the exit code
	 */
	int run(ConfigurableApplicationContext context, Output output);

}
