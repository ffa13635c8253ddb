package io.migrator.boot.observation;

import io.micrometer.common.KeyValues;
import io.migrator.boot.observation.MigratorObservationContext.Deploy;

/**
 * {@link DeployObservationConvention} that follows OpenTelemetry's conventions for
 * databases.
 */
public class DefaultDeployObservationConvention implements DeployObservationConvention {

	@Override
	public String getName() {
		return "migrator.deploy";
	}

	@Override
	public String getContextualName(Deploy context) {
		return "deploy";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(Deploy context) {
		return DatabaseKeyValues.of(context, "deploy", getContextualName(context));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(Deploy context) {
		return KeyValues
			.of("migrator.deploy.due", String.valueOf(context.migrations().size()), "migrator.deploy.applied",
					String.valueOf(context.applied()))
			.and(DatabaseKeyValues.ofError(context));
	}

}
