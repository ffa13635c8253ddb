package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import io.migrator.run.ValidationReport;
import picocli.CommandLine.Command;

/**
 * Checks files, history and syntax.
 */
@Command(name = "validate",
		description = "Check files and history, and let the server check the syntax of every pending script; "
				+ "runs none of them.")
class ValidateCommand extends MigratorCommand {

	@Override
	int run(Migrator migrator, Output output) {
		ValidationReport report = migrator.validate();
		output.answer(() -> text(report), () -> Documents.validation(report));
		return report.isValid() ? ExitCodes.DONE : ExitCodes.INVALID;
	}

	private static List<String> text(ValidationReport report) {
		List<String> lines = new ArrayList<>();
		report.findings()
			.forEach((finding) -> lines
				.add(finding.script() + ":" + finding.line() + ":" + finding.column() + ": " + finding.problem()));
		Text.remarks(lines, report.plan());
		String checked = Text.count(report.plan().migrations().size(), "migration") + ", "
				+ Text.count(report.statementsChecked(), "statement") + " of pending ones checked by the server";
		lines.add((report.isValid() ? "Valid: " : "Invalid: ") + checked + ".");
		return lines;
	}

}
