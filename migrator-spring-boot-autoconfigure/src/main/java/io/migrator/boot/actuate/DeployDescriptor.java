package io.migrator.boot.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What a deploy did.
 *
 * @param applied the ids that it applied, in order
 * @param held the ids that it left because something must happen first
 * @param durationMs wall time in milliseconds
 */
public record DeployDescriptor(List<String> applied, List<String> held,
		long durationMs) implements OperationResponseBody {

}
