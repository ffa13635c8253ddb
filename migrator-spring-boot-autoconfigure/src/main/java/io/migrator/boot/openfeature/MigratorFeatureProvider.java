package io.migrator.boot.openfeature;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.ProviderEventDetails;
import dev.openfeature.sdk.Reason;
import dev.openfeature.sdk.Value;
import io.migrator.gate.FeatureState;
import io.migrator.gate.MigrationGate;
import org.jspecify.annotations.Nullable;

/**
 * Provides each feature as a flag of its name, and each migration, backfill and check as
 * a flag such as {@code migration.20260110120000_holds}: true once it is done. Tells when
 * one of them changes.
 */
public final class MigratorFeatureProvider extends EventProvider {

	private static final Set<String> KINDS = Set.of("migration", "backfill", "check");

	private final MigrationGate gate;

	private final Consumer<FeatureState> listener = this::changed;

	/**
	 * Creates a provider.
	 * @param gate who knows
	 */
	public MigratorFeatureProvider(MigrationGate gate) {
		this.gate = gate;
	}

	@Override
	public Metadata getMetadata() {
		return () -> "migrator";
	}

	@Override
	public void initialize(@Nullable EvaluationContext context) {
		this.gate.addListener(this.listener);
	}

	@Override
	public void shutdown() {
		this.gate.removeListener(this.listener);
		super.shutdown();
	}

	private void changed(FeatureState state) {
		emitProviderConfigurationChanged(
				ProviderEventDetails.builder().flagsChanged(List.of(key(state.name()))).build());
	}

	@Override
	public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean defaultValue,
			@Nullable EvaluationContext context) {
		FeatureState state;
		try {
			state = this.gate.state(name(key));
		}
		catch (RuntimeException ex) {
			return ProviderEvaluation.<Boolean>builder()
				.value(defaultValue)
				.reason(Reason.ERROR.name())
				.errorCode(ErrorCode.FLAG_NOT_FOUND)
				.errorMessage(ex.getMessage())
				.build();
		}
		return ProviderEvaluation.<Boolean>builder()
			.value(state.open())
			.variant(state.open() ? "open" : "closed")
			.reason(state.open() ? Reason.TARGETING_MATCH.name() : Reason.DISABLED.name())
			.build();
	}

	/** Flags of OpenFeature are often written with dots. */
	private static String name(String key) {
		int dot = key.indexOf('.');
		return (dot > 0 && KINDS.contains(key.substring(0, dot))) ? key.substring(0, dot) + ":" + key.substring(dot + 1)
				: key;
	}

	private static String key(String name) {
		int colon = name.indexOf(':');
		return (colon > 0) ? name.substring(0, colon) + "." + name.substring(colon + 1) : name;
	}

	@Override
	public ProviderEvaluation<String> getStringEvaluation(String key, String defaultValue,
			@Nullable EvaluationContext context) {
		return noBoolean(key, defaultValue);
	}

	@Override
	public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer defaultValue,
			@Nullable EvaluationContext context) {
		return noBoolean(key, defaultValue);
	}

	@Override
	public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double defaultValue,
			@Nullable EvaluationContext context) {
		return noBoolean(key, defaultValue);
	}

	@Override
	public ProviderEvaluation<Value> getObjectEvaluation(String key, Value defaultValue,
			@Nullable EvaluationContext context) {
		return noBoolean(key, defaultValue);
	}

	private static <T> ProviderEvaluation<T> noBoolean(String key, T defaultValue) {
		return ProviderEvaluation.<T>builder()
			.value(defaultValue)
			.reason(Reason.ERROR.name())
			.errorCode(ErrorCode.TYPE_MISMATCH)
			.errorMessage("Whether " + key + " is open is true or false")
			.build();
	}

}
