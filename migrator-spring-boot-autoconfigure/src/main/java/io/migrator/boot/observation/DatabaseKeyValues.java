package io.migrator.boot.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * What OpenTelemetry's conventions for databases have of everything.
 */
final class DatabaseKeyValues {

	private DatabaseKeyValues() {
	}

	/**
	 * What is of low cardinality, and there each time.
	 * @param context what is observed
	 * @param operation what is done
	 * @param summary what is done, to what
	 * @return the key values
	 */
	static KeyValues of(MigratorObservationContext context, String operation, String summary) {
		String database = context.database();
		return KeyValues.of("db.system.name", "postgresql", "db.namespace",
				(database != null) ? database : KeyValue.NONE_VALUE, "db.operation.name", operation, "db.query.summary",
				summary);
	}

	/**
	 * What failures alone have. Since it is not there each time it cannot be a tag of a
	 * meter, so it belongs to what is of high cardinality.
	 * @param context what is observed
	 * @return the key values, none if nothing failed
	 */
	static KeyValues ofError(MigratorObservationContext context) {
		Throwable error = context.getError();
		if (error == null) {
			return KeyValues.empty();
		}
		String state = context.sqlState();
		return (state != null) ? KeyValues.of("error.type", state, "db.response.status_code", state)
				: KeyValues.of("error.type", error.getClass().getName());
	}

}
