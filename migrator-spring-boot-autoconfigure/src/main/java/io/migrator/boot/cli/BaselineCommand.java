package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Records migrations as applied without running them.
 */
@Command(name = "baseline",
		description = "Record migrations as applied without running them, for a database that has them already.")
class BaselineCommand extends MigratorCommand {

	@Option(names = "--until", paramLabel = "<id>", description = "The last migration to record (default: all).")
	@Nullable String until;

	@Option(names = "--reason", paramLabel = "<text>", description = "Why, for the history.")
	@Nullable String reason;

	@Override
	int run(Migrator migrator, Output output) {
		List<String> ids = migrator.baseline(this.until, this.reason);
		output.answer(() -> text(ids), () -> Map.of("baselined", ids));
		return ExitCodes.DONE;
	}

	private static List<String> text(List<String> ids) {
		List<String> lines = new ArrayList<>();
		lines.add("Recorded " + Text.count(ids.size(), "migration") + " as applied" + (ids.isEmpty() ? "." : ":"));
		ids.forEach((id) -> lines.add("  " + id));
		return lines;
	}

}
