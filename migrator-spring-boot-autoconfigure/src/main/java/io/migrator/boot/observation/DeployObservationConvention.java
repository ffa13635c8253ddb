package io.migrator.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.migrator.boot.observation.MigratorObservationContext.Deploy;

/**
 * Says how a deploy is called when it is observed, and which key values it has. A bean of
 * this type takes the place of {@link DefaultDeployObservationConvention}.
 */
public interface DeployObservationConvention extends ObservationConvention<Deploy> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof Deploy;
	}

}
