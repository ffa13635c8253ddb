package io.migrator.backfill.key;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill names is not there, or cannot be walked.
 */
public final class UnwalkableTableException extends MigratorException {

	UnwalkableTableException(String problem, String nextStep, @Nullable Throwable cause) {
		super(problem, "the backfill has changed no row because of it", nextStep, cause);
	}

	@Override
	public int exitCode() {
		return ExitCodes.INVALID;
	}

}
