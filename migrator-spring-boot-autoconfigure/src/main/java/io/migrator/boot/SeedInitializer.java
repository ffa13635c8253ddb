package io.migrator.boot;

import java.util.function.Consumer;
import java.util.function.Supplier;

import io.migrator.boot.format.Durations;
import io.migrator.error.MigratorException;
import io.migrator.seed.SeedResult;
import io.migrator.seed.Seeds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;

/**
 * Seeds the database while the context is refreshed, after the migrations and before
 * anything else uses it.
 */
public final class SeedInitializer implements InitializingBean {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private final boolean due;

	private final Supplier<Seeds> seeds;

	private final Consumer<Runnable> afterMigrations;

	/**
	 * Creates an initializer.
	 * @param due whether the database is to be seeded
	 * @param seeds the seeds, asked for only then
	 */
	public SeedInitializer(boolean due, Supplier<Seeds> seeds) {
		this(due, seeds, Runnable::run);
	}

	/**
	 * Creates an initializer.
	 * @param due whether the database is to be seeded
	 * @param seeds the seeds, asked for only then
	 * @param afterMigrations who runs them when the migrations are done
	 */
	SeedInitializer(boolean due, Supplier<Seeds> seeds, Consumer<Runnable> afterMigrations) {
		this.due = due;
		this.seeds = seeds;
		this.afterMigrations = afterMigrations;
	}

	@Override
	public void afterPropertiesSet() {
		this.afterMigrations.accept(this::seed);
	}

	private void seed() {
		if (!this.due) {
			return;
		}
		try {
			SeedResult result = this.seeds.get().run();
			if (result.seeds().isEmpty()) {
				logger.warn("There is no seed for this environment");
			}
			else {
				logger.info("Seeded {} in {}: {}", rows(result.rows()), Durations.format(result.duration()),
						String.join(", ", result.seeds().stream().map(SeedResult.Done::name).toList()));
			}
		}
		catch (MigratorException ex) {
			throw new StartFailedException(ex);
		}
	}

	private static String rows(long rows) {
		return rows + ((rows == 1) ? " row" : " rows");
	}

}
