package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.boot.DevelopmentTools;
import io.migrator.develop.Comparison;
import io.migrator.develop.SchemaSource;
import io.migrator.error.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Makes the database what is desired, without a migration.
 */
@Command(name = "push",
		description = "Make the database what is desired, without a migration: for trying things out, never in production.")
class PushCommand extends AnyCommand {

	@Option(names = "--from", paramLabel = "<schema>", defaultValue = "schema",
			description = "The schema that is desired (default: ${DEFAULT-VALUE}). One of: " + SchemaSources.WORDS
					+ ".")
	String from = "schema";

	@Option(names = "--accept-loss", description = "Go on where data is lost.")
	boolean acceptLoss;

	@Override
	int run(ConfigurableApplicationContext context, Output output) {
		DevelopmentTools tools = DevelopmentTools.create(context, null);
		SchemaSource desired = SchemaSources.parse(this.from, context, tools);
		Comparison comparison = tools.workbench()
			.push(desired, new SchemaSource.Database("the database", tools.dataSource()), this.acceptLoss);
		output.answer(() -> text(comparison), () -> Comparisons.document(comparison));
		return ExitCodes.DONE;
	}

	private static List<String> text(Comparison comparison) {
		List<String> lines = new ArrayList<>(Comparisons.summary(comparison));
		if (!comparison.isEmpty()) {
			lines.add("Done:");
			lines.add("");
			lines.add(comparison.sql().stripTrailing());
		}
		return lines;
	}

}
