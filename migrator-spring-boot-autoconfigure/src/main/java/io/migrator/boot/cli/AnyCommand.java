package io.migrator.boot.cli;

import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What all commands share.
 */
abstract class AnyCommand {

	@Option(names = "--json", description = "Print one JSON document on standard output, and nothing else there.")
	boolean json;

	@Option(names = "--stacktrace", description = "Print where an error comes from.")
	boolean stackTrace;

	/**
	 * Whether it may need beans of the application other than its data source.
	 * @return whether it does
	 */
	boolean usesBeans() {
		return false;
	}

	/**
	 * Runs the command.
	 * @param context the context, refreshed, whose beans are created when they are asked
	 * for
	 * @param output where the answer goes
	 * @return the exit code
	 */
	abstract int run(ConfigurableApplicationContext context, Output output);

}
