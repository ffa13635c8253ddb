package io.migrator.boot.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.migrator.boot.observation.MigratorObservationContext.Batch;

/**
 * Says how a batch of a backfill is called when it is observed, and which key values it
 * has. A bean of this type takes the place of
 * {@link DefaultBackfillBatchObservationConvention}.
 */
public interface BackfillBatchObservationConvention extends ObservationConvention<Batch> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof Batch;
	}

}
