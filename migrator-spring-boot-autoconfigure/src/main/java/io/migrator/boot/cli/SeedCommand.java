package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.boot.format.Durations;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.seed.SeedCheckReport;
import io.migrator.seed.SeedResult;
import io.migrator.seed.Seeds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the seeds, or checks them.
 */
@Command(name = "seed", description = "Run the seeds of the active environments, each in a transaction of its own.")
class SeedCommand extends AnyCommand {

	@Option(names = "--check",
			description = "Run each seed twice instead, in a transaction that is rolled back, and exit with 5 if the "
					+ "second run fails or changes something.")
	boolean check;

	@Override
	int run(ConfigurableApplicationContext context, Output output) {
		Seeds seeds = context.getBeanProvider(Seeds.class).getIfAvailable();
		if (seeds == null) {
			throw new MigratorException("The application has a Migrator bean of its own and no Seeds", null,
					"Define a Seeds bean beside the Migrator.", null);
		}
		if (this.check) {
			SeedCheckReport report = seeds.check();
			output.answer(() -> text(report), () -> document(report));
			return report.isIdempotent() ? ExitCodes.DONE : ExitCodes.INVALID;
		}
		SeedResult result = seeds.run();
		output.answer(() -> text(result), () -> document(result));
		return ExitCodes.DONE;
	}

	private static List<String> text(SeedResult result) {
		if (result.seeds().isEmpty()) {
			return List.of("There is no seed for this environment.");
		}
		List<String> lines = new ArrayList<>();
		lines.add("Ran " + Text.count(result.seeds().size(), "seed") + " in " + Durations.format(result.duration())
				+ ":");
		List<List<String>> rows = result.seeds()
			.stream()
			.map((seed) -> List.of("  " + seed.name(), rows(seed.rows()), Durations.format(seed.duration())))
			.toList();
		lines.addAll(Text.table(rows));
		return lines;
	}

	private static List<String> text(SeedCheckReport report) {
		List<String> lines = new ArrayList<>();
		report.findings().forEach((finding) -> lines.add(finding.script() + ": " + finding.problem()));
		String checked = Text.count(report.checked().size(), "seed") + " run twice, and rolled back";
		lines.add((report.isIdempotent() ? "Idempotent: " : "Not idempotent: ") + checked + ".");
		if (!report.isIdempotent()) {
			lines.add("Write what leaves rows alone that are there already, such as INSERT … ON CONFLICT DO NOTHING.");
		}
		return lines;
	}

	private static String rows(long rows) {
		return rows + ((rows == 1) ? " row" : " rows");
	}

	private static Map<String, ?> document(SeedResult result) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("seeds", result.seeds().stream().map(SeedCommand::document).toList());
		document.put("durationMs", result.duration().toMillis());
		return document;
	}

	private static Map<String, ?> document(SeedResult.Done seed) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("name", seed.name());
		document.put("script", seed.script());
		document.put("rows", seed.rows());
		document.put("durationMs", seed.duration().toMillis());
		return document;
	}

	private static Map<String, ?> document(SeedCheckReport report) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("idempotent", report.isIdempotent());
		document.put("checked", report.checked());
		document.put("findings", report.findings().stream().map(SeedCommand::document).toList());
		return document;
	}

	private static Map<String, ?> document(SeedCheckReport.Finding finding) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("seed", finding.seed());
		document.put("script", finding.script());
		document.put("problem", finding.problem());
		return document;
	}

}
