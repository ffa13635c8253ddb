package io.migrator.boot.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.boot.cli.fill.FillApplication;
import io.migrator.boot.cli.incode.InCodeApplication;
import io.migrator.boot.cli.minefield.MinefieldApplication;
import io.migrator.test.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The command line on applications in processes of their own.
 */
class CommandLineTests {

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void createsNoneOfTheApplicationsBeans() {
		ChildProcess status = minefield("migrator", "status", "--json");
		assertThat(status.err()).doesNotContain("MINE");
		assertThat(status.exitCode()).isZero();
		Map<String, Object> document = JsonParserFactory.getJsonParser().parseMap(status.out());
		assertThat(document).containsOnlyKeys("migrations", "summary");
		assertThat(status.out().strip().lines()).hasSize(1);
	}

	@Test
	void steppingOnAMineWouldBeSeen() {
		assertThat(minefield().err()).contains("MINE");
	}

	@Test
	void servesAnApplicationThatBuildsItsDataSourceInCode() {
		ChildProcess deploy = ChildProcess.run(InCodeApplication.class, "migrator", "deploy",
				"--spring.docker.compose.enabled=false", "--acme.database=" + this.database.url());
		assertThat(deploy.exitCode()).as(deploy.err()).isZero();
		assertThat(deploy.out().lines()).hasSize(3).first().asString().matches("Applied 2 migrations in .*:");
		assertThat(deploy.err()).contains("Applied 20260101000000_create_wallets: 2 statements");
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM wallets").query(Integer.class).single()).isEqualTo(2);
	}

	@Test
	void driftNamesWhatSomebodyDidByHandAndExitsWithThreeIfAsked() {
		String schedule = "--migrator.drift.schedule=* * * * * *";
		assertThat(minefield("migrator", "deploy", schedule).exitCode()).isZero();
		this.database.jdbc().sql("ALTER TABLE wallets ADD COLUMN note text").update();
		ChildProcess drift = minefield("migrator", "drift", "--check", schedule);
		assertThat(drift.exitCode()).as(drift.err()).isEqualTo(3);
		assertThat(drift.out()).contains("table public.wallets is changed", "DROP COLUMN note", "ADD COLUMN note text");
		assertThat(drift.err()).as("what standard output says").doesNotContain("MINE", "drifted");
		ChildProcess off = minefield("migrator", "drift", "--migrator.drift.enabled=false");
		assertThat(off.exitCode()).isEqualTo(1);
		assertThat(off.err()).contains("migrator.drift.enabled");
	}

	@Test
	void whoRunsACommandIsAudited() {
		assertThat(minefield("migrator", "deploy").exitCode()).isZero();
		assertThat(minefield("migrator", "baseline", "--migrator.principal=the pipeline").exitCode()).isZero();
		ChildProcess audit = minefield("migrator", "audit", "--json");
		assertThat(audit.out()).contains("\"principal\":\"the pipeline\"",
				"\"principal\":\"" + System.getProperty("user.name") + "\"");
	}

	@Test
	void seedsAreRunWithoutTheApplication() {
		assertThat(minefield("migrator", "deploy").exitCode()).isZero();
		ChildProcess seed = minefield("migrator", "seed", "--migrator.environment=demo",
				"--migrator.seeds.environments=demo", "--migrator.seeds.locations=classpath:cases/seeds/wallets");
		assertThat(seed.exitCode()).as(seed.err()).isZero();
		assertThat(seed.out()).contains("Ran 2 seeds in ").contains("1_owners  2 rows");
		assertThat(seed.err()).doesNotContain("MINE");
	}

	@Test
	void backfillsAreRunAsAJobThatTellsItsProgress() {
		String[] locations = { "--migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations",
				"--migrator.backfills.locations=classpath:cases/backfills/labels" };
		assertThat(minefield("migrator", "deploy", locations[0]).exitCode()).isZero();
		ChildProcess run = minefield("migrator", "backfill", "run", locations[0], locations[1]);
		assertThat(run.exitCode()).as(run.err()).isZero();
		assertThat(run.out()).contains("completed  wallet_label  100 %  5,002");
		assertThat(run.err()).contains("Backfill wallet_label begins: ", "Backfill wallet_label is completed")
			.doesNotContain("MINE");
	}

	@Test
	void backfillsThatAreBeansAreCreatedWithWhatTheyNeedAndNothingElse() {
		String[] arguments = { "--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--spring.docker.compose.enabled=false",
				"--spring.jpa.hibernate.ddl-auto=none",
				"--migrator.locations=classpath:db/migrations,classpath:cases/backfills/migrations" };
		assertThat(fill("migrator", "deploy", arguments).exitCode()).isZero();
		ChildProcess run = fill("migrator backfill run labels", "--json", arguments);
		assertThat(run.exitCode()).as(run.err()).isZero();
		assertThat(run.out()).contains("\"state\":\"completed\"");
		assertThat(run.err()).doesNotContain("MINE");
		assertThat(this.database.jdbc()
			.sql("SELECT count(*) FROM wallets WHERE label = 'by repository'")
			.query(Integer.class)
			.single()).isEqualTo(5_002);
	}

	private static ChildProcess fill(String command, String option, String... arguments) {
		List<String> all = new ArrayList<>(List.of(command.split(" ")));
		all.add(option);
		all.addAll(List.of(arguments));
		return ChildProcess.run(FillApplication.class, all.toArray(String[]::new));
	}

	@Test
	void groupsOfCommandsNameTheirCommands() {
		ChildProcess missing = minefield("migrator", "backfill");
		assertThat(missing.exitCode()).isEqualTo(2);
		assertThat(missing.err()).contains("Missing command", "Usage: migrator backfill", "pause", "sample");
		ChildProcess help = minefield("migrator", "backfill", "pace", "--help");
		assertThat(help.exitCode()).isZero();
		assertThat(help.out()).contains("Usage: migrator backfill pace", "--batch-duration");
	}

	@Test
	void failedMigrationExitsWithFourAndOneDocument() {
		ChildProcess deploy = minefield("migrator", "--migrator.locations=classpath:cases/broken", "deploy", "--json");
		assertThat(deploy.exitCode()).isEqualTo(4);
		Map<String, Object> document = JsonParserFactory.getJsonParser().parseMap(deploy.out());
		assertThat(document).containsOnlyKeys("error");
		assertThat(document.get("error")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsOnlyKeys("problem", "databaseState", "nextStep", "exitCode")
			.containsEntry("exitCode", 4);
		assertThat(deploy.err()).contains("division by zero", "Next: ");
	}

	@Test
	void failedRefreshIsToldReadablyAndExitsWithOne() {
		ChildProcess status = ChildProcess.run(MinefieldApplication.class, "migrator", "status",
				"--spring.docker.compose.enabled=false");
		assertThat(status.exitCode()).isEqualTo(1);
		assertThat(status.out()).isEmpty();
		assertThat(status.err()).contains("Failed to configure a DataSource").doesNotContain("\tat ");
	}

	@Test
	void createsAMigrationWithoutADatabase(@TempDir Path directory) {
		ChildProcess created = ChildProcess.run(directory, MinefieldApplication.class, "migrator", "new",
				"add_wallet_holds", "--spring.docker.compose.enabled=false", "--json");
		assertThat(created.exitCode()).as(created.err()).isZero();
		assertThat(JsonParserFactory.getJsonParser().parseMap(created.out())).containsOnlyKeys("created");
		assertThat(directory.resolve("src/main/resources/db/migrations")).isDirectoryRecursivelyContaining(
				(file) -> Files.isRegularFile(file) && file.toString().contains("add_wallet_holds"));
	}

	@Test
	void wrongUsageExitsWithTwoAndHelpWithZero() {
		ChildProcess wrong = minefield("migrator", "status", "--bogus");
		assertThat(wrong.exitCode()).isEqualTo(2);
		assertThat(wrong.out()).isEmpty();
		assertThat(wrong.err()).contains("Unknown option: '--bogus'", "Usage: migrator status");
		ChildProcess help = minefield("migrator", "validate", "--help");
		assertThat(help.exitCode()).isZero();
		assertThat(help.out()).contains("Usage: migrator validate", "--json", "Exit codes:");
		assertThat(help.err()).isEmpty();
	}

	private ChildProcess minefield(String... args) {
		List<String> arguments = new ArrayList<>(List.of(args));
		arguments.addAll(List.of("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--spring.docker.compose.enabled=false"));
		return ChildProcess.run(MinefieldApplication.class, arguments.toArray(String[]::new));
	}

}
