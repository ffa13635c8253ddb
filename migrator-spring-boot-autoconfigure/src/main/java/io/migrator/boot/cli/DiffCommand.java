package io.migrator.boot.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.migrator.boot.DevelopmentTools;
import io.migrator.develop.Comparison;
import io.migrator.error.ExitCodes;
import io.migrator.schema.ddl.DdlOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Compares two schemas.
 */
@Command(name = "diff",
		description = "Compare two schemas and show the proved SQL that leads from the one to the other; changes nothing.")
class DiffCommand extends AnyCommand {

	@Option(names = "--from", paramLabel = "<schema>", defaultValue = "migrations",
			description = "The schema to begin with (default: ${DEFAULT-VALUE}). One of: " + SchemaSources.WORDS + ".")
	String from = "migrations";

	@Option(names = "--to", paramLabel = "<schema>", required = true, description = "The schema to lead to.")
	String to = "";

	@Option(names = "--sql", description = "Print only the SQL.")
	boolean sql;

	@Option(names = "--summary", description = "Print only what differs.")
	boolean summary;

	@Option(names = "--offline", description = "Write the plain form of statements, which may lock tables for long.")
	boolean offline;

	@Option(names = "--check", description = "Exit with 3 if the schemas differ.")
	boolean check;

	@Option(names = "--dir", paramLabel = "<directory>",
			description = "Read the migrations from this folder instead of the class path.")
	@Nullable Path directory;

	@Override
	int run(ConfigurableApplicationContext context, Output output) {
		DevelopmentTools tools = DevelopmentTools.create(context, this.directory);
		Comparison comparison = tools.workbench()
			.compare(SchemaSources.parse(this.from, context, tools), SchemaSources.parse(this.to, context, tools),
					this.offline ? DdlOptions.OFFLINE : DdlOptions.ONLINE);
		output.answer(() -> text(comparison), () -> Comparisons.document(comparison));
		return (this.check && !comparison.isEmpty()) ? ExitCodes.DIFFERENCE : ExitCodes.DONE;
	}

	private List<String> text(Comparison comparison) {
		if (this.sql) {
			return comparison.isEmpty() ? List.of() : List.of(comparison.sql().stripTrailing());
		}
		List<String> lines = new ArrayList<>(Comparisons.summary(comparison));
		if (!this.summary && !comparison.isEmpty()) {
			lines.add("");
			lines.add(comparison.sql().stripTrailing());
		}
		return lines;
	}

}
