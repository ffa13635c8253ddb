package io.migrator.boot.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migrator.boot.DevelopmentTools;
import io.migrator.develop.Comparison;
import io.migrator.develop.SchemaSource;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.schema.ddl.DdlOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes the schema file from a database.
 */
@Command(name = "pull", description = "Write the schema file from a database.")
class PullCommand extends AnyCommand {

	@Option(names = "--from", paramLabel = "<schema>", defaultValue = "database",
			description = "The schema to write (default: ${DEFAULT-VALUE}). One of: " + SchemaSources.WORDS + ".")
	String from = "database";

	@Option(names = "--to", paramLabel = "<file>", defaultValue = "src/main/resources/db/schema.sql",
			description = "The file (default: ${DEFAULT-VALUE}).")
	Path file = SchemaSources.SCHEMA;

	@Option(names = "--force", description = "Replace the file if it is there.")
	boolean force;

	@Override
	int run(ConfigurableApplicationContext context, Output output) {
		if (Files.exists(this.file) && !this.force) {
			throw new MigratorException(this.file + " is there already", "nothing was changed",
					"Say --force to replace it, or --to another file.", null);
		}
		DevelopmentTools tools = DevelopmentTools.create(context, null);
		Comparison comparison = tools.workbench()
			.compare(new SchemaSource.Empty(), SchemaSources.parse(this.from, context, tools), DdlOptions.OFFLINE);
		write(comparison.sql());
		output.answer(
				() -> List.of("Wrote " + Text.count(comparison.diff().differences().size(), "object") + " to "
						+ this.file + "."),
				() -> Map.of("written", this.file.toString(), "objects", comparison.diff().differences().size()));
		return ExitCodes.DONE;
	}

	private void write(String sql) {
		try {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			Files.writeString(this.file, sql);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
