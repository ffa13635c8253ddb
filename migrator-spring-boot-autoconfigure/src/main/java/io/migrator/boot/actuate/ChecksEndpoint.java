package io.migrator.boot.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.migrator.check.Check;
import io.migrator.check.Checks;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code checks} endpoint: where every check stands, whichever replica ran it, and,
 * where the access level allows more than reading, a run now.
 */
@Endpoint(id = "checks", defaultAccess = Access.READ_ONLY)
public class ChecksEndpoint {

	private final Supplier<Checks> checks;

	/**
	 * Creates the endpoint.
	 * @param checks the checks, asked for at the first request
	 */
	public ChecksEndpoint(Supplier<Checks> checks) {
		this.checks = checks;
	}

	/**
	 * Lists where all checks stand.
	 * @return the checks
	 */
	@ReadOperation
	public ChecksDescriptor checks() {
		return ChecksDescriptor.of(this.checks.get().results());
	}

	/**
	 * Shows one check.
	 * @param name its name, which may have slashes
	 * @return the check, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public ChecksDescriptor.@Nullable Line check(@Selector(match = Match.ALL_REMAINING) String[] name) {
		String wanted = String.join("/", name);
		return this.checks.get()
			.results()
			.stream()
			.filter((result) -> result.name().equals(wanted))
			.findFirst()
			.map(ChecksDescriptor.Line::of)
			.orElse(null);
	}

	/**
	 * Runs all checks now.
	 * @return what was found
	 */
	@WriteOperation
	public WebEndpointResponse<ChecksDescriptor> run() {
		return run(List.of());
	}

	/**
	 * Runs one check now.
	 * @param name its name, which may have slashes
	 * @return what was found
	 */
	@WriteOperation
	public WebEndpointResponse<ChecksDescriptor> run(@Selector(match = Match.ALL_REMAINING) String[] name) {
		String wanted = String.join("/", name);
		List<String> all = this.checks.get().defined().stream().map(Check::name).toList();
		return all.contains(wanted) ? run(List.of(wanted))
				: new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	private WebEndpointResponse<ChecksDescriptor> run(List<String> names) {
		try {
			return new WebEndpointResponse<>(ChecksDescriptor.of(this.checks.get().run(names)));
		}
		catch (MigratorException ex) {
			return new WebEndpointResponse<>(ChecksDescriptor.of(FailureDescriptor.of(ex)),
					WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
		}
	}

}
