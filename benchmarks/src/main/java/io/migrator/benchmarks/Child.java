package io.migrator.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Runs a process to its end and says what it cost.
 */
final class Child {

	private static final Path LOGGING = loggingConfiguration();

	private Child() {
	}

	/**
	 * What a process cost.
	 *
	 * @param wall from its start to its end
	 * @param cpu of the process, user and system
	 * @param exit its exit code, -1 if it was stopped because it took too long
	 * @param output all that it printed
	 */
	record Outcome(Duration wall, Duration cpu, int exit, String output) {

		Outcome orThrow() {
			if (this.exit != 0) {
				throw new IllegalStateException("Exit code " + this.exit + ":\n" + this.output);
			}
			return this;
		}

		double wallMillis() {
			return this.wall.toNanos() / 1e6;
		}

		double cpuMillis() {
			return this.cpu.toNanos() / 1e6;
		}

	}

	static Outcome tool(Tool tool, String url, Scripts scripts, Duration atMost, String... jvmArguments)
			throws Exception {
		List<String> arguments = new ArrayList<>(List.of(jvmArguments));
		arguments.addAll(List.of("-cp", ClassPath.own().with(tool.jars()).toString(), ToolMain.class.getName(),
				tool.getClass().getName(), url, scripts.root().toString()));
		return java(arguments, atMost);
	}

	static Outcome java(List<String> arguments, Duration atMost) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-Djava.util.logging.config.file=" + LOGGING);
		command.addAll(arguments);
		return run(command, atMost);
	}

	static CompletableFuture<Outcome> inBackground(List<String> arguments, Duration atMost) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return java(arguments, atMost);
			}
			catch (Exception ex) {
				throw new CompletionException(ex);
			}
		});
	}

	static Outcome run(List<String> command, Duration atMost) throws IOException, InterruptedException {
		File output = File.createTempFile("child", ".out");
		try {
			long cpu = ProcessorTime.ofEndedChildren();
			long start = System.nanoTime();
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output)
				.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
				.start();
			boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
			if (!ended) {
				process.destroyForcibly().waitFor();
			}
			long wall = System.nanoTime() - start;
			return new Outcome(Duration.ofNanos(wall), Duration.ofNanos(ProcessorTime.ofEndedChildren() - cpu),
					(ended) ? process.exitValue() : -1, Files.readString(output.toPath()));
		}
		finally {
			Files.delete(output.toPath());
		}
	}

	// the peers log each migration at INFO, which would count against them
	private static Path loggingConfiguration() {
		try {
			Path file = Files.createTempFile("logging", ".properties");
			file.toFile().deleteOnExit();
			return Files.writeString(file, "handlers=java.util.logging.ConsoleHandler\n.level=SEVERE\n");
		}
		catch (IOException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
