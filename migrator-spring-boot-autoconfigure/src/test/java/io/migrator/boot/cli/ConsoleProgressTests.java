package io.migrator.boot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleProgressTests {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final ConsoleProgress progress = new ConsoleProgress(
			new PrintStream(this.bytes, true, StandardCharsets.UTF_8));

	@Test
	void oneLineMovesAndWhatIsOverStays() {
		this.progress.onEvent(new DeployStarted(List.of("a", "b")));
		this.progress.onEvent(new MigrationStarted("a", 1, 1, 3));
		this.progress.onEvent(new StatementsExecuted("a", 2, 3));
		this.progress.onEvent(new MigrationApplied("a", 3, 0, 1, Duration.ofMillis(34)));
		this.progress.onEvent(new MigrationStarted("b", 1, 1, 1));
		String[] lines = this.bytes.toString(StandardCharsets.UTF_8).split("\r\u001B\\[K", -1);
		assertThat(lines).containsExactly("", "[1/2] a  statement 0 of 3", "[1/2] a  statement 2 of 3",
				"applied a  34 ms" + System.lineSeparator(), "[2/2] b  statement 0 of 1");
	}

	@Test
	void saysThatItIsBlocked() {
		this.progress.onEvent(new BlockedByLock("a", "a.sql", 4, 1, List.of(), Duration.ofSeconds(2)));
		assertThat(this.bytes.toString(StandardCharsets.UTF_8))
			.contains("a is blocked at line 4, tries again in 2.0 s");
	}

}
