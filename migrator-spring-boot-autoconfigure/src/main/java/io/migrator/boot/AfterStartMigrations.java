package io.migrator.boot;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.DeployResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * Applies in the background, once the application is ready, what the deploy at start left
 * for then. On several replicas the migrator's lock lets one of them do it.
 */
class AfterStartMigrations implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(AfterStartMigrations.class);

	private final Migrator migrator;

	private final MigratorInitializer initializer;

	AfterStartMigrations(Migrator migrator, MigratorInitializer initializer) {
		this.migrator = migrator;
		this.initializer = initializer;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		DeployResult result = this.initializer.result();
		if (result != null && leftSomething(result)) {
			Thread thread = new Thread(this::deploy, "migrator-after-start");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private static boolean leftSomething(DeployResult result) {
		return result.plan().next().stream().anyMatch(PlannedMigration::afterStart);
	}

	private void deploy() {
		try {
			this.migrator.deploy();
		}
		catch (MigratorException ex) {
			logger.error("A migration that runs after the start failed; the application goes on without it\n{}",
					ex.getMessage());
			logger.debug("Where it failed", ex);
		}
		catch (RuntimeException ex) {
			logger.error("The migrations that run after the start failed; the application goes on without them", ex);
		}
	}

}
