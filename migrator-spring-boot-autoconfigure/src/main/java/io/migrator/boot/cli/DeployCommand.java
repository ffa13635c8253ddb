package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.backup.Backup;
import io.migrator.boot.format.Durations;
import io.migrator.error.ExitCodes;
import io.migrator.run.DeployResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Applies what is pending.
 */
@Command(name = "deploy", description = "Apply everything that is pending.")
class DeployCommand extends MigratorCommand {

	@Option(names = "--allow-held", description = "End with 0 though something is held, once the rest is applied.")
	boolean allowHeld;

	@Override
	int run(Migrator migrator, Output output) {
		DeployResult result = migrator.deploy();
		output.answer(() -> text(result), () -> Documents.deploy(result));
		return (this.allowHeld || result.held().isEmpty()) ? ExitCodes.DONE : ExitCodes.HELD;
	}

	private static List<String> text(DeployResult result) {
		List<String> lines = new ArrayList<>();
		if (result.applied().isEmpty()) {
			lines.add(result.held().isEmpty() ? "Nothing to do: the database is up to date." : "Nothing was applied.");
		}
		else {
			lines.add("Applied " + Text.count(result.applied().size(), "migration") + " in "
					+ Durations.format(result.duration()) + ":");
			result.applied().forEach((id) -> lines.add("  " + id));
		}
		Backup backup = result.backup();
		if (backup != null) {
			lines.add("Backup from before: " + backup.location());
			lines.add("  To restore it: " + backup.restoreCommand());
		}
		if (!result.held().isEmpty()) {
			lines.add("Held, since something must happen first ('migrator plan' says what):");
			result.held().forEach((id) -> lines.add("  " + id));
		}
		return lines;
	}

}
