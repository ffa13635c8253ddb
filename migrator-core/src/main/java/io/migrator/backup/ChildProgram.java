package io.migrator.backup;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Another program, run to its end: it does not outlive the wait for it, nor this process
 * if that is told to end.
 */
final class ChildProgram {

	private static final int OUTPUT_SHOWN = 4000;

	private static final Duration GRACE = Duration.ofSeconds(5);

	private ChildProgram() {
	}

	/**
	 * Runs a program.
	 * @param command the program and its arguments
	 * @param environment changes what it inherits
	 * @param atMost how long it may take
	 * @return how it ended
	 * @throws IOException if it cannot be started
	 * @throws InterruptedException if this thread is to end, and with it the program
	 */
	static Outcome run(List<String> command, Consumer<Map<String, String>> environment, Duration atMost)
			throws IOException, InterruptedException {
		Path output = Files.createTempFile("migrator-backup", ".log");
		try {
			ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(output.toFile());
			environment.accept(builder.environment());
			Process process = builder.start();
			process.getOutputStream().close();
			boolean ended = waitFor(process, atMost);
			return new Outcome(ended ? process.exitValue() : -1, !ended, tail(output));
		}
		finally {
			Files.deleteIfExists(output);
		}
	}

	private static boolean waitFor(Process process, Duration atMost) throws InterruptedException {
		Thread end = new Thread(process::destroy, "migrator-backup-end");
		boolean hooked = hook(end);
		try {
			return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
		}
		finally {
			if (process.isAlive()) {
				end(process);
			}
			if (hooked) {
				unhook(end);
			}
		}
	}

	private static void end(Process process) throws InterruptedException {
		process.destroy();
		if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
			process.destroyForcibly();
		}
	}

	private static boolean hook(Thread end) {
		try {
			Runtime.getRuntime().addShutdownHook(end);
			return true;
		}
		catch (IllegalStateException ex) {
			// This process is ending already
			return false;
		}
	}

	private static void unhook(Thread end) {
		try {
			Runtime.getRuntime().removeShutdownHook(end);
		}
		catch (IllegalStateException ex) {
			// The hook runs, and finds a program that has ended
			return;
		}
	}

	private static String tail(Path output) throws IOException {
		String text = new String(Files.readAllBytes(output), Charset.defaultCharset()).strip();
		return (text.length() > OUTPUT_SHOWN) ? "…" + text.substring(text.length() - OUTPUT_SHOWN) : text;
	}

	/**
	 * How a program ended.
	 *
	 * @param exitCode its exit code
	 * @param late whether it had to be ended since it took too long
	 * @param output what it printed, the end of it if that was much
	 */
	record Outcome(int exitCode, boolean late, String output) {
	}

}
