package io.migrator.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.migrator.boot.observation.MigratorObservationContext.Migration;

/**
 * Says how a migration is called when it is observed, and which key values it has. A bean
 * of this type takes the place of {@link DefaultMigrationObservationConvention}.
 */
public interface MigrationObservationConvention extends ObservationConvention<Migration> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof Migration;
	}

}
