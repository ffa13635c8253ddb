package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.boot.format.Durations;
import io.migrator.error.ExitCodes;
import io.migrator.run.RollbackResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Takes migrations back by their down scripts.
 */
@Command(name = "rollback",
		description = "Run the down scripts of the last migrations, each in one transaction with its history.")
class RollbackCommand extends MigratorCommand {

	@Spec
	@SuppressWarnings("NullAway.Init")
	CommandSpec spec;

	private int count = 1;

	@Parameters(index = "0", arity = "0..1", paramLabel = "<n>", defaultValue = "1",
			description = "How many migrations to take back (default: ${DEFAULT-VALUE}).")
	void count(int count) {
		if (count < 1) {
			throw new ParameterException(this.spec.commandLine(), "<n> must be 1 or more");
		}
		this.count = count;
	}

	@Option(names = "--reason", paramLabel = "<text>", description = "Why, for the audit log.")
	@Nullable String reason;

	@Override
	int run(Migrator migrator, Output output) {
		RollbackResult result = migrator.rollback(this.count, this.reason);
		output.answer(() -> text(result), () -> Documents.rollback(result));
		return ExitCodes.DONE;
	}

	private static List<String> text(RollbackResult result) {
		List<String> lines = new ArrayList<>();
		lines.add("Took back " + Text.count(result.rolledBack().size(), "migration") + " in "
				+ Durations.format(result.duration()) + ":");
		result.rolledBack().forEach((id) -> lines.add("  " + id));
		return lines;
	}

}
