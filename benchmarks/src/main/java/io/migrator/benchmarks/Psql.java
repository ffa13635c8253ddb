package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's own client, if it is installed.
 */
final class Psql {

	static final String NAME = "psql";

	private Psql() {
	}

	static boolean isInstalled() throws InterruptedException {
		try {
			return Child.run(List.of(NAME, "--version"), Duration.ofSeconds(10)).exit() == 0;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Runs files.
	 * @param uri of the database
	 * @param single whether in one transaction
	 * @param files what to run
	 * @return what it cost
	 * @throws Exception if it fails
	 */
	static Child.Outcome run(String uri, boolean single, List<Path> files) throws Exception {
		List<String> command = new ArrayList<>(List.of(NAME, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", uri));
		if (single) {
			command.add("-1");
		}
		files.forEach((file) -> command.addAll(List.of("-f", file.toString())));
		return Child.run(command, Duration.ofMinutes(5)).orThrow();
	}

}
