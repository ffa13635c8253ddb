package io.migrator.boot.actuate;

import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.run.DeployResult;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What a deploy did.
 *
 * @param applied the ids that it applied, in order
 * @param held the ids that it left because something must happen first
 * @param durationMs wall time in milliseconds, or {@code null} if it failed
 * @param failure why it stopped, or {@code null} if it ended well
 */
public record DeployDescriptor(List<String> applied, List<String> held, @Nullable Long durationMs,
		@Nullable Failure failure) implements OperationResponseBody {

	static DeployDescriptor of(DeployResult result) {
		return new DeployDescriptor(result.applied(), result.held(), result.duration().toMillis(), null);
	}

	static DeployDescriptor of(MigratorException ex) {
		return new DeployDescriptor(List.of(), List.of(), null,
				new Failure(ex.problem(), ex.databaseState(), ex.nextStep()));
	}

	/**
	 * Why a deploy stopped; what it applied before that is in the plan.
	 *
	 * @param problem what happened
	 * @param databaseState what state the database is in now, or {@code null} if it was
	 * never reached
	 * @param nextStep what to do next
	 */
	public record Failure(String problem, @Nullable String databaseState, String nextStep) {

	}

}
