package io.migrator.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs an application in a process of its own, with the class path of the tests.
 *
 * @param exitCode how it ended
 * @param out standard output
 * @param err standard error
 * @param duration wall time
 */
record ChildProcess(int exitCode, String out, String err, Duration duration) {

	static ChildProcess run(Class<?> application, String... args) {
		return run(Path.of("").toAbsolutePath(), application, args);
	}

	static ChildProcess run(Path directory, Class<?> application, String... args) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), application.getName()));
		command.addAll(List.of(args));
		try {
			Path out = Files.createTempFile("out", ".txt");
			Path err = Files.createTempFile("err", ".txt");
			long start = System.nanoTime();
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectOutput(out.toFile())
				.redirectError(err.toFile())
				.start();
			boolean ended = process.waitFor(60, TimeUnit.SECONDS);
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			if (!ended) {
				process.destroyForcibly().waitFor();
			}
			ChildProcess child = new ChildProcess(ended ? process.exitValue() : -1, Files.readString(out),
					Files.readString(err), duration);
			Files.delete(out);
			Files.delete(err);
			return child;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
