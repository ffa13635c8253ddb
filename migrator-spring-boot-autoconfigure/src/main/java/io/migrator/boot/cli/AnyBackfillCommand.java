package io.migrator.boot.cli;

import io.migrator.backfill.Backfills;
import io.migrator.error.MigratorException;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command for backfills, which can be beans of the application.
 */
abstract class AnyBackfillCommand extends AnyCommand {

	@Override
	boolean usesBeans() {
		return true;
	}

	@Override
	final int run(ConfigurableApplicationContext context, Output output) {
		Backfills backfills = context.getBeanProvider(Backfills.class).getIfAvailable();
		if (backfills == null) {
			throw new MigratorException(
					"There are no backfills: migrator.backfills.enabled is false, or the application has a Migrator "
							+ "bean of its own and no Backfills",
					null, "Set migrator.backfills.enabled=true, or define a BackfillEngine bean beside the Migrator.",
					null);
		}
		return run(context, backfills, output);
	}

	/**
	 * Runs the command.
	 * @param context the context
	 * @param backfills the application's backfills
	 * @param output where the answer goes
	 * @return the exit code
	 */
	abstract int run(ConfigurableApplicationContext context, Backfills backfills, Output output);

}
