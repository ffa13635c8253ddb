package io.migrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.migrator.error.ExitCodes;
import io.migrator.sample.RecipeMachine.Outcome;
import io.migrator.test.FakePgDump;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recipes for Compose and Kubernetes, with the containers' arguments and environments
 * as the files have them, as processes on a real database: in the order that Compose and
 * the cluster promise, and when a deploy fails.
 */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+", disabledReason = "The jar is built after the tests")
class DeployRecipesJarTests {

	private static final String BROKEN = "20260210000000_broken";

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path folder;

	private RecipeMachine machine;

	@BeforeEach
	void setUp() {
		this.machine = new RecipeMachine(this.folder);
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void composeStartsTheApplicationOnWhatTheJobLeftAndKeepsABackup() throws IOException {
		Recipe compose = Recipe.read("compose.yaml").at("services");
		Recipe job = compose.at("db-migrate");
		run(job, "command", "environment").check(ExitCodes.DONE);
		assertThat(backups()).hasSize(1);
		assertThat(this.machine.pgDump().environment()).containsEntry("PGPASSWORD", "postgres");
		run(job, "command", "environment").check(ExitCodes.DONE);
		assertThat(backups()).as("the second time, nothing was to be applied").hasSize(1);
		try (SampleProcess application = start(compose.at("app"), "environment")) {
			assertThat(Http.get(application.awaitPort(), "/actuator/health/readiness")).contains("UP");
		}
	}

	@Test
	void composeStartsNoApplicationAfterAJobThatFailed() throws IOException {
		Recipe compose = Recipe.read("compose.yaml").at("services");
		Outcome job = run(compose.at("db-migrate"), "command", "environment", breaking());
		job.check(ExitCodes.FAILED);
		assertThat(job.output()).contains("The backup from before this deploy is at " + this.machine.backups(),
				"pg_restore --exit-on-error");
		// Compose goes no further, by service_completed_successfully; who starts the
		// application all the same, with the release's migrations, is refused
		try (SampleProcess application = start(compose.at("app"), "environment", breaking())) {
			application.awaitFailure();
			assertThat(application.output() + application.errors()).contains(BROKEN);
		}
	}

	@Test
	void composeAppliesNothingWithoutTheBackupThatItAsksFor() throws IOException {
		new FakePgDump(this.machine.pgDump().program().getParent(), "9.6 (a stand-in)", "exit 1");
		Outcome job = run(Recipe.read("compose.yaml").at("services", "db-migrate"), "command", "environment");
		job.check(ExitCodes.FAILED);
		assertThat(job.output()).contains("nothing of this deploy is applied", "migrator.backup.command");
		assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets') IS NULL").query(Boolean.class).single())
			.isTrue();
	}

	@Test
	void theJobTellsScriptsHowTheBackupIsRestored() {
		Recipe job = Recipe.read("compose.yaml").at("services", "db-migrate");
		List<String> arguments = new ArrayList<>(job.strings("command"));
		arguments.add("--json");
		try (SampleProcess process = SampleProcess.fromJar(this.database,
				this.machine.translate(job.environment("environment")), arguments.toArray(String[]::new))) {
			String document = process.awaitExit(ExitCodes.DONE);
			String location = JsonPath.read(document, "$.backup.location");
			assertThat(Path.of(location)).exists().hasParent(this.machine.backups());
			assertThat(JsonPath.<String>read(document, "$.backup.restoreCommand")).contains("pg_restore", location)
				.doesNotContain("PGPASSWORD");
		}
		assertThat(this.database.jdbc()
			.sql("SELECT reason FROM migrator.audit_log WHERE action = 'backup'")
			.query(String.class)
			.single()).contains("pg_restore");
	}

	@Test
	void aJobThatIsEvictedTakesPgDumpAlongAndTheNextOneBeginsAnew() throws IOException {
		Path pid = this.folder.resolve("pid");
		new FakePgDump(this.folder.resolve("bin"), "99.1", "echo $$ > '" + pid + "'; exec sleep 600");
		Recipe job = container("kubernetes/job.yaml", "containers");
		try (SampleProcess evicted = SampleProcess.fromJar(this.database,
				this.machine.translate(job.environment("env")), job.strings("args").toArray(String[]::new))) {
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid) && Files.size(pid) > 0);
			long dumping = Long.parseLong(Files.readString(pid).strip());
			assertThat(ProcessHandle.of(dumping)).isPresent();
			evicted.terminate();
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ProcessHandle.of(dumping).isEmpty());
		}
		assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets') IS NULL").query(Boolean.class).single())
			.isTrue();
		FakePgDump.good(this.folder.resolve("bin"));
		run(job, "args", "env").check(ExitCodes.DONE);
		assertThat(backups()).hasSize(1);
	}

	@Test
	void podsThatComeBeforeTheJobWaitForItThenAnswerTheirProbes() {
		Recipe pod = container("kubernetes/deployment.yaml", "containers");
		try (SampleProcess early = start(pod, "env")) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> (early.output() + early.errors()).contains("until nothing is pending"));
			assertThat(early.output()).doesNotContain("Tomcat started");
			run(container("kubernetes/job.yaml", "containers"), "args", "env").check(ExitCodes.DONE);
			int port = early.awaitPort();
			for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
				String path = (String) pod.get(probe, "httpGet", "path");
				assertThat(Http.get(port, path)).as(path).contains("\"status\":\"UP\"");
			}
			assertThat(Http.get(port, "/actuator/health/readiness")).contains("migrations");
		}
	}

	@Test
	void aJobThatFailsIsNotRepeatedAndTheOldReleaseGoesOnServing() {
		Recipe job = container("kubernetes/job.yaml", "containers");
		Recipe pod = container("kubernetes/deployment.yaml", "containers");
		run(job, "args", "env").check(ExitCodes.DONE);
		try (SampleProcess old = start(pod, "env")) {
			int port = old.awaitPort();
			Outcome failed = run(job, "args", "env", breaking());
			assertThat(Recipe.read("kubernetes/job.yaml")
				.strings("spec", "podFailurePolicy", "rules", 0, "onExitCodes", "values")).as(failed.output())
				.contains(String.valueOf(failed.exitCode()));
			Map<String, String> impatient = new HashMap<>(breaking());
			impatient.put("MIGRATOR_WAITTIMEOUT", "3s");
			try (SampleProcess young = start(pod, "env", impatient)) {
				young.awaitFailure();
				assertThat(young.output()).contains(BROKEN).doesNotContain("Tomcat started");
			}
			assertThat(old.isAlive()).isTrue();
			for (String probe : List.of("livenessProbe", "readinessProbe")) {
				assertThat(Http.get(port, (String) pod.get(probe, "httpGet", "path"))).contains("\"status\":\"UP\"");
			}
		}
	}

	@Test
	void ofSeveralInitContainersOneMigratesAndAllSucceed() throws Exception {
		Recipe init = container("kubernetes/init-container.yaml", "initContainers");
		ExecutorService executor = Executors.newFixedThreadPool(2);
		try {
			Callable<Outcome> pod = () -> run(init, "args", "env");
			for (Future<Outcome> outcome : executor.invokeAll(List.of(pod, pod))) {
				outcome.get().check(ExitCodes.DONE);
			}
		}
		finally {
			executor.shutdown();
		}
		assertThat(this.database.jdbc()
			.sql("SELECT max(attempts) FROM migrator.migration_history")
			.query(Integer.class)
			.single()).isEqualTo(1);
		try (SampleProcess application = start(container("kubernetes/init-container.yaml", "containers"), "env")) {
			assertThat(Http.get(application.awaitPort(), "/actuator/health/readiness")).contains("\"status\":\"UP\"");
		}
		run(init, "args", "env", breaking()).check(ExitCodes.FAILED);
	}

	private static Recipe container(String file, String containers) {
		return Recipe.read(file).at("spec", "template", "spec", containers, 0);
	}

	/** A release with a migration that fails. */
	private Map<String, String> breaking() {
		try {
			Path migration = Files.createDirectories(this.folder.resolve("release/" + BROKEN));
			Files.writeString(migration.resolve("migration.sql"), "SELECT nonsense FROM wallets;\n");
			return Map.of("MIGRATOR_LOCATIONS", "classpath:db/migrations,file:" + this.folder.resolve("release"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Outcome run(Recipe container, String arguments, String environment) {
		return run(container, arguments, environment, Map.of());
	}

	/** What the image's entry point makes of a container's arguments. */
	private Outcome run(Recipe container, String arguments, String environment, Map<String, String> more) {
		Map<String, String> variables = new HashMap<>(container.environment(environment));
		variables.putAll(more);
		return this.machine.run("exec java -jar target/app.jar " + String.join(" ", container.strings(arguments)),
				this.database, variables);
	}

	private SampleProcess start(Recipe container, String environment) {
		return start(container, environment, Map.of());
	}

	private SampleProcess start(Recipe container, String environment, Map<String, String> more) {
		Map<String, String> variables = new HashMap<>(container.environment(environment));
		variables.putAll(more);
		return SampleProcess.fromJar(this.database, this.machine.translate(variables));
	}

	private List<Path> backups() throws IOException {
		try (Stream<Path> files = Files.list(this.machine.backups())) {
			return files.filter((file) -> file.toString().endsWith(".dump")).toList();
		}
	}

}
