package io.migrator.boot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;

import io.migrator.Migrator;
import picocli.CommandLine.ParseResult;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a command answered that was run within this process.
 *
 * @param exitCode its exit code
 * @param text what it wrote to standard output
 */
record Answer(int exitCode, String text) {

	static Answer to(ConfigurableApplicationContext context, String... args) {
		return of(command(args), (command, output) -> command.run(context, output));
	}

	static Answer to(Migrator migrator, String... args) {
		return of((MigratorCommand) command(args), (command, output) -> command.run(migrator, output));
	}

	static <C extends AnyCommand> Answer of(C command, ToIntBiFunction<C, Output> run) {
		ByteArrayOutputStream stdout = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(stdout, true, StandardCharsets.UTF_8);
		int exitCode = run.applyAsInt(command, command.json ? Output.json(out) : Output.text(out));
		return new Answer(exitCode, stdout.toString(StandardCharsets.UTF_8));
	}

	static AnyCommand command(String... args) {
		ParseResult result = RootCommand.reading(List.of(args)).parseArgs(args);
		while (result.subcommand() != null) {
			result = result.subcommand();
		}
		return (AnyCommand) result.commandSpec().userObject();
	}

	/**
	 * What was written, where that is a document.
	 * @param text of one line
	 * @return the document
	 */
	static Map<String, Object> document(String text) {
		assertThat(text.strip().lines()).hasSize(1);
		return JsonParserFactory.getJsonParser().parseMap(text);
	}

}
