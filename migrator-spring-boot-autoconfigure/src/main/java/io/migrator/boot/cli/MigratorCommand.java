package io.migrator.boot.cli;

import io.migrator.Migrator;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What all commands share.
 */
abstract class MigratorCommand {

	@Option(names = "--json", description = "Print one JSON document on standard output, and nothing else there.")
	boolean json;

	@Option(names = "--stacktrace", description = "Print where an error comes from.")
	boolean stackTrace;

	/**
	 * Runs the command.
	 * @param context the context, refreshed
	 * @param output where the answer goes
	 * @return the exit code
	 */
	int run(ConfigurableApplicationContext context, Output output) {
		return run(context.getBean(Migrator.class), output);
	}

	/**
	 * Runs the command.
	 * @param migrator the migrator
	 * @param output where the answer goes
	 * @return the exit code
	 */
	abstract int run(Migrator migrator, Output output);

}
