package io.migrator.boot.cli;

import java.util.Map;
import java.util.function.Consumer;

import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackfillCommandTests {

	private static final String DIVISION = "migrator.backfills.locations=classpath:cases/backfills/division";

	private final TestDatabase database = TestDatabase.create();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
				BackfillAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
				"migrator.backfills.poll=200ms", "migrator.backfills.attempts=1",
				"migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations",
				"migrator.backfills.locations=classpath:cases/backfills/labels");

	private int exitCode;

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void listsAndShowsWhatIsNotBegun() {
		in((context) -> {
			assertThat(run(context, "backfill", "list").lines()).first()
				.asString()
				.isEqualTo("STATE    BACKFILL      DONE  ROWS  RATE  LEFT");
			assertThat(run(context, "backfill", "list")).contains("waiting  wallet_label  0 %   0");
			assertThat(run(context, "backfill", "status", "wallet_label")).startsWith("wallet_label is waiting\n")
				.contains("  defined in  ", "wallet_label.sql\n",
						"  pace        batches of 100 ms, 2 ranges at once\n");
		});
	}

	@Test
	void runsUntilNothingIsLeftToDo() {
		in((context) -> {
			String answer = run(context, "backfill", "run");
			assertThat(this.exitCode).isZero();
			assertThat(answer).contains("completed  wallet_label  100 %  5,002");
			assertThat(unlabelled()).isZero();
			run(context, "backfill", "run", "wallet_label");
			assertThat(this.exitCode).as("nothing to do").isZero();
		});
	}

	@Test
	void rowsInQuarantineExitWithFourAndCanBeTriedAgain() {
		in((context) -> {
			run(context, "backfill", "run", "wallet_ratio");
			assertThat(this.exitCode).isEqualTo(4);
			assertThat(run(context, "backfill", "status", "wallet_ratio")).startsWith("wallet_ratio is incomplete\n")
				.contains("In quarantine: 1 row\n", "(700): division by zero\n");
			this.database.jdbc().sql("UPDATE wallets SET label = 'none' WHERE id = 700").update();
			assertThat(run(context, "backfill", "retry", "wallet_ratio"))
				.isEqualTo("1 row of wallet_ratio is to be tried again.\n");
			assertThat(run(context, "backfill", "run")).contains("completed  wallet_ratio");
			assertThat(this.exitCode).isZero();
		}, DIVISION);
	}

	@Test
	void whatMustHappenFirstExitsWithSeven() {
		in((context) -> {
			run(context, "backfill", "pause", "wallet_label", "--reason", "not tonight");
			assertThat(run(context, "backfill", "run")).contains("paused", "not tonight");
			assertThat(this.exitCode).isEqualTo(7);
			run(context, "backfill", "resume", "wallet_label");
			run(context, "backfill", "run");
			assertThat(this.exitCode).isZero();
		});
		in((context) -> {
			assertThat(run(context, "backfill", "run")).contains("waiting  wallet_later",
					"it depends on the backfill never, which there is not");
			assertThat(this.exitCode).isEqualTo(7);
			assertThat(run(context, "backfill", "list")).as("what another release has left")
				.contains("completed  wallet_label");
		}, "migrator.backfills.locations=classpath:cases/backfills/later");
	}

	@Test
	void whatIsForAnotherEnvironmentIsNotWaitedFor() {
		in((context) -> {
			assertThat(run(context, "backfill", "run")).contains("waiting  wallet_demo", "[demo]");
			assertThat(this.exitCode).isZero();
			run(context, "backfill", "run", "wallet_demo");
			assertThat(this.exitCode).as("asked for by its name").isEqualTo(7);
		}, "migrator.backfills.locations=classpath:cases/backfills/elsewhere", "migrator.environment=test");
	}

	@Test
	void steersInWordsAndDocuments() {
		in((context) -> {
			assertThat(run(context, "backfill", "pace", "wallet_label", "--batch-duration", "50ms", "--parallel", "1"))
				.startsWith("Changed the pace of wallet_label;");
			assertThat(run(context, "backfill", "status", "wallet_label"))
				.contains("batches of 50 ms, 1 range at once");
			assertThat(json(context, "backfill", "cancel", "wallet_label", "--json"))
				.containsEntry("name", "wallet_label")
				.containsEntry("state", "cancelled");
			run(context, "backfill", "run");
			assertThat(this.exitCode).as("somebody has decided so").isZero();
			run(context, "backfill", "run", "wallet_label");
			assertThat(this.exitCode).isEqualTo(7);
			run(context, "backfill", "start", "wallet_label");
			run(context, "backfill", "run", "wallet_label");
			assertThat(this.exitCode).isZero();
		});
	}

	@Test
	void samplesAndRollsBack() {
		in((context) -> {
			assertThat(run(context, "backfill", "sample", "wallet_label", "--rows", "100"))
				.startsWith("wallet_label would change ")
				.contains("of a sample; it is rolled back.\n", "  time      ", " a row\n", "  WAL       ",
						"The whole, estimated: about ");
			assertThat(unlabelled()).isEqualTo(5_002);
			assertThat(json(context, "backfill", "sample", "wallet_label", "--json")).containsOnlyKeys("name",
					"rowsVisited", "rowsChanged", "durationMs", "walBytes", "rowsEstimated", "wholeDurationMs",
					"wholeWalBytes", "warnings");
		});
	}

	@Test
	void jsonIsTheDocumentThatScriptsLeanOn() {
		in((context) -> {
			assertThat(json(context, "backfill", "list", "--json")).containsOnlyKeys("backfills");
			Map<String, Object> status = json(context, "backfill", "status", "wallet_label", "--json");
			assertThat(status.keySet()).containsExactly("name", "source", "state", "reasons", "table", "progress",
					"settings", "error", "startedAt", "finishedAt", "warnings", "quarantine");
			assertThat(status.get("progress")).asString().startsWith("{rowsDone=0, rowsEstimated=");
			assertThat(json(context, "backfill", "run", "--json").get("backfills")).asString()
				.contains("state=completed", "rowsDone=5002");
		});
	}

	@Test
	void refusesWhatIsNoUse() {
		assertThatExceptionOfType(ParameterException.class)
			.isThrownBy(() -> Answer.command("backfill", "pace", "wallet_label"))
			.withMessageContaining("--batch-duration");
		assertThatExceptionOfType(ParameterException.class)
			.isThrownBy(() -> Answer.command("backfill", "pace", "wallet_label", "--batch-duration", "soon"))
			.withMessageContaining("'soon' is no duration such as 250ms");
		in((context) -> assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> run(context, "backfill", "run", "other"))
			.withMessageContaining("wallet_label"));
		in((context) -> assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> run(context, "backfill", "list"))
			.withMessageContaining("migrator.backfills.enabled"), "migrator.backfills.enabled=false");
	}

	private void in(Consumer<ConfigurableApplicationContext> test, String... properties) {
		this.runner.withPropertyValues(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept((ConfigurableApplicationContext) context.getSourceApplicationContext());
		});
	}

	private int unlabelled() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM wallets WHERE label IS NULL")
			.query(Integer.class)
			.single();
	}

	private Map<String, Object> json(ConfigurableApplicationContext context, String... args) {
		return Answer.document(run(context, args));
	}

	private String run(ConfigurableApplicationContext context, String... args) {
		Answer answer = Answer.to(context, args);
		this.exitCode = answer.exitCode();
		return answer.text();
	}

}
