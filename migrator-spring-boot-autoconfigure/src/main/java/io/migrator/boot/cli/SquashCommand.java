package io.migrator.boot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.boot.DriftProperties;
import io.migrator.boot.MigratorProperties;
import io.migrator.develop.Squash;
import io.migrator.develop.Workbench;
import io.migrator.error.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Puts one baseline in the place of many migrations.
 */
@Command(name = "squash",
		description = "Write one baseline that makes what the migrations up to one of them make, proved on a shadow; "
				+ "databases that have them only record it.")
class SquashCommand extends MigratorCommand {

	@Option(names = "--until", paramLabel = "<id>", required = true, description = "The last migration to squash.")
	String until = "";

	@Option(names = "--dir", paramLabel = "<directory>", defaultValue = "src/main/resources/db/migrations",
			description = "Where the migrations are (default: ${DEFAULT-VALUE}).")
	Path directory = Path.of("src/main/resources/db/migrations");

	@Option(names = "--delete", description = "Delete the files of the squashed migrations.")
	boolean delete;

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
		DriftProperties drift = context.getBean(MigratorProperties.class).getDrift();
		return squash(context.getBean(Migrator.class).workbench(drift.toShadowServer(), drift.getSchemas()), output);
	}

	@Override
	int run(Migrator migrator, Output output) {
		return squash(migrator.workbench(null, List.of()), output);
	}

	private int squash(Workbench workbench, Output output) {
		Squash squash = workbench.squash(this.until, this.directory);
		String created = squash.write().toString();
		List<String> deleted = this.delete ? names(squash.delete()) : List.of();
		List<String> obsolete = this.delete ? List.of() : names(squash.obsolete());
		output.answer(() -> text(squash, created, deleted, obsolete),
				() -> document(squash, created, deleted, obsolete));
		return ExitCodes.DONE;
	}

	private static List<String> names(List<Path> files) {
		return files.stream().map(Path::toString).toList();
	}

	private static List<String> text(Squash squash, String created, List<String> deleted, List<String> obsolete) {
		List<String> lines = new ArrayList<>();
		lines.add("Created " + created);
		lines.add("It stands for " + Text.count(squash.replaced().size(), "migration") + ":");
		squash.replaced().forEach((id) -> lines.add("  " + id));
		deleted.forEach((file) -> lines.add("Deleted " + file));
		if (!obsolete.isEmpty()) {
			lines.add("Delete these once every database has them (--delete does it):");
			obsolete.forEach((file) -> lines.add("  " + file));
		}
		if (!squash.data().isEmpty()) {
			lines.add("Warning: rows are not in the baseline; add what a new database needs of what these wrote:");
			squash.data().forEach((script) -> lines.add("  " + script));
		}
		squash.warnings().forEach((warning) -> lines.add("Warning: " + warning));
		return lines;
	}

	private static Map<String, ?> document(Squash squash, String created, List<String> deleted, List<String> obsolete) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("id", squash.id());
		document.put("created", List.of(created));
		document.put("replaced", squash.replaced());
		document.put("deleted", deleted);
		document.put("obsolete", obsolete);
		document.put("data", squash.data());
		document.put("warnings", squash.warnings());
		return document;
	}

}
