package io.migrator.sample;

import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.migrator.error.ExitCodes;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledIfSystemProperty(named = "sample.jar", matches = ".+", disabledReason = "The jar is built after the tests")
class DeployJobJarTests {

	@Test
	void deploysRollsBackAndDeploysAgainFromTheExecutableJar() {
		try (TestDatabase database = TestDatabase.create()) {
			deploy(database);
			assertThat(states(database)).containsOnly("applied").hasSize(SampleMigrations.EVERYWHERE.size());
			assertThat(tables(database)).contains("wallet_holds");

			run(database, 0, "migrator", "rollback", "9");
			assertThat(tables(database)).contains("wallets").doesNotContain("wallet_holds");
			String status = run(database, 0, "migrator", "status", "--json");
			assertThat(JsonPath.<Integer>read(status, "$.summary.applied")).isEqualTo(2);
			// two more are held, since the backfill that they require came after one that
			// was rolled back
			assertThat(JsonPath.<Integer>read(status, "$.summary.rolled_back")).isEqualTo(7);

			deploy(database);
			assertThat(states(database)).containsOnly("applied");
		}
	}

	@Test
	void startsHibernateForNoCommandAndReadsTheEntitiesInTheJar() {
		try (TestDatabase database = TestDatabase.create()) {
			try (SampleProcess status = SampleProcess.fromJar(database, "migrator", "status", "--check")) {
				status.awaitExit(3);
				assertThat(status.errors()).doesNotContain("org.hibernate", "EntityManagerFactory");
			}
			assertThat(run(database, 0, "migrator", "diff", "--to", "entities", "--check"))
				.isEqualTo("Nothing differs between the migrations and the entities.\n");
		}
	}

	@Test
	void startsFromTheExecutableJarOnWhatTheDeployJobLeft() {
		try (TestDatabase database = TestDatabase.create()) {
			run(database, ExitCodes.HELD, "migrator", "deploy", "--spring.profiles.active=demo");
			try (SampleProcess application = SampleProcess.fromJar(database, "--migrator.startup=verify",
					"--spring.profiles.active=demo")) {
				assertThat(Http.get(application.awaitPort(), "/portfolios")).contains("Harbour", "Meadow");
			}
		}
	}

	@Test
	void refusesToStartOnADatabaseThatNobodyMigrated() {
		try (TestDatabase database = TestDatabase.create();
				SampleProcess application = SampleProcess.fromJar(database, "--migrator.startup=verify")) {
			String log = application.awaitExit(1);
			assertThat(log).contains("APPLICATION FAILED TO START").contains(SampleMigrations.EVERYWHERE.get(0));
		}
	}

	/** As a deploy job without an application does it. */
	private static void deploy(TestDatabase database) {
		run(database, ExitCodes.HELD, "migrator", "deploy");
		run(database, ExitCodes.DONE, "migrator", "backfill", "run");
		run(database, ExitCodes.DONE, "migrator", "deploy");
	}

	private static String run(TestDatabase database, int exitCode, String... arguments) {
		try (SampleProcess process = SampleProcess.fromJar(database, arguments)) {
			return process.awaitExit(exitCode);
		}
	}

	private static List<String> states(TestDatabase database) {
		return database.jdbc().sql("SELECT state FROM migrator.migration_history").query(String.class).list();
	}

	private static List<String> tables(TestDatabase database) {
		return database.jdbc()
			.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
			.query(String.class)
			.list();
	}

}
