package io.migrator.boot;

import java.time.Duration;

import io.migrator.Migrator;
import io.migrator.boot.MigratorProperties.Startup;
import io.migrator.boot.format.Durations;
import io.migrator.run.DeployResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Does what {@code migrator.startup} says while the context is refreshed, before anything
 * else uses the database.
 */
public final class MigratorInitializer implements InitializingBean, Ordered {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private final Migrator migrator;

	private final Startup startup;

	private final Duration waitTimeout;

	private volatile @Nullable DeployResult result;

	/**
	 * Creates an initializer.
	 * @param migrator the migrator
	 * @param startup what to do
	 * @param waitTimeout how long to wait for another process, if that is what to do
	 */
	public MigratorInitializer(Migrator migrator, Startup startup, Duration waitTimeout) {
		this.migrator = migrator;
		this.startup = startup;
		this.waitTimeout = waitTimeout;
	}

	@Override
	public void afterPropertiesSet() {
		switch (this.startup) {
			case MIGRATE -> this.result = this.migrator.deployBeforeStart();
			case VERIFY -> this.migrator.verify();
			case WAIT -> {
				logger.info("Waiting up to {} until nothing is pending", Durations.format(this.waitTimeout));
				this.migrator.awaitUpToDate(this.waitTimeout);
			}
			case NONE -> this.result = null;
		}
	}

	/**
	 * What the deploy at start did.
	 * @return the result, or {@code null} if none was asked for
	 */
	public @Nullable DeployResult result() {
		return this.result;
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
