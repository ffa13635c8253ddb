package io.migrator.boot.actuate;

import java.util.function.Supplier;

import io.migrator.drift.DriftChecks;
import io.migrator.drift.DriftReport;
import io.migrator.error.MigratorException;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code drift} endpoint: what the last check of whichever replica found, and, where
 * the access level allows more than reading, a check now.
 */
@Endpoint(id = "drift", defaultAccess = Access.READ_ONLY)
public class DriftEndpoint {

	private final Supplier<DriftChecks> checks;

	/**
	 * Creates the endpoint.
	 * @param checks who checks, asked for at the first request
	 */
	public DriftEndpoint(Supplier<DriftChecks> checks) {
		this.checks = checks;
	}

	/**
	 * What the last check found.
	 * @return what was found, or that nobody has checked yet
	 */
	@ReadOperation
	public DriftDescriptor last() {
		DriftReport report = this.checks.get().last();
		return (report != null) ? DriftDescriptor.of(report) : DriftDescriptor.unchecked();
	}

	/**
	 * Checks now, for all replicas to see.
	 * @return what was found, with the status of an error if it could not be checked
	 */
	@WriteOperation
	public WebEndpointResponse<DriftDescriptor> check() {
		try {
			return new WebEndpointResponse<>(DriftDescriptor.of(this.checks.get().check()));
		}
		catch (MigratorException ex) {
			return new WebEndpointResponse<>(DriftDescriptor.of(ex), WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
		}
	}

}
