package io.migrator.boot;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import io.migrator.error.MigratorException;
import io.migrator.run.Blocker;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployFinished;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.run.MigratorEvent.WaitingForLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LoggingMigrationListenerTests {

	private static final Blocker BLOCKER = new Blocker(4711, "reports", "ana", "10.0.0.7", "idle in transaction",
			"SELECT ?");

	private final LoggingMigrationListener listener = new LoggingMigrationListener();

	@Test
	void saysOneLineWhenThereIsNothingToDo(CapturedOutput output) {
		this.listener.onEvent(new DeployFinished(List.of(), List.of(), Duration.ofMillis(12)));
		assertThat(output.toString().lines()).singleElement()
			.asString()
			.startsWith("INFO")
			.endsWith("Database is up to date, checked in 12 ms");
	}

	@Test
	void saysOneLineForEachMigrationAndNoneForProgress(CapturedOutput output) {
		this.listener.onEvent(new DeployStarted(List.of("a", "b")));
		this.listener.onEvent(new MigrationStarted("a", 1, 1, 3, false));
		this.listener.onEvent(new StatementsExecuted("a", 2, 3));
		this.listener.onEvent(new MigrationApplied("a", 3, 1, 2, Duration.ofMillis(1500), Duration.ofMillis(1)));
		this.listener.onEvent(new MigrationApplied("b", 1, 0, 1, Duration.ofMillis(2), Duration.ofMillis(1)));
		this.listener.onEvent(new DeployFinished(List.of("a", "b"), List.of(), Duration.ofSeconds(2)));
		assertThat(output.toString().lines().filter((line) -> !line.startsWith("DEBUG"))).hasSize(4)
			.anySatisfy((line) -> assertThat(line).contains("Applying 2 migrations: a, b"))
			.anySatisfy((line) -> assertThat(line).contains("Applied a: 3 statements, 1 row, 1.5 s, 2 attempts"))
			.anySatisfy((line) -> assertThat(line).contains("Applied b: 1 statement, 0 rows, 2 ms"))
			.anySatisfy((line) -> assertThat(line).contains("Applied 2 migrations in 2.0 s"));
	}

	@Test
	void namesNoMoreThanTenMigrations(CapturedOutput output) {
		this.listener.onEvent(new DeployStarted(IntStream.range(0, 12).mapToObj((i) -> "m" + i).toList()));
		assertThat(output).contains("Applying 12 migrations: m0,").contains("m9, … and 2 more").doesNotContain("m10");
	}

	@Test
	void namesWhoHoldsTheLock(CapturedOutput output) {
		this.listener.onEvent(new WaitingForLock(BLOCKER, Duration.ofSeconds(12)));
		this.listener.onEvent(new WaitingForLock(null, Duration.ofSeconds(20)));
		assertThat(output).contains("Waiting for another process that migrates this database (12.0 s so far): pid 4711")
			.contains("a session that this role cannot see");
	}

	@Test
	void namesWhoBlocks(CapturedOutput output) {
		this.listener
			.onEvent(new BlockedByLock("a", "a/migration.sql", 7, 2, List.of(BLOCKER), Duration.ofMillis(800)));
		assertThat(output).contains("WARN")
			.contains("a did not get its lock at a/migration.sql:7 (attempt 2), tries again in 800 ms; blocked by "
					+ "pid 4711 (reports), user ana, from 10.0.0.7, idle in transaction: SELECT ?");
	}

	@Test
	void warnsOfHeldAndFailedMigrations(CapturedOutput output) {
		this.listener.onEvent(new DeployFinished(List.of(), List.of("c"), Duration.ofMillis(5)));
		this.listener.onEvent(new MigrationFailed("d", new MigratorException("d.sql:1: no", null, "Mend it.", null)));
		assertThat(output.toString().lines()).hasSize(2).allMatch((line) -> line.startsWith("WARN"));
		assertThat(output).contains("Left 1 migration: c").contains("d failed: d.sql:1: no");
	}

	@Test
	void saysWhereItResumes(CapturedOutput output) {
		this.listener.onEvent(new MigrationStarted("a", 1, 3, 7, false));
		assertThat(output).contains("Resuming a at statement 3 of 7");
	}

	@Test
	void keepsTheServersSeverity(CapturedOutput output) {
		this.listener.onEvent(new ServerNotice("a", "WARNING", "mind the gap"));
		this.listener.onEvent(new ServerNotice("a", "NOTICE", "already exists, skipping"));
		assertThat(output.toString().lines()).hasSize(2);
		assertThat(output).contains("WARN").contains("INFO");
	}

}
