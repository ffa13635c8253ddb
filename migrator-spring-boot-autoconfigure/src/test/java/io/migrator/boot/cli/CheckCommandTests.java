package io.migrator.boot.cli;

import java.util.Map;
import java.util.function.Consumer;

import io.migrator.boot.CheckAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.check.InvalidChecksException;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CheckCommandTests {

	private final TestDatabase database = TestDatabase.create();

	private int exitCode;

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void aDeployRunsWhatIsDueAndExitsWithFourIfItFails() {
		in("wallets", (context) -> {
			assertThat(run(context, "deploy").lines().toList()).satisfiesExactly(
					(line) -> assertThat(line).matches("Applied 2 migrations in .*:"),
					(line) -> assertThat(line).contains("create_wallets"),
					(line) -> assertThat(line).contains("seed_wallets"),
					(line) -> assertThat(line).isEqualTo("Checked:"),
					(line) -> assertThat(line).matches(" {2}passed  balances  .*"));
			assertThat(this.exitCode).isZero();
			assertThat(run(context, "deploy")).doesNotContain("balances");
		});
		in("broken", (context) -> {
			assertThat(run(context, "deploy")).contains("Nothing to do",
					"A check failed; what was applied stays applied:", "failed  owners",
					"owners.sql:1: it found 2 rows");
			assertThat(this.exitCode).isEqualTo(ExitCodes.FAILED);
		});
	}

	@Test
	void aDeployFindsFilesThatCannotBeUsedBeforeItAppliesAnything() {
		in("invalid", (context) -> {
			assertThatExceptionOfType(InvalidChecksException.class).isThrownBy(() -> run(context, "deploy"))
				.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCodes.INVALID));
			assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets')").query(String.class).optional())
				.isEmpty();
		});
	}

	@Test
	void checkRunsAllAndExitsWithThreeIfOneFails() {
		in("wallets", (context) -> run(context, "deploy"));
		in("wallets", (context) -> {
			assertThat(run(context, "check")).contains("passed   balances",
					"waiting  labels" + System.lineSeparator() + "  backfill wallet_label is not completed");
			assertThat(this.exitCode).isZero();
			run(context, "check", "labels");
			assertThat(this.exitCode).isEqualTo(ExitCodes.DIFFERENCE);
			assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run(context, "check", "lables"))
				.satisfies((ex) -> assertThat(ex.nextStep()).isEqualTo("There are balances, labels."));
		});
		in("broken", (context) -> {
			assertThat(run(context, "check", "owners")).contains("failed  owners", "it found 2 rows");
			assertThat(this.exitCode).isEqualTo(ExitCodes.DIFFERENCE);
		});
		in("none", (context) -> assertThat(run(context, "check")).contains("There is no check for this environment."));
	}

	@Test
	void answersWithOneDocument() {
		in("broken", (context) -> {
			Map<String, Object> deployed = json(context, "deploy", "--json");
			assertThat(deployed).containsOnlyKeys("applied", "held", "durationMs", "backup", "checks");
			Map<String, Object> document = json(context, "check", "--json");
			assertThat(document).containsOnlyKeys("passed", "checks").containsEntry("passed", false);
			assertThat(document).extractingByKey("checks", InstanceOfAssertFactories.list(Map.class))
				.singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
				.containsOnlyKeys("name", "source", "state", "reason", "checkedAt", "passedAt", "durationMs", "found")
				.containsEntry("name", "owners")
				.containsEntry("state", "failed")
				.containsEntry("passedAt", null);
		});
	}

	private void in(String checks, Consumer<ConfigurableApplicationContext> work) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
					CheckAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
					"migrator.startup=none", "migrator.checks.locations=classpath:cases/checks/" + checks)
			.run((context) -> work.accept(context));
	}

	private String run(ConfigurableApplicationContext context, String... args) {
		Answer answer = Answer.to(context, args);
		this.exitCode = answer.exitCode();
		return answer.text();
	}

	private Map<String, Object> json(ConfigurableApplicationContext context, String... args) {
		return Answer.document(run(context, args));
	}

}
