package io.migrator.boot.observation;

import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The application's registry and conventions. They are asked for when the migrator is
 * made, in the thread that makes it, so that no thread of the migrator ever waits for the
 * bean factory. Where they need the database, and so what the migrator has yet to make,
 * nothing is observed until all beans are there.
 */
class ObservationBeans implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ObservationBeans.class);

	private final ObjectProvider<ObservationRegistry> registry;

	private final ObjectProvider<DeployObservationConvention> deploy;

	private final ObjectProvider<MigrationObservationConvention> migration;

	private final ObjectProvider<BackfillBatchObservationConvention> batch;

	private volatile @Nullable Found found;

	ObservationBeans(ObjectProvider<ObservationRegistry> registry, ObjectProvider<DeployObservationConvention> deploy,
			ObjectProvider<MigrationObservationConvention> migration,
			ObjectProvider<BackfillBatchObservationConvention> batch) {
		this.registry = registry;
		this.deploy = deploy;
		this.migration = migration;
		this.batch = batch;
		try {
			this.found = find();
		}
		catch (BeansException ex) {
			logger.debug("What happens before all beans are there is not observed", ex);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.found == null) {
			this.found = find();
		}
	}

	private Found find() {
		return new Found(this.registry.getIfAvailable(() -> ObservationRegistry.NOOP), this.deploy.getIfAvailable(),
				this.migration.getIfAvailable(), this.batch.getIfAvailable());
	}

	/**
	 * What the application has.
	 * @return its beans, or {@code null} if they are not there yet
	 */
	@Nullable Found found() {
		return this.found;
	}

	/**
	 * What an application has.
	 *
	 * @param registry its registry
	 * @param deploy its convention for deploys, or {@code null}
	 * @param migration its convention for migrations, or {@code null}
	 * @param batch its convention for batches of backfills, or {@code null}
	 */
	record Found(ObservationRegistry registry, @Nullable DeployObservationConvention deploy,
			@Nullable MigrationObservationConvention migration, @Nullable BackfillBatchObservationConvention batch) {
	}

}
