package io.migrator.boot;

import java.time.Duration;
import java.util.stream.Stream;

import io.migrator.Migrator;
import io.migrator.boot.MigratorProperties.Held;
import io.migrator.boot.MigratorProperties.Startup;
import io.migrator.boot.format.Durations;
import io.migrator.error.MigratorException;
import io.migrator.plan.Plan;
import io.migrator.run.DeployResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Does what {@code migrator.startup} says while the context is refreshed, before anything
 * else uses the database, or begins to do so in the background.
 */
public final class MigratorInitializer implements InitializingBean, Ordered {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private final Migrator migrator;

	private final Startup startup;

	private final Duration waitTimeout;

	private final HeldMigrations held;

	private final @Nullable BackgroundStart background;

	private final boolean seedsFollow;

	private volatile @Nullable DeployResult result;

	/**
	 * Creates an initializer that starts without what is held.
	 * @param migrator the migrator
	 * @param startup what to do
	 * @param waitTimeout how long to wait for another process, if that is what to do
	 */
	public MigratorInitializer(Migrator migrator, Startup startup, Duration waitTimeout) {
		this(migrator, startup, waitTimeout, new HeldMigrations(migrator, Held.CONTINUE, Stream::empty, false), null,
				false);
	}

	/**
	 * Creates an initializer.
	 * @param migrator the migrator
	 * @param startup what to do
	 * @param waitTimeout how long to wait for another process, if that is what to do
	 * @param held what to do about what is held
	 * @param background who does it in the background, or {@code null} if nobody does
	 * @param seedsFollow whether seeds are going to be handed in
	 */
	MigratorInitializer(Migrator migrator, Startup startup, Duration waitTimeout, HeldMigrations held,
			@Nullable BackgroundStart background, boolean seedsFollow) {
		this.migrator = migrator;
		this.startup = startup;
		this.waitTimeout = waitTimeout;
		this.held = held;
		this.background = background;
		this.seedsFollow = seedsFollow;
	}

	@Override
	public void afterPropertiesSet() {
		if (this.background != null) {
			this.background.begin(this::run, this.seedsFollow, this.migrator::interrupt);
		}
		else {
			run();
		}
	}

	/**
	 * Does what comes after the migrations: at once, since they are done, or in the
	 * background after them.
	 * @param seeds what comes
	 */
	void thenSeed(Runnable seeds) {
		if (this.background != null) {
			this.background.comesLast(seeds);
		}
		else {
			seeds.run();
		}
	}

	private void run() {
		try {
			initialize();
		}
		catch (MigratorException ex) {
			throw new StartFailedException(ex);
		}
	}

	private void initialize() {
		switch (this.startup) {
			case MIGRATE -> this.result = this.held.settle(this.migrator.deployBeforeStart(), this.waitTimeout);
			case VERIFY -> this.held.settle(this.migrator.verify(), this.waitTimeout);
			case WAIT -> {
				logger.info("Waiting up to {} until nothing is pending", Durations.format(this.waitTimeout));
				long start = System.nanoTime();
				Plan plan = this.migrator.awaitUpToDate(this.waitTimeout);
				Duration left = this.waitTimeout.minusNanos(System.nanoTime() - start);
				this.held.settle(plan, left.isNegative() ? Duration.ZERO : left);
			}
			case NONE -> this.result = null;
		}
	}

	/**
	 * What the deploy at start did.
	 * @return the result, or {@code null} if none was asked for, or it still runs in the
	 * background
	 */
	public @Nullable DeployResult result() {
		return this.result;
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
