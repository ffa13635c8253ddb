package io.migrator.run;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * A migration failed: says in which file, line and statement, what PostgreSQL said, and
 * what is committed.
 */
public final class MigrationFailedException extends MigratorException {

	private final String migration;

	private final @Nullable String sqlState;

	/**
	 * Creates an exception.
	 * @param migration the migration's id
	 * @param problem what happened
	 * @param databaseState what is committed now
	 * @param nextStep what to do next
	 * @param sqlState the server's code, or {@code null}
	 * @param cause what the driver threw, or {@code null}
	 */
	public MigrationFailedException(String migration, String problem, String databaseState, String nextStep,
			@Nullable String sqlState, @Nullable Throwable cause) {
		super(problem, databaseState, nextStep, cause);
		this.migration = migration;
		this.sqlState = sqlState;
	}

	@Override
	public int exitCode() {
		return ExitCodes.FAILED;
	}

	public String migration() {
		return this.migration;
	}

	public @Nullable String sqlState() {
		return this.sqlState;
	}

}
