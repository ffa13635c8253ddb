package io.migrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.core.env.PropertySource;

/**
 * Which database the sample application runs on, and why.
 *
 * @param reason a sentence for people
 * @param properties what the application has to know
 */
record SampleDatabase(String reason, Map<String, Object> properties) {

	private static final String WISH = "sample.database";

	/**
	 * Takes the database that the arguments name, else Docker's if Docker answers, else
	 * starts one.
	 * @param arguments the command line
	 * @return the database
	 */
	static SampleDatabase choose(PropertySource<?> arguments) {
		if (arguments.containsProperty("spring.datasource.url") || System.getenv("SPRING_DATASOURCE_URL") != null) {
			return new SampleDatabase("It runs on the database that spring.datasource.url names.",
					Map.of("spring.docker.compose.enabled", "false"));
		}
		Object wish = arguments.getProperty(WISH);
		if (wish == null) {
			return dockerAnswers() ? docker("since Docker is there (--" + WISH + "=embedded does without)")
					: embedded("since Docker does not answer");
		}
		return switch (wish.toString()) {
			case "docker" -> docker("as --" + WISH + " asks");
			case "embedded" -> embedded("as --" + WISH + " asks");
			default -> throw new IllegalArgumentException("--" + WISH + " is docker or embedded, not " + wish);
		};
	}

	private static SampleDatabase docker(String why) {
		Path file = Path.of("compose.yaml");
		return new SampleDatabase("It runs on the PostgreSQL of compose.yaml, " + why + ".",
				Map.of("spring.docker.compose.file", Files.exists(file) ? file : Path.of("sample-app").resolve(file)));
	}

	private static SampleDatabase embedded(String why) {
		try {
			String url = EmbeddedPostgres.start().getJdbcUrl("postgres", "postgres");
			return new SampleDatabase("It runs on its own PostgreSQL, " + why + ": " + url,
					Map.of("spring.docker.compose.enabled", "false", "spring.datasource.url", url));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The embedded PostgreSQL does not start", ex);
		}
	}

	private static boolean dockerAnswers() {
		return succeeds("docker", "info") && succeeds("docker", "compose", "version");
	}

	private static boolean succeeds(String... command) {
		try {
			Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (process.waitFor(10, TimeUnit.SECONDS)) {
				return process.exitValue() == 0;
			}
			process.destroyForcibly();
			return false;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
