package io.migrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.migrator.test.FakePgDump;
import io.migrator.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the command lines of recipes as they stand: {@code java} is Java, and
 * {@code target/app.jar} is the sample's jar. What builds that jar, reaches a cluster or
 * dumps a database only notes that it was called, and how.
 */
final class RecipeMachine {

	private final Path folder;

	private final FakePgDump pgDump;

	RecipeMachine(Path folder) {
		this.folder = folder;
		try {
			Files.createDirectories(folder.resolve("target"));
			Files.createSymbolicLink(folder.resolve("target/app.jar"),
					Path.of(System.getProperty("sample.jar")).toAbsolutePath());
			Path programs = Files.createDirectories(folder.resolve("bin"));
			this.pgDump = FakePgDump.good(programs);
			note(folder.resolve("mvnw"));
			note(programs.resolve("kubectl"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void note(Path program) throws IOException {
		Files.writeString(program, "#!/bin/sh\necho \"${0##*/} $*\" >> '" + this.folder.resolve("notes") + "'\n");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	/**
	 * What was called that is not really here.
	 * @return the command lines, in order
	 */
	List<String> notes() {
		try {
			Path notes = this.folder.resolve("notes");
			return Files.exists(notes) ? Files.readAllLines(notes) : List.of();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Path backups() {
		return this.folder.resolve("backups");
	}

	FakePgDump pgDump() {
		return this.pgDump;
	}

	/**
	 * What a recipe's environment is here: with this database, and with folders of this
	 * machine.
	 * @param environment what the recipe says
	 * @return the variables, but for those that every process gets
	 */
	Map<String, String> translate(Map<String, String> environment) {
		Map<String, String> translated = new LinkedHashMap<>();
		environment.forEach((name, value) -> {
			if (!name.startsWith("SPRING_DATASOURCE_")) {
				translated.put(name, value.equals("/backups") ? backups().toString() : value);
			}
		});
		translated.put("PATH", this.folder.resolve("bin") + ":" + Path.of(System.getProperty("java.home"), "bin") + ":"
				+ System.getenv("PATH"));
		return translated;
	}

	/**
	 * Runs a script as both hosted services do: line by line, until one fails.
	 * @param script the script
	 * @param database the database of its environment
	 * @param environment what the recipe says besides
	 * @return how it ended
	 */
	Outcome run(String script, TestDatabase database, Map<String, String> environment) {
		assertThat(script).as("expressions that nobody evaluates here").doesNotContain("${{");
		try {
			Path output = Files.createTempFile("recipe", ".log");
			ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-c", script).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile());
			builder.environment().putAll(translate(environment));
			builder.environment()
				.putAll(Map.of("SPRING_DATASOURCE_URL", database.url(), "SPRING_DATASOURCE_USERNAME", "postgres",
						"SPRING_DATASOURCE_PASSWORD", "postgres", "JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"));
			Process process = builder.start();
			boolean ended = process.waitFor(180, TimeUnit.SECONDS);
			if (!ended) {
				process.destroyForcibly().waitFor();
			}
			String text = Files.readString(output);
			Files.delete(output);
			assertThat(ended).as(script + "\n" + text).isTrue();
			return new Outcome(process.exitValue(), text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * How a script ended.
	 *
	 * @param exitCode its exit code
	 * @param output what it printed
	 */
	record Outcome(int exitCode, String output) {

		void check(int exitCode) {
			assertThat(this.exitCode).as(this.output).isEqualTo(exitCode);
		}

	}

}
