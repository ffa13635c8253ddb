package io.migrator.boot.cli;

import io.migrator.Migrator;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command that works with schemas and a shadow, not only with the migrator.
 */
abstract class DevelopmentCommand extends MigratorCommand {

	@Override
	abstract int run(ConfigurableApplicationContext context, Output output);

	@Override
	final int run(Migrator migrator, Output output) {
		throw new IllegalStateException("This command needs the application's context");
	}

}
