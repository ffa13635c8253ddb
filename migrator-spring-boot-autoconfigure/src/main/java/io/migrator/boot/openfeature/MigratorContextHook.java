package io.migrator.boot.openfeature;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.Hook;
import dev.openfeature.sdk.HookContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.Value;
import io.migrator.gate.MigrationGate;

/**
 * Adds the migrations that are applied to the context in which flags are evaluated, as
 * {@code migrations.completed}, so that the targeting rules of whichever provider can ask
 * for them.
 */
public final class MigratorContextHook implements Hook<Object> {

	/** What they are called in the context. */
	public static final String KEY = "migrations.completed";

	private final MigrationGate gate;

	private volatile Known known = new Known(List.of(), new ImmutableContext());

	/**
	 * Creates a hook.
	 * @param gate who knows
	 */
	public MigratorContextHook(MigrationGate gate) {
		this.gate = gate;
		gate.appliedMigrations();
	}

	@Override
	public Optional<EvaluationContext> before(HookContext<Object> context, Map<String, Object> hints) {
		List<String> applied = this.gate.appliedMigrations();
		Known current = this.known;
		if (current.migrations() != applied) {
			List<Value> values = applied.stream().map(Value::new).toList();
			current = new Known(applied, new ImmutableContext(Map.of(KEY, new Value(values))));
			this.known = current;
		}
		return Optional.of(current.context());
	}

	/**
	 * What was made of the migrations, which change rarely.
	 */
	private record Known(List<String> migrations, EvaluationContext context) {

	}

}
