package io.migrator.boot.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import io.migrator.error.MigratorException;
import io.migrator.gate.FeatureState;
import io.migrator.gate.MigrationGate;
import io.migrator.gate.RequirementState;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command for features, which can require backfills that are beans of the application.
 */
abstract class AnyFeatureCommand extends AnyCommand {

	@Override
	boolean usesBeans() {
		return true;
	}

	@Override
	final int run(ConfigurableApplicationContext context, Output output) {
		MigrationGate gate = context.getBeanProvider(MigrationGate.class).getIfAvailable();
		if (gate == null) {
			throw new MigratorException(
					"There are no features: the application has a Migrator bean of its own and no MigrationGate", null,
					"Define a MigrationGate bean beside the Migrator.", null);
		}
		return run(gate, output);
	}

	/**
	 * Runs the command.
	 * @param gate the application's gate, which nobody keeps up to date
	 * @param output where the answer goes
	 * @return the exit code
	 */
	abstract int run(MigrationGate gate, Output output);

	/** With the names that the endpoint gives them. */
	static Map<String, @Nullable Object> document(FeatureState state) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("name", state.name());
		document.put("open", state.open());
		document.put("openedAt", state.openedAt());
		document.put("requires", state.requirements().stream().map(AnyFeatureCommand::document).toList());
		document.put("missing", state.missing());
		document.put("override", (state.override() != null) ? document(state.override()) : null);
		return document;
	}

	private static Map<String, @Nullable Object> document(RequirementState state) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("requirement", state.requirement());
		document.put("done", state.done());
		document.put("reason", state.reason());
		return document;
	}

	private static Map<String, @Nullable Object> document(FeatureState.Override override) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("open", override.open());
		document.put("by", override.by());
		document.put("at", override.at());
		document.put("reason", override.reason());
		return document;
	}

}
