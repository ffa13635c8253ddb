package io.migrator.boot.cli;

import java.util.List;

import io.migrator.error.ExitCodes;
import io.migrator.gate.FeatureState;
import io.migrator.gate.MigrationGate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A command that says whether a feature is to be open, on all replicas.
 */
abstract class FeatureOverride extends AnyFeatureCommand {

	@Parameters(index = "0", paramLabel = "<name>", description = "The feature.")
	String name = "";

	@Option(names = "--reason", paramLabel = "<text>", description = "Why, for the audit log.")
	@Nullable String reason;

	@Override
	int run(MigrationGate gate, Output output) {
		FeatureState state = gate.override(this.name, open(), this.reason, System.getProperty("user.name"));
		output.answer(() -> text(state), () -> document(state));
		return ExitCodes.DONE;
	}

	/**
	 * What is said.
	 * @return whether it is to be open, or {@code null} to leave it to what it requires
	 */
	abstract @Nullable Boolean open();

	private List<String> text(FeatureState state) {
		String now = state.name() + " is " + (state.open() ? "open" : "closed");
		if (open() != null) {
			return List.of(now + " on every replica within a second; 'migrator feature auto " + state.name()
					+ "' leaves it to what it requires again.");
		}
		return List.of(now + (state.open() ? "." : ": " + String.join("; ", state.missing()) + "."));
	}

	/**
	 * Opens a feature.
	 */
	@Command(name = "open", description = "Open a feature whatever it requires.")
	static class Open extends FeatureOverride {

		@Override
		Boolean open() {
			return true;
		}

	}

	/**
	 * Closes a feature.
	 */
	@Command(name = "close", description = "Close a feature whatever is done of what it requires.")
	static class Close extends FeatureOverride {

		@Override
		Boolean open() {
			return false;
		}

	}

	/**
	 * Leaves a feature to what it requires.
	 */
	@Command(name = "auto", description = "Leave a feature to what it requires again.")
	static class Auto extends FeatureOverride {

		@Override
		@Nullable Boolean open() {
			return null;
		}

	}

}
