package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.check.CheckResult;
import io.migrator.check.CheckState;
import io.migrator.check.Checks;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs checks.
 */
@Command(name = "check", description = "Run the named checks, and exit with 3 if one fails.")
class CheckCommand extends AnyCommand {

	@Parameters(arity = "0..*", paramLabel = "<name>",
			description = "The checks to run (default: all). One that is named must not wait for something, either.")
	List<String> names = new ArrayList<>();

	@Override
	int run(ConfigurableApplicationContext context, Output output) {
		Checks checks = context.getBeanProvider(Checks.class).getIfAvailable();
		if (checks == null) {
			throw new MigratorException("The application has a Migrator bean of its own and no Checks", null,
					"Define a Checks bean beside the Migrator.", null);
		}
		List<CheckResult> results = checks.run(this.names);
		output.answer(() -> text(results),
				() -> Map.of("passed", isPassed(results), "checks", results.stream().map(CheckDocument::of).toList()));
		return isPassed(results) ? ExitCodes.DONE : ExitCodes.DIFFERENCE;
	}

	private boolean isPassed(List<CheckResult> results) {
		return results.stream()
			.allMatch((result) -> result.passed() || (result.state() == CheckState.WAITING && this.names.isEmpty()));
	}

	private static List<String> text(List<CheckResult> results) {
		return results.isEmpty() ? List.of("There is no check for this environment.") : CheckDocument.text(results);
	}

}
