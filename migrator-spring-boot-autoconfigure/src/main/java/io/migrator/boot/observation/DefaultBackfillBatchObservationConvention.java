package io.migrator.boot.observation;

import io.micrometer.common.KeyValues;
import io.migrator.boot.observation.MigratorObservationContext.Batch;

/**
 * {@link BackfillBatchObservationConvention} that follows OpenTelemetry's conventions for
 * databases.
 */
public class DefaultBackfillBatchObservationConvention implements BackfillBatchObservationConvention {

	@Override
	public String getName() {
		return "migrator.backfill.batch";
	}

	@Override
	public String getContextualName(Batch context) {
		return "backfill " + context.backfill();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(Batch context) {
		return DatabaseKeyValues.of(context, "backfill", getContextualName(context))
			.and("migrator.backfill.name", context.backfill());
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(Batch context) {
		return KeyValues
			.of("migrator.backfill.worker", context.worker(), "migrator.backfill.batch.size",
					String.valueOf(context.size()), "migrator.backfill.batch.rows", String.valueOf(context.rows()))
			.and(DatabaseKeyValues.ofError(context));
	}

}
