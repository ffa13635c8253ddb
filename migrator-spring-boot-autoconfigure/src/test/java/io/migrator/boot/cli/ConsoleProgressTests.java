package io.migrator.boot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleProgressTests {

	private static final String MOVE = "\r\u001B[K\u001B[?7l";

	private static final String MOVED = "\u001B[?7h";

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final ConsoleProgress progress = new ConsoleProgress(
			new PrintStream(this.bytes, true, StandardCharsets.UTF_8));

	@Test
	void oneLineMovesAndWhatIsOverStays() {
		this.progress.onEvent(new DeployStarted(List.of("a", "b")));
		this.progress.onEvent(new MigrationStarted("a", 1, 1, 3, false));
		this.progress.onEvent(new StatementsExecuted("a", 2, 3));
		this.progress.onEvent(new MigrationApplied("a", 3, 0, 1, Duration.ofMillis(34), Duration.ofMillis(1)));
		this.progress.onEvent(new MigrationStarted("b", 1, 1, 1, false));
		assertThat(written()).isEqualTo(MOVE + "[1/2] 0 of 3 statements  a" + MOVED + MOVE
				+ "[1/2] 2 of 3 statements  a" + MOVED + "\r\u001B[Kapplied a  34 ms" + System.lineSeparator() + MOVE
				+ "[2/2] 0 of 1 statement  b" + MOVED);
	}

	@Test
	void paintsNothingThatIsThere() {
		this.progress.onEvent(new StatementsExecuted("a", 2, 3));
		this.bytes.reset();
		this.progress.onEvent(new StatementsExecuted("a", 2, 3));
		assertThat(written()).isEmpty();
	}

	@Test
	void clearsTheLineForWhatIsSaidOfAFailure() {
		this.progress.onEvent(new MigrationStarted("a", 1, 1, 3, false));
		this.bytes.reset();
		this.progress.onEvent(new MigrationFailed("a", new MigratorException("It failed", null, "Mend it.", null)));
		assertThat(written()).isEqualTo("\r\u001B[K");
	}

	@Test
	void leavesTheNextLineToTheShellIfInterrupted() {
		this.progress.destroy();
		assertThat(written()).isEmpty();
		this.progress.onEvent(new MigrationStarted("a", 1, 1, 3, false));
		this.progress.destroy();
		assertThat(written()).isEqualTo(MOVE + "0 of 3 statements  a" + MOVED + System.lineSeparator());
	}

	@Test
	void saysThatItIsBlocked() {
		this.progress.onEvent(new BlockedByLock("a", "a.sql", 4, 1, List.of(), Duration.ofSeconds(2)));
		assertThat(written()).isEqualTo("a is blocked at line 4, tries again in 2.0 s" + System.lineSeparator());
	}

	private String written() {
		return this.bytes.toString(StandardCharsets.UTF_8);
	}

}
