package io.migrator.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.migrator.error.ExitCodes;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The release before {@code bal_avail} was renamed, and the one after it, in the order of
 * {@code docs/deploy/rolling.md}, by the Kubernetes recipes' arguments and environments.
 * That no write is lost is shown by {@link RollingReleaseTests}.
 */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+", disabledReason = "The jar is built after the tests")
class RollingRecipeJarTests {

	private static final String LAST_OF_OLD = SampleMigrations.EVERYWHERE.get(6);

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path folder;

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void theOldReleaseServesUntilItIsGoneAndTheNextDeployContracts() throws IOException {
		ChangedSample old = oldRelease();
		Recipe job = Recipe.read("kubernetes/job.yaml").at("spec", "template", "spec", "containers", 0);
		Recipe pod = Recipe.read("kubernetes/deployment.yaml").at("spec", "template", "spec", "containers", 0);
		String[] deploy = job.strings("args").toArray(String[]::new);
		Map<String, String> waiting = pod.environment("env");
		waiting.keySet().removeIf((name) -> name.startsWith("SPRING_DATASOURCE"));

		end(SampleProcess.fromClasses(old.classes(), this.database, deploy), ExitCodes.DONE);
		wallet();
		try (SampleProcess oldPod = SampleProcess.fromClasses(old.classes(), this.database,
				"--migrator.startup=wait")) {
			int oldPort = oldPod.awaitPort();
			hold(oldPort);

			end(SampleProcess.fromJar(this.database, deploy), ExitCodes.DONE);
			assertThat(column("bal_avail")).isTrue();
			assertThat(column("balance_available_cents")).isTrue();
			hold(oldPort);
			try (SampleProcess newPod = SampleProcess.fromJar(this.database, waiting)) {
				int newPort = newPod.awaitPort();
				Awaitility.await()
					.atMost(Duration.ofSeconds(90))
					.until(() -> JsonPath.read(Http.get(newPort, "/actuator/backfills/rename_wallets_bal_avail"),
							"$.state"), "completed"::equals);
				hold(oldPort);
				hold(newPort);
				for (int port : new int[] { oldPort, newPort }) {
					assertThat(Http.get(port, "/actuator/health/readiness")).contains("\"status\":\"UP\"");
				}
				assertThat(column("bal_avail")).as("nobody contracts while old pods run").isTrue();
				restartOfOld(old);

				oldPod.close();
				end(SampleProcess.fromJar(this.database, "migrator", "deploy"), ExitCodes.DONE);
				assertThat(column("bal_avail")).isFalse();
				hold(newPort);
				assertThat(Http.get(newPort, "/actuator/health/readiness")).contains("\"status\":\"UP\"");
			}
		}
		assertThat(this.database.jdbc().sql("SELECT balance_available_cents FROM wallets").query(Long.class).single())
			.isEqualTo(100000000 - 6 * 700);
	}

	/** A node was drained, say: the database is ahead of the pod that comes back. */
	private void restartOfOld(ChangedSample old) {
		try (SampleProcess again = SampleProcess.fromClasses(old.classes(), this.database,
				"--migrator.startup=verify")) {
			hold(again.awaitPort());
		}
	}

	private ChangedSample oldRelease() throws IOException {
		ChangedSample old = ChangedSample.copy(this.folder);
		old.edit("Wallet", """
					@Column(nullable = false)
					private long balanceAvailableCents;
				""", """
					@Column(name = "bal_avail", nullable = false)
					private long balanceAvailableCents;
				""");
		for (Path migration : list(old.classes().resolve("db/migrations"))) {
			if (migration.getFileName().toString().compareTo(LAST_OF_OLD) > 0) {
				for (Path file : list(migration)) {
					Files.delete(file);
				}
				Files.delete(migration);
			}
		}
		Files.delete(old.classes().resolve("db/backfills/rename_wallets_bal_avail.sql"));
		return old;
	}

	private static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.sorted(Comparator.naturalOrder()).toList();
		}
	}

	private void wallet() {
		this.database.jdbc().sql("INSERT INTO portfolios (name) VALUES ('Harbour')").update();
		this.database.jdbc().sql("""
				INSERT INTO wallets (portfolio_id, name, currency, balance, bal_avail)
				VALUES (1, 'Wallet', 'EUR', 1000000, 100000000)
				""").update();
	}

	private static void hold(int port) {
		RestClient.create("http://localhost:" + port)
			.post()
			.uri("/wallets/1/holds")
			.contentType(MediaType.APPLICATION_JSON)
			.body(Map.of("amount", 7, "reason", "kept"))
			.retrieve()
			.toBodilessEntity();
	}

	private boolean column(String name) {
		return this.database.jdbc()
			.sql("SELECT count(*) > 0 FROM information_schema.columns WHERE table_name = 'wallets' AND column_name = ?")
			.param(name)
			.query(Boolean.class)
			.single();
	}

	private static void end(SampleProcess process, int exitCode) {
		try (process) {
			process.awaitExit(exitCode);
		}
	}

}
