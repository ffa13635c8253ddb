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
 * @param failure why it stopped, or {@code null} if it ended well; what it applied before
 * that is in the plan
 */
public record DeployDescriptor(List<String> applied, List<String> held, @Nullable Long durationMs,
		@Nullable FailureDescriptor failure) implements OperationResponseBody {

	static DeployDescriptor of(DeployResult result) {
		return new DeployDescriptor(result.applied(), result.held(), result.duration().toMillis(), null);
	}

	static DeployDescriptor of(MigratorException ex) {
		return new DeployDescriptor(List.of(), List.of(), null, FailureDescriptor.of(ex));
	}

}
