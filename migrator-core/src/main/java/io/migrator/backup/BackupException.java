package io.migrator.backup;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * There is no backup.
 */
public final class BackupException extends MigratorException {

	/**
	 * Creates an exception.
	 * @param problem why there is none
	 * @param databaseState what state the database is in now, or {@code null} if nobody
	 * touched it
	 * @param nextStep what to do next
	 * @param cause the cause, or {@code null}
	 */
	public BackupException(String problem, @Nullable String databaseState, String nextStep, @Nullable Throwable cause) {
		super(problem, databaseState, nextStep, cause);
	}

	@Override
	public int exitCode() {
		return ExitCodes.FAILED;
	}

}
