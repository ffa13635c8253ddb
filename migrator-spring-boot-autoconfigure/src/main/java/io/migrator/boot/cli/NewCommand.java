package io.migrator.boot.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.boot.DevelopmentTools;
import io.migrator.boot.OfflineMigrator;
import io.migrator.develop.Comparison;
import io.migrator.develop.RefusedException;
import io.migrator.develop.SchemaSource;
import io.migrator.error.ExitCodes;
import io.migrator.run.DeployResult;
import io.migrator.schema.ddl.DdlOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Writes the next migration: an empty one, or the one that leads to a desired schema.
 */
@Command(name = "new", description = "Write the next migration in the layout found: an empty one, which needs no "
		+ "database, or with --from the one that leads to a desired schema.")
class NewCommand extends MigratorCommand implements OfflineCommand {

	@Parameters(index = "0", paramLabel = "<name>", description = "What the migration does, such as add_wallet_holds.")
	String name = "";

	@Option(names = "--dir", paramLabel = "<directory>", defaultValue = "src/main/resources/db/migrations",
			description = "Where to write it (default: ${DEFAULT-VALUE}).")
	Path directory = Path.of("src/main/resources/db/migrations");

	@Option(names = "--from", paramLabel = "<schema>",
			description = "Write what leads from the migrations to this schema. One of: " + SchemaSources.WORDS + ".")
	@Nullable String from;

	@Option(names = "--accept-loss", description = "Go on where data is lost.")
	boolean acceptLoss;

	@Option(names = "--offline", description = "Write the plain form of statements, which may lock tables for long.")
	boolean offline;

	@Option(names = "--apply", description = "Deploy it to the application's database at once.")
	boolean apply;

	@Override
	public boolean isOffline() {
		return this.from == null;
	}

	@Override
	public int run(ConfigurableApplicationContext context, Output output) {
		if (this.from == null) {
			return run(OfflineMigrator.create(context.getEnvironment(), context), output);
		}
		DevelopmentTools tools = DevelopmentTools.create(context, this.directory);
		Comparison comparison = tools.workbench()
			.compare(new SchemaSource.Migrations(), SchemaSources.parse(this.from, context, tools),
					this.offline ? DdlOptions.OFFLINE : DdlOptions.ONLINE);
		RefusedException.unlessAccepted(comparison, this.acceptLoss);
		List<String> files = tools.workbench()
			.write(comparison, this.name, this.directory, Clock.systemUTC())
			.stream()
			.map(Path::toString)
			.toList();
		DeployResult deployed = (this.apply && !files.isEmpty())
				? DevelopmentTools.create(context, this.directory).migrator().deploy() : null;
		output.answer(() -> text(comparison, files, deployed), () -> document(comparison, files, deployed));
		return ExitCodes.DONE;
	}

	private static List<String> text(Comparison comparison, List<String> files, @Nullable DeployResult deployed) {
		List<String> lines = new ArrayList<>(Comparisons.summary(comparison));
		files.forEach((file) -> lines.add("Created " + file));
		if (!comparison.isEmpty()) {
			lines.add("");
			lines.add(comparison.sql().stripTrailing());
		}
		if (deployed != null) {
			lines.add("");
			lines.add("Applied " + String.join(", ", deployed.applied()) + ".");
		}
		return lines;
	}

	private static Map<String, ?> document(Comparison comparison, List<String> files, @Nullable DeployResult deployed) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("created", files);
		document.putAll(Comparisons.document(comparison));
		if (deployed != null) {
			document.put("applied", deployed.applied());
		}
		return document;
	}

	@Override
	int run(Migrator migrator, Output output) {
		List<String> files = migrator.create(this.name, this.directory).stream().map(Path::toString).toList();
		output.answer(() -> files.stream().map((file) -> "Created " + file).toList(), () -> Map.of("created", files));
		return ExitCodes.DONE;
	}

}
