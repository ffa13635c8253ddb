package io.migrator.boot;

import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.FeatureClosed;
import io.migrator.run.MigratorEvent.FeatureOpened;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log which features open and close in this process.
 */
class LoggingFeatureListener implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof FeatureOpened opened) {
			logger.info("Feature {} is open{}: {}", opened.name(),
					(opened.openedAt() != null) ? " since " + opened.openedAt() : "", opened.reason());
		}
		else if (event instanceof FeatureClosed closed) {
			logger.warn("Feature {} is closed again: {}", closed.name(), closed.reason());
		}
	}

}
