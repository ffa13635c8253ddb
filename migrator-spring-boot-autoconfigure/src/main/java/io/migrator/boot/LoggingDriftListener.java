package io.migrator.boot;

import io.migrator.boot.format.Durations;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DriftChecked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log what a check of the schema found: every object and both ways out.
 */
class LoggingDriftListener implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DriftChecked checked) {
			if (checked.count() == 0) {
				logger.info("The schema agrees with {}, checked in {}", checked.expectation(),
						Durations.format(checked.took()));
			}
			else {
				drifted(checked);
			}
		}
	}

	private void drifted(DriftChecked checked) {
		int more = checked.count() - checked.objects().size();
		logger.warn("""
				The schema has drifted from {}; {}: {}{}
				To go back: run what 'migrator drift --sql=restore' prints
				To keep it: make a migration of what 'migrator drift --sql=adopt' prints; /actuator/drift shows both""",
				checked.expectation(), (checked.count() == 1) ? "1 object" : checked.count() + " objects",
				String.join(", ", checked.objects()), (more > 0) ? ", … and " + more + " more" : "");
	}

}
