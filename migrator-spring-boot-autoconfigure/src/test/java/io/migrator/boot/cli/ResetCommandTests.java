package io.migrator.boot.cli;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.develop.RefusedException;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.run.LockWaitException;
import io.migrator.run.MigratorSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResetCommandTests {

	private static final List<String> MIGRATIONS = List.of("20260101000000_create_wallets",
			"20260102000000_seed_wallets");

	private final CommandBench bench = new CommandBench();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void dropsEverythingSaysSoAndDeploys() {
		this.bench.run("deploy");
		execute("""
				CREATE TABLE scratch (id int);
				CREATE SCHEMA "Other schema";
				CREATE TABLE "Other schema".b (id int);
				CREATE EXTENSION pgcrypto;
				CREATE PUBLICATION p;
				CREATE TABLE counted (id int);
				ALTER TABLE counted ADD COLUMN n int GENERATED ALWAYS AS IDENTITY;
				""");
		Map<String, Object> document = this.bench.json("reset", "--yes", "--json");
		assertThat(document).containsOnlyKeys("database", "dropped", "kept", "applied", "held")
			.containsEntry("database", this.bench.database().name())
			.containsEntry("kept", List.of())
			.containsEntry("applied", MIGRATIONS);
		assertThat((List<?>) document.get("dropped")).asString()
			.startsWith("[SCHEMA migrator, ")
			.contains("table public.scratch", "SCHEMA \"Other schema\"", "EXTENSION \"pgcrypto\"", "PUBLICATION p");
		assertThat(this.bench.exists("scratch")).isFalse();
		assertThat(this.bench.exists("wallets")).isTrue();
		assertThat(this.bench.run("reset", "--yes")).contains("Dropped from the database", "  table public.wallets\n",
				"Applied 2 migrations in");
	}

	@Test
	void refusesProduction() {
		this.bench.run("deploy");
		execute("CREATE TABLE scratch (id int)");
		execute("COMMENT ON DATABASE \"" + this.bench.database().name() + "\" IS 'production of the bank'");
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.bench.run("reset", "--yes"))
			.withMessageContaining("production of the bank");
		execute("COMMENT ON DATABASE \"" + this.bench.database().name() + "\" IS NULL");
		MigratorSettings now = MigratorSettings.defaults();
		this.bench.settings(new MigratorSettings(now.schema(), now.stream(), Set.of("eu-prod"), now.lockTimeout(), 0,
				now.lockWait(), now.outOfOrder(), now.applicationName(), null, null));
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.bench.run("reset", "--yes"))
			.withMessageContaining("the environment is 'eu-prod'");
		assertThat(this.bench.exists("scratch")).isTrue();
	}

	@Test
	void asksOnATerminalAndRefusesWhereNobodyAnswers() {
		this.bench.run("deploy");
		execute("CREATE TABLE scratch (id int)");
		ResetCommand command = (ResetCommand) this.bench.command("reset");
		command.ask = null;
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.bench.run(command))
			.withMessageContaining("--yes")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCodes.HELD));
		command.ask = (question) -> "y";
		assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> this.bench.run(command));
		assertThat(this.bench.exists("scratch")).isTrue();
		command.ask = (question) -> question.contains(this.bench.database().name()) ? this.bench.database().name() : "";
		this.bench.run(command);
		assertThat(this.bench.exists("scratch")).isFalse();
	}

	@Test
	void waitsForAnotherProcessThatMigratesAndThenGivesUp() throws Exception {
		this.bench.run("deploy");
		long key = this.bench.database()
			.jdbc()
			.sql("""
					SELECT ('x' || encode(substr(sha256(convert_to(E'migrator\\nmigrator\\ndefault', 'UTF8')), 1, 8), 'hex'))
					    ::bit(64)::bigint
					""")
			.query(Long.class)
			.single();
		MigratorSettings now = MigratorSettings.defaults();
		this.bench.settings(new MigratorSettings(now.schema(), now.stream(), Set.of(), now.lockTimeout(), 0,
				Duration.ofMillis(200), now.outOfOrder(), now.applicationName(), null, null));
		try (Connection connection = this.bench.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(" + key + ")");
			assertThatExceptionOfType(LockWaitException.class).isThrownBy(() -> this.bench.run("reset", "--yes"));
		}
		assertThat(this.bench.exists("wallets")).isTrue();
	}

	@Test
	void saysThatSomethingIsInUse() throws Exception {
		this.bench.run("deploy");
		MigratorSettings now = MigratorSettings.defaults();
		this.bench.settings(new MigratorSettings(now.schema(), now.stream(), Set.of(), Duration.ofMillis(200), 0,
				now.lockWait(), now.outOfOrder(), now.applicationName(), null, null));
		try (Connection connection = this.bench.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SELECT * FROM wallets");
			assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.bench.run("reset", "--yes"))
				.withMessageContaining("in use by another session");
		}
		assertThat(this.bench.exists("migrator.migration_history")).isFalse();
		assertThat(this.bench.json("reset", "--yes", "--json")).containsEntry("applied", MIGRATIONS);
	}

	private void execute(String sql) {
		this.bench.database().jdbc().sql(sql).update();
	}

}
