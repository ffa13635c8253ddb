package io.migrator.boot.cli;

import java.io.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.migrator.Migrator;
import io.migrator.boot.format.Durations;
import io.migrator.develop.RefusedException;
import io.migrator.develop.Reset;
import io.migrator.error.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Begins anew.
 */
@Command(name = "reset", description = "For development: drop everything in the database and deploy. "
		+ "Refuses if anything says production.")
class ResetCommand extends MigratorCommand {

	@Option(names = "--yes", description = "Do not ask.")
	boolean yes;

	/** Asks a person, or is {@code null} if there is none. */
	@Nullable UnaryOperator<String> ask = terminal();

	private static @Nullable UnaryOperator<String> terminal() {
		Console console = System.console();
		return (console != null && Terminal.isPresent()) ? (question) -> {
			System.err.print(question);
			System.err.flush();
			return String.valueOf(console.readLine());
		} : null;
	}

	@Override
	int run(Migrator migrator, Output output) {
		Reset reset = migrator.reset();
		if (!this.yes) {
			confirm(reset.database());
		}
		Reset.Result result = reset.run();
		output.answer(() -> text(reset.database(), result), () -> document(reset.database(), result));
		return result.deployed().held().isEmpty() ? ExitCodes.DONE : ExitCodes.HELD;
	}

	private void confirm(String database) {
		if (this.ask == null) {
			throw new RefusedException(
					"This drops everything in the database " + database + ", and there is nobody to ask",
					"Say it with --yes.");
		}
		String answer = this.ask
			.apply("This drops everything in the database " + database + ". Type its name to go on: ");
		if (!answer.strip().equals(database)) {
			throw new RefusedException("That was not the name of the database", "Type " + database + ".");
		}
	}

	private static List<String> text(String database, Reset.Result result) {
		List<String> lines = new ArrayList<>();
		List<String> dropped = result.emptied().dropped();
		lines.add(dropped.isEmpty() ? "There was nothing in the database " + database + "."
				: "Dropped from the database " + database + ", with all that was in it or hung on it:");
		dropped.forEach((what) -> lines.add("  " + what));
		if (!result.emptied().kept().isEmpty()) {
			lines.add("Warning: kept, since this role may not drop it:");
			result.emptied().kept().forEach((what) -> lines.add("  " + what));
		}
		List<String> applied = result.deployed().applied();
		lines.add("Applied " + Text.count(applied.size(), "migration") + " in "
				+ Durations.format(result.deployed().duration()) + (applied.isEmpty() ? "." : ":"));
		applied.forEach((id) -> lines.add("  " + id));
		if (!result.deployed().held().isEmpty()) {
			lines.add("Held, since something must happen first ('migrator plan' says what):");
			result.deployed().held().forEach((id) -> lines.add("  " + id));
		}
		return lines;
	}

	private static Map<String, ?> document(String database, Reset.Result result) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("database", database);
		document.put("dropped", result.emptied().dropped());
		document.put("kept", result.emptied().kept());
		document.put("applied", result.deployed().applied());
		document.put("held", result.deployed().held());
		return document;
	}

}
