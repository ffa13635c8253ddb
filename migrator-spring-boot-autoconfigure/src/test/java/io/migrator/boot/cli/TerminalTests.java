package io.migrator.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.migrator.boot.cli.minefield.MinefieldApplication;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The progress line on a pseudo-terminal.
 */
class TerminalTests {

	private static final Path SCRIPT = Path.of("/usr/bin/script");

	private static final String ERASE = "\r\u001B[K";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path directory;

	@Test
	void progressMovesAndTheAnswerFollows() throws Exception {
		String screen = deploy("classpath:db/migrations", "xterm", "");
		assertThat(screen).contains(
				ERASE + "\u001B[?7l[1/2] 0 of 2 statements  20260101000000_create_wallets\u001B[?7h" + ERASE,
				ERASE + "applied 20260101000000_create_wallets  ", "\r\nApplied 2 migrations in ");
		assertThat(screen).doesNotContain("INFO");
	}

	@Test
	void nothingIsLeftInFrontOfAnError() throws Exception {
		assertThat(deploy("classpath:cases/broken", "xterm", "")).contains(ERASE + "migrator: ");
	}

	@Test
	void fileThatTakesStandardErrorGetsTheLog() throws Exception {
		Path log = this.directory.resolve("log.txt");
		assertThat(deploy("classpath:db/migrations", "xterm", " 2>" + log)).doesNotContain("\u001B")
			.startsWith("Applied 2 migrations in ");
		assertThat(log).content().contains("INFO").doesNotContain("\u001B");
	}

	@Test
	void terminalWithoutCursorGetsTheLog() throws Exception {
		assertThat(deploy("classpath:db/migrations", "dumb", "")).contains("INFO").doesNotContain("\u001B[K");
	}

	@Test
	void windowsHasAnEnvironmentOfItsOwn() {
		assertThat(Terminal.movesItsCursor(Map.of())).isFalse();
		assertThat(Terminal.movesItsCursor(Map.of("WT_SESSION", "1"))).isTrue();
	}

	private String deploy(String locations, String term, String redirection) throws Exception {
		assumeThat(SCRIPT).as("util-linux's script makes the pseudo-terminal").isExecutable();
		assumeThat(System.getProperty("os.name")).as("other systems' script has other options").isEqualTo("Linux");
		try (TestDatabase database = TestDatabase.create()) {
			String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
			List<String> command = List.of(java, "-XX:TieredStopAtLevel=1", "-cp",
					System.getProperty("java.class.path"), MinefieldApplication.class.getName(), "migrator", "deploy",
					"--migrator.locations=" + locations, "--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=postgres", "--spring.docker.compose.enabled=false");
			return onTerminal(quoted(command) + redirection, term);
		}
	}

	private String onTerminal(String command, String term) throws IOException, InterruptedException {
		Path screen = this.directory.resolve("screen.txt");
		ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null")
			.redirectOutput(screen.toFile())
			.redirectErrorStream(true);
		builder.environment().put("TERM", term);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(screen);
	}

	private static String quoted(List<String> command) {
		List<String> words = new ArrayList<>();
		command.forEach((word) -> words.add("'" + word + "'"));
		return String.join(" ", words);
	}

}
