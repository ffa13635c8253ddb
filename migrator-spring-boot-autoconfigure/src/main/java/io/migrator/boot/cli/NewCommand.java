package io.migrator.boot.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.boot.OfflineMigrator;
import io.migrator.error.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes the next migration.
 */
@Command(name = "new", description = "Write the next migration in the layout found; needs no database.")
class NewCommand extends MigratorCommand implements OfflineCommand {

	@Parameters(index = "0", paramLabel = "<name>", description = "What the migration does, such as add_wallet_holds.")
	String name = "";

	@Option(names = "--dir", paramLabel = "<directory>", defaultValue = "src/main/resources/db/migrations",
			description = "Where to write it (default: ${DEFAULT-VALUE}).")
	Path directory = Path.of("src/main/resources/db/migrations");

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
		return run(OfflineMigrator.create(context.getEnvironment(), context), output);
	}

	@Override
	int run(Migrator migrator, Output output) {
		List<String> files = migrator.create(this.name, this.directory).stream().map(Path::toString).toList();
		output.answer(() -> files.stream().map((file) -> "Created " + file).toList(), () -> Map.of("created", files));
		return ExitCodes.DONE;
	}

}
