package io.migrator.sample;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.migrator.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample application in a JVM of its own, as operators run it.
 */
final class SampleProcess implements AutoCloseable {

	/** The application's own classes. */
	static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private final Process process;

	private final Path out;

	private final Path err;

	private SampleProcess(Process process, Path out, Path err) {
		this.process = process;
		this.out = out;
		this.err = err;
	}

	/**
	 * Starts the application from its classes.
	 * @param database its database
	 * @param arguments its command line
	 * @return the process
	 */
	static SampleProcess fromClasses(TestDatabase database, String... arguments) {
		return fromClasses(CLASSES, database, arguments);
	}

	/**
	 * Starts the application from classes that may have been changed.
	 * @param classes the folder that takes the place of the application's own
	 * @param database its database
	 * @param arguments its command line
	 * @return the process
	 */
	static SampleProcess fromClasses(Path classes, TestDatabase database, String... arguments) {
		return start(database, Map.of(), List.of("-cp", classPath(classes), SampleApplication.class.getName()),
				arguments);
	}

	/**
	 * The application's class path, without what only the tests need.
	 * @param classes the folder that takes the place of the application's own
	 * @return the class path
	 */
	static String classPath(Path classes) {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("test-classes") && !entry.endsWith("-tests.jar"))
			.map((entry) -> Path.of(entry).equals(CLASSES) ? classes.toString() : entry)
			.collect(Collectors.joining(File.pathSeparator));
	}

	/**
	 * Starts the application from its executable jar.
	 * @param database its database
	 * @param arguments its command line
	 * @return the process
	 */
	static SampleProcess fromJar(TestDatabase database, String... arguments) {
		return fromJar(database, Map.of(), arguments);
	}

	/**
	 * Starts the application from its executable jar.
	 * @param database its database
	 * @param environment further variables of its environment
	 * @param arguments its command line
	 * @return the process
	 */
	static SampleProcess fromJar(TestDatabase database, Map<String, String> environment, String... arguments) {
		return start(database, environment, List.of("-jar", System.getProperty("sample.jar")), arguments);
	}

	private static SampleProcess start(TestDatabase database, Map<String, String> environment, List<String> program,
			String... arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(program);
		command.addAll(List.of(arguments));
		try {
			Path out = Files.createTempFile("sample", ".out");
			Path err = Files.createTempFile("sample", ".err");
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile())
				.redirectError(err.toFile());
			builder.environment().putAll(environment);
			builder.environment().put("SPRING_DATASOURCE_URL", database.url());
			builder.environment().put("SPRING_DATASOURCE_USERNAME", "postgres");
			builder.environment().put("SPRING_DATASOURCE_PASSWORD", "postgres");
			builder.environment().put("SPRING_DOCKER_COMPOSE_ENABLED", "false");
			builder.environment().put("SERVER_PORT", "0");
			return new SampleProcess(builder.start(), out, err);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the application serves requests.
	 * @return its port
	 */
	int awaitPort() {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < end && this.process.isAlive()) {
			Matcher matcher = PORT.matcher(output());
			if (matcher.find()) {
				return Integer.parseInt(matcher.group(1));
			}
			pause();
		}
		throw new AssertionError("The application did not come up:\n" + output() + errors());
	}

	/**
	 * Waits for the process to end as expected.
	 * @param exitCode the exit code it must have
	 * @return what it wrote to standard output
	 */
	String awaitExit(int exitCode) {
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(this.process.exitValue()).as(() -> output() + errors()).isEqualTo(exitCode);
		return output();
	}

	/**
	 * Waits for the process to end with a failure, whichever.
	 */
	void awaitFailure() {
		try {
			assertThat(this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(this.process.exitValue()).as(() -> output() + errors()).isNotZero();
	}

	/**
	 * Tells the process to end, as an orchestrator does.
	 */
	void terminate() {
		this.process.destroy();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	String output() {
		return read(this.out);
	}

	String errors() {
		return read(this.err);
	}

	@Override
	public void close() {
		try {
			this.process.destroyForcibly().waitFor();
			Files.deleteIfExists(this.out);
			Files.deleteIfExists(this.err);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void pause() {
		try {
			Thread.sleep(100);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
