package io.migrator.boot.observation;

import io.micrometer.common.KeyValues;
import io.migrator.boot.observation.MigratorObservationContext.Migration;

/**
 * {@link MigrationObservationConvention} that follows OpenTelemetry's conventions for
 * databases.
 */
public class DefaultMigrationObservationConvention implements MigrationObservationConvention {

	@Override
	public String getName() {
		return "migrator.migration";
	}

	@Override
	public String getContextualName(Migration context) {
		return operation(context);
	}

	private static String operation(Migration context) {
		return context.down() ? "rollback" : "migrate";
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(Migration context) {
		return DatabaseKeyValues.of(context, operation(context), getContextualName(context));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(Migration context) {
		KeyValues values = KeyValues
			.of("migrator.migration.id", context.id(), "migrator.migration.attempts",
					String.valueOf(context.attempts()), "migrator.migration.rows", String.valueOf(context.rows()))
			.and(DatabaseKeyValues.ofError(context));
		// The conventions have this of two or more only
		return (context.statements() > 1) ? values.and("db.operation.batch.size", String.valueOf(context.statements()))
				: values;
	}

}
