package io.migrator.boot.cli;

import io.migrator.Migrator;

import org.springframework.context.ConfigurableApplicationContext;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command that needs the migrator and nothing else.
 */
abstract class MigratorCommand extends AnyCommand {

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
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
