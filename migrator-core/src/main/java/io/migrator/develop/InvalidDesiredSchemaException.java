package io.migrator.develop;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * A desired schema that cannot be read, or that PostgreSQL rejects.
 */
public final class InvalidDesiredSchemaException extends MigratorException {

	InvalidDesiredSchemaException(String problem, @Nullable String databaseState, String nextStep,
			@Nullable Throwable cause) {
		super(problem, databaseState, nextStep, cause);
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
