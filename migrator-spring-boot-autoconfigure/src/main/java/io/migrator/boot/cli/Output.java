package io.migrator.boot.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * Standard output: text for people, or exactly one JSON document for scripts.
 */
final class Output {

	private final PrintStream stdout;

	private final boolean json;

	private Output(PrintStream stdout, boolean json) {
		this.stdout = stdout;
		this.json = json;
	}

	static Output text(PrintStream stdout) {
		return new Output(stdout, false);
	}

	static Output json(PrintStream stdout) {
		return new Output(stdout, true);
	}

	/**
	 * Prints the answer of a command.
	 * @param text the lines for people
	 * @param document the document for scripts
	 */
	void answer(Supplier<List<String>> text, Supplier<Map<String, ?>> document) {
		if (this.json) {
			this.stdout.println(JsonWriter.standard().writeToString(document.get()));
		}
		else {
			text.get().forEach(this.stdout::println);
		}
	}

	/**
	 * Prints an error, where a script waits for a document.
	 * @param problem what happened
	 * @param databaseState what state the database is in now, or {@code null}
	 * @param nextStep what to do next
	 * @param exitCode the exit code
	 */
	void error(String problem, @Nullable String databaseState, String nextStep, int exitCode) {
		Map<String, @Nullable Object> error = new LinkedHashMap<>();
		error.put("problem", problem);
		error.put("databaseState", databaseState);
		error.put("nextStep", nextStep);
		error.put("exitCode", exitCode);
		answer(List::of, () -> Map.of("error", error));
	}

}
