package io.migrator.boot.actuate;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Why something was not done.
 *
 * @param problem what happened
 * @param databaseState what state the database is in now, or {@code null} if it was never
 * reached
 * @param nextStep what to do next
 */
public record FailureDescriptor(String problem, @Nullable String databaseState, String nextStep) {

	static FailureDescriptor of(MigratorException ex) {
		return new FailureDescriptor(ex.problem(), ex.databaseState(), ex.nextStep());
	}

}
