package io.migrator.boot.actuate;

import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migrator.error.MigratorException;
import io.migrator.gate.FeatureState;
import io.migrator.gate.MigrationGate;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code features} endpoint: which features are open, and what the others wait for,
 * and, where the access level allows more than reading, what an operator says instead.
 */
@Endpoint(id = "features", defaultAccess = Access.READ_ONLY)
public class FeaturesEndpoint {

	private static final String NOBODY = "anonymous";

	private final Supplier<MigrationGate> gate;

	/**
	 * Creates the endpoint.
	 * @param gate who knows, asked for at the first request
	 */
	public FeaturesEndpoint(Supplier<MigrationGate> gate) {
		this.gate = gate;
	}

	/**
	 * Lists all features.
	 * @return the features
	 */
	@ReadOperation
	public FeaturesDescriptor features() {
		return new FeaturesDescriptor(this.gate.get().features().stream().map(FeatureDescriptor::of).toList());
	}

	/**
	 * Shows one feature.
	 * @param name its name
	 * @return the feature, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable FeatureDescriptor feature(@Selector String name) {
		return find(name).map(FeatureDescriptor::of).orElse(null);
	}

	/**
	 * Says whether a feature is to be open, on all replicas.
	 * @param name its name
	 * @param operation {@code open} or {@code close}, whatever it requires, or
	 * {@code auto}
	 * @param reason why, for the audit log, or {@code null}
	 * @param security who says so
	 * @return what came of it
	 */
	@WriteOperation
	public WebEndpointResponse<FeatureOperationDescriptor> operate(@Selector String name, String operation,
			@Nullable String reason, SecurityContext security) {
		Operation wanted = Operation.of(operation);
		if (find(name).isEmpty()) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		Principal principal = security.getPrincipal();
		try {
			FeatureState state = this.gate.get()
				.override(name, wanted.open(), reason, (principal != null) ? principal.getName() : NOBODY);
			return new WebEndpointResponse<>(
					new FeatureOperationDescriptor(wanted.word(), FeatureDescriptor.of(state), null));
		}
		catch (MigratorException ex) {
			return new WebEndpointResponse<>(
					new FeatureOperationDescriptor(wanted.word(), null, FailureDescriptor.of(ex)),
					WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
		}
	}

	private Optional<FeatureState> find(String name) {
		return this.gate.get().features().stream().filter((state) -> state.name().equals(name)).findFirst();
	}

	/**
	 * What can be said of a feature.
	 */
	private enum Operation {

		OPEN(true), CLOSE(false), AUTO(null);

		private final @Nullable Boolean open;

		Operation(@Nullable Boolean open) {
			this.open = open;
		}

		@Nullable Boolean open() {
			return this.open;
		}

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		static Operation of(String word) {
			return Stream.of(values())
				.filter((operation) -> operation.word().equals(word.toLowerCase(Locale.ROOT)))
				.findFirst()
				.orElseThrow(() -> {
					String reason = "'operation' must be one of "
							+ Stream.of(values()).map(Operation::word).collect(Collectors.joining(", "));
					return new InvalidEndpointRequestException(reason, reason);
				});
		}

	}

}
