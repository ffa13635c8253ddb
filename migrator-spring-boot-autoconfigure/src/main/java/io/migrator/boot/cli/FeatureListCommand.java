package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.error.ExitCodes;
import io.migrator.gate.FeatureState;
import io.migrator.gate.MigrationGate;
import picocli.CommandLine.Command;

/**
 * Lists all features.
 */
@Command(name = "list", description = "Show which features are open, and what the others wait for.")
class FeatureListCommand extends AnyFeatureCommand {

	@Override
	int run(MigrationGate gate, Output output) {
		gate.refresh();
		List<FeatureState> features = gate.features();
		output.answer(() -> text(features),
				() -> Map.of("features", features.stream().map(AnyFeatureCommand::document).toList()));
		return ExitCodes.DONE;
	}

	private static List<String> text(List<FeatureState> features) {
		if (features.isEmpty()) {
			return List.of("There are no features; migrator.features.<name>.requires declares one.");
		}
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("STATE", "FEATURE", "SINCE"));
		features.forEach((state) -> rows.add(List.of(state.open() ? "open" : "closed", state.name(), since(state))));
		List<String> table = Text.table(rows);
		List<String> lines = new ArrayList<>();
		lines.add(table.get(0));
		for (int i = 0; i < features.size(); i++) {
			lines.add(table.get(i + 1));
			features.get(i).missing().forEach((missing) -> lines.add("  " + missing));
		}
		return lines;
	}

	private static String since(FeatureState state) {
		FeatureState.Override override = state.override();
		if (override != null) {
			return override.at() + " " + (state.open() ? override.describe() : "");
		}
		return (state.open() && state.openedAt() != null) ? state.openedAt().toString() : "";
	}

}
