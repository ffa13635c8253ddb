package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.backup.Backup;
import io.migrator.boot.format.Durations;
import io.migrator.check.CheckResult;
import io.migrator.check.Checks;
import io.migrator.error.ExitCodes;
import io.migrator.run.DeployResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Applies what is pending.
 */
@Command(name = "deploy", description = "Apply everything that is pending, and run the checks that are due.")
class DeployCommand extends MigratorCommand {

	@Option(names = "--allow-held", description = "End with 0 though something is held, once the rest is applied.")
	boolean allowHeld;

	private @Nullable Checks checks;

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
		this.checks = context.getBeanProvider(Checks.class).getIfAvailable();
		return super.run(context, output);
	}

	@Override
	int run(Migrator migrator, Output output) {
		if (this.checks != null) {
			// Files that cannot be used are better known before anything is applied
			this.checks.defined();
		}
		DeployResult result = migrator.deploy();
		List<CheckResult> checked = (this.checks != null) ? this.checks.runDue() : List.of();
		output.answer(() -> text(result, checked), () -> document(result, checked));
		if (checked.stream().anyMatch(CheckResult::failed)) {
			return ExitCodes.FAILED;
		}
		return (this.allowHeld || result.held().isEmpty()) ? ExitCodes.DONE : ExitCodes.HELD;
	}

	private static Map<String, ?> document(DeployResult result, List<CheckResult> checked) {
		Map<String, Object> document = new LinkedHashMap<>(Documents.deploy(result));
		if (!checked.isEmpty()) {
			document.put("checks", checked.stream().map(CheckDocument::of).toList());
		}
		return document;
	}

	private static List<String> text(DeployResult result, List<CheckResult> checked) {
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
		if (!checked.isEmpty()) {
			lines.add(checked.stream().anyMatch(CheckResult::failed) ? "A check failed; what was applied stays applied:"
					: "Checked:");
			CheckDocument.text(checked).forEach((line) -> lines.add("  " + line));
		}
		return lines;
	}

}
