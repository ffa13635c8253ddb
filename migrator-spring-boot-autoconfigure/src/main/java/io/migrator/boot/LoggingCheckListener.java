package io.migrator.boot;

import io.migrator.boot.format.Durations;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.CheckRan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what checks found.
 */
class LoggingCheckListener implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof CheckRan ran) {
			if (ran.passed()) {
				logger.info("Check {} passed in {}", ran.name(), Durations.format(ran.duration()));
			}
			else {
				logger.error("""
						Check {} failed: {}
						State of the database: nothing was taken back, what was migrated stays
						Next: mend the data or the check, then run 'migrator check {}' or POST /actuator/checks/{}""",
						ran.name(), ran.found(), ran.name(), ran.name());
			}
		}
	}

}
