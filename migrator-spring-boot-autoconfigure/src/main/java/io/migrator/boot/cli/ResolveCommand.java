package io.migrator.boot.cli;

import java.util.List;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import io.migrator.run.Resolution;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Records what people mended by hand.
 */
@Command(name = "resolve", description = "Record what became of a migration that was mended by hand.")
class ResolveCommand extends MigratorCommand {

	@ArgGroup(multiplicity = "1")
	Outcome outcome = new Outcome();

	@Option(names = "--reason", paramLabel = "<text>", description = "Why, for the history.")
	@Nullable String reason;

	@Override
	int run(Migrator migrator, Output output) {
		String applied = this.outcome.applied;
		String rolledBack = this.outcome.rolledBack;
		Resolution resolution = (applied != null) ? Resolution.APPLIED : Resolution.ROLLED_BACK;
		String id = (applied != null) ? applied : String.valueOf(rolledBack);
		migrator.resolve(id, resolution, this.reason);
		String state = (applied != null) ? "applied" : "rolled_back";
		output.answer(() -> List.of("Recorded " + id + " as " + state.replace('_', ' ') + "."),
				() -> Documents.resolution(id, state));
		return ExitCodes.DONE;
	}

	/**
	 * One of the two.
	 */
	static class Outcome {

		@Option(names = "--applied", paramLabel = "<id>",
				description = "The database is as this migration would have left it.")
		@Nullable String applied;

		@Option(names = "--rolled-back", paramLabel = "<id>",
				description = "The database is as it was before this migration.")
		@Nullable String rolledBack;

	}

}
