package io.migrator.boot.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.migrator.boot.DevelopmentTools;
import io.migrator.error.ExitCodes;
import io.migrator.scaffold.Scaffold;
import io.migrator.scaffold.ScaffoldRequest;
import io.migrator.scaffold.Scaffolder.Folders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What all commands that scaffold share.
 */
abstract class AnyScaffoldCommand extends AnyCommand {

	@Parameters(index = "0", paramLabel = "<table>", description = "The table, with its schema if that is needed.")
	String table = "";

	@Parameters(index = "1", paramLabel = "<column>", description = "The column.")
	String column = "";

	@Option(names = "--dir", paramLabel = "<directory>", defaultValue = "src/main/resources/db/migrations",
			description = "Where to write the migrations (default: ${DEFAULT-VALUE}).")
	Path directory = Path.of("src/main/resources/db/migrations");

	@Option(names = "--backfills", paramLabel = "<directory>", defaultValue = "src/main/resources/db/backfills",
			description = "Where to write the backfill (default: ${DEFAULT-VALUE}).")
	Path backfills = Path.of("src/main/resources/db/backfills");

	@Option(names = "--contract-dir", paramLabel = "<directory>",
			description = "Where to write the contract (default: with the migrations, held until it is approved, with all "
					+ "that come after it).")
	@Nullable Path contract;

	@Option(names = "--dry-run", description = "Print the files and write nothing.")
	boolean dryRun;

	/**
	 * What is to be scaffolded.
	 * @return the request
	 */
	abstract ScaffoldRequest request();

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
		Scaffold scaffold = DevelopmentTools.create(context, this.directory)
			.scaffolder()
			.scaffold(request(), new Folders(this.directory, this.backfills,
					(this.contract != null) ? this.contract : this.directory), Clock.systemUTC());
		List<String> created = this.dryRun ? List.of() : scaffold.write().stream().map(Path::toString).toList();
		output.answer(() -> text(scaffold, created), () -> document(scaffold, created));
		return ExitCodes.DONE;
	}

	private List<String> text(Scaffold scaffold, List<String> created) {
		List<String> lines = new ArrayList<>();
		String title = scaffold.title();
		lines.add(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1) + " takes "
				+ Text.count(scaffold.steps().size(), "step") + ":");
		for (int i = 0; i < scaffold.steps().size(); i++) {
			Scaffold.Stage stage = scaffold.steps().get(i);
			lines.add("  " + (i + 1) + ". " + stage.phase().word() + "  " + stage.id());
			lines.add("     " + stage.what());
			lines.add("     Application: " + stage.application());
		}
		scaffold.advice().forEach((advice) -> lines.add("Note: " + advice));
		scaffold.warnings().forEach((warning) -> lines.add("Warning: " + warning));
		created.forEach((file) -> lines.add("Created " + file));
		if (this.dryRun) {
			scaffold.files().forEach((file) -> {
				lines.add("");
				lines.add("=== " + file.path());
				lines.add(file.text().stripTrailing());
			});
		}
		return lines;
	}

	private static Map<String, ?> document(Scaffold scaffold, List<String> created) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("title", scaffold.title());
		document.put("backfill", scaffold.backfill());
		document.put("created", created);
		document.put("steps",
				scaffold.steps()
					.stream()
					.map((stage) -> Map.of("phase", stage.phase().word(), "id", stage.id(), "what", stage.what(),
							"application", stage.application()))
					.toList());
		document.put("files",
				scaffold.files()
					.stream()
					.map((file) -> Map.of("path", file.path().toString(), "text", file.text()))
					.toList());
		document.put("advice", scaffold.advice());
		document.put("warnings", scaffold.warnings());
		return document;
	}

}
