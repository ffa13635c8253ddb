package io.migrator.boot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import io.migrator.migration.FormatFiles;
import io.migrator.migration.FormatFiles.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Formats SQL files.
 */
@Command(name = "format",
		description = "Format SQL files, without changing what they say; applied migrations stay valid. "
				+ "Needs no database.")
class FormatCommand extends MigratorCommand implements OfflineCommand {

	@Parameters(arity = "0..*", paramLabel = "<path>", defaultValue = "src/main/resources/db/migrations",
			description = "Files, and folders in which all .sql files count (default: ${DEFAULT-VALUE}).")
	List<Path> paths = new ArrayList<>();

	@Option(names = "--check", description = "Write nothing; exit with 3 if a file would change.")
	boolean check;

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
		return format(output);
	}

	@Override
	int run(Migrator migrator, Output output) {
		return format(output);
	}

	private int format(Output output) {
		List<Change> changes = FormatFiles.changes(this.paths);
		if (!this.check) {
			changes.forEach(Change::write);
		}
		List<String> files = changes.stream().map((change) -> change.file().toString()).toList();
		output.answer(() -> text(files), () -> document(files));
		return (this.check && !files.isEmpty()) ? ExitCodes.DIFFERENCE : ExitCodes.DONE;
	}

	private List<String> text(List<String> files) {
		if (files.isEmpty()) {
			return List.of("Nothing to format.");
		}
		return files.stream().map((file) -> (this.check ? "Would format " : "Formatted ") + file).toList();
	}

	private Map<String, ?> document(List<String> files) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("changed", files);
		document.put("written", !this.check);
		return document;
	}

}
