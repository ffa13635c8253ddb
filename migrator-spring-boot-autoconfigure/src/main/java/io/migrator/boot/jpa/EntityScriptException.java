package io.migrator.boot.jpa;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * The entities do not make a schema.
 */
final class EntityScriptException extends MigratorException {

	EntityScriptException(String problem, String nextStep, @Nullable Throwable cause) {
		super(problem, null, nextStep, cause);
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
