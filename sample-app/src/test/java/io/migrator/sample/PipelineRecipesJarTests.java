package io.migrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.migrator.error.ExitCodes;
import io.migrator.sample.RecipeMachine.Outcome;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The scripts of the recipes for GitHub Actions and GitLab CI, as the files have them, on
 * a real database.
 */
@EnabledIfSystemProperty(named = "sample.jar", matches = ".+", disabledReason = "The jar is built after the tests")
class PipelineRecipesJarTests {

	private static final Pattern COMMAND = Pattern.compile("java -jar \\S+\\.jar migrator ([a-z]+)([^|&;\\n#`]*)");

	private static final Pattern OPTION = Pattern.compile(" (--[a-z-]+)(?![a-z.-])");

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
	void gitHubTriesTheMigrationsOfAPullRequest() {
		Recipe job = Recipe.read("github/migrations.yml").at("jobs", "migrations");
		steps(job, Map.of()).forEach((outcome) -> outcome.check(ExitCodes.DONE));
		assertThat(this.machine.notes()).containsExactly("mvnw -B -ntp package -DskipTests");
		assertThat(applied()).isEqualTo(SampleMigrations.EVERYWHERE.size());
	}

	@Test
	void gitHubRollsOutWhatIsMigrated() {
		Recipe job = Recipe.read("github/deploy-to.yml").at("jobs", "deploy");
		steps(job, Map.of()).forEach((outcome) -> outcome.check(ExitCodes.DONE));
		assertThat(this.machine.notes()).containsExactly("kubectl set image deployment/app app=example/app:4711abc",
				"kubectl rollout status deployment/app --timeout=15m");
	}

	@Test
	void gitHubRollsNothingOutAfterADeployThatFailed() {
		Recipe job = Recipe.read("github/deploy-to.yml").at("jobs", "deploy");
		assertThat(steps(job, breaking())).last().satisfies((outcome) -> outcome.check(ExitCodes.FAILED));
		assertThat(this.machine.notes()).isEmpty();
	}

	@Test
	void gitHubReportsDrift() {
		Recipe job = Recipe.read("github/drift.yml").at("jobs", "drift");
		migrate();
		steps(job, Map.of()).forEach((outcome) -> outcome.check(ExitCodes.DONE));
		this.database.jdbc().sql("ALTER TABLE deals ADD COLUMN by_hand int").update();
		assertThat(steps(job, Map.of())).last().satisfies((outcome) -> {
			outcome.check(ExitCodes.DIFFERENCE);
			assertThat(outcome.output()).contains("by_hand");
		});
	}

	@Test
	void gitLabTriesTheMigrationsOfAMergeRequest() {
		Recipe file = Recipe.read("gitlab-ci.yml");
		script(file, "build", Map.of()).check(ExitCodes.DONE);
		assertThat(this.machine.notes()).containsExactly("mvnw -B -ntp package");
		script(file, "migrations", Map.of()).check(ExitCodes.DONE);
		assertThat(applied()).isEqualTo(SampleMigrations.EVERYWHERE.size());
	}

	@Test
	void gitLabRollsOutWhatIsMigratedAndNothingAfterADeployThatFailed() {
		Recipe file = Recipe.read("gitlab-ci.yml");
		assertThat(file.get("production", "extends")).isEqualTo(file.get("staging", "extends")).isEqualTo(".deploy");
		script(file, ".deploy", breaking()).check(ExitCodes.FAILED);
		assertThat(this.machine.notes()).isEmpty();
		script(file, ".deploy", Map.of()).check(ExitCodes.DONE);
		assertThat(this.machine.notes()).containsExactly("kubectl set image deployment/app app=example/app:4711abc",
				"kubectl rollout status deployment/app --timeout=15m");
		script(file, "drift", Map.of()).check(ExitCodes.DONE);
		this.database.jdbc().sql("ALTER TABLE deals ADD COLUMN by_hand int").update();
		script(file, "drift", Map.of()).check(ExitCodes.DIFFERENCE);
	}

	@Test
	void everyOptionThatThePagesMentionExists() {
		Map<String, Set<String>> options = new TreeMap<>();
		for (String page : List.of("deploy/README.md", "deploy/backup.md", "deploy/rolling.md", "deploying.md")) {
			Matcher command = COMMAND.matcher(read(page));
			while (command.find()) {
				Set<String> mentioned = options.computeIfAbsent(command.group(1), (name) -> new TreeSet<>());
				Matcher option = OPTION.matcher(command.group(2));
				while (option.find()) {
					mentioned.add(option.group(1));
				}
			}
		}
		assertThat(options).containsKey("deploy");
		options.forEach((command, mentioned) -> {
			Outcome help = this.machine.run("java -jar target/app.jar migrator " + command + " --help", this.database,
					Map.of());
			help.check(ExitCodes.DONE);
			assertThat(mentioned).allSatisfy((option) -> assertThat(help.output()).contains(option));
		});
	}

	private static String read(String page) {
		try {
			return Files.readString(Recipe.FOLDER.resolveSibling(page));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Runs the steps of a job until one fails. */
	private List<Outcome> steps(Recipe job, Map<String, String> more) {
		Map<String, String> environment = new LinkedHashMap<>(job.environment("env"));
		environment.putAll(more);
		List<Outcome> outcomes = new ArrayList<>();
		for (int i = 0; job.find("steps", i) != null; i++) {
			Recipe step = job.at("steps", i);
			assertThat(Stream.of(step.find("run"), step.find("uses")).filter(Object.class::isInstance)).as(step.name())
				.hasSize(1);
			if (step.find("run") instanceof String script) {
				outcomes
					.add(this.machine.run(script.replace("${{ github.sha }}", "4711abc"), this.database, environment));
				if (outcomes.get(outcomes.size() - 1).exitCode() != 0) {
					break;
				}
			}
		}
		return outcomes;
	}

	private Outcome script(Recipe file, String job, Map<String, String> more) {
		Map<String, String> environment = new LinkedHashMap<>(file.environment(job, "variables"));
		environment.putAll(more);
		environment.put("CI_COMMIT_SHA", "4711abc");
		return this.machine.run(String.join("\n", file.strings(job, "script")), this.database, environment);
	}

	/** A release with a migration that fails. */
	private Map<String, String> breaking() {
		try {
			Path migration = Files.createDirectories(this.folder.resolve("release/20260210000000_broken"));
			Files.writeString(migration.resolve("migration.sql"), "SELECT nonsense FROM wallets;\n");
			return Map.of("MIGRATOR_LOCATIONS", "classpath:db/migrations,file:" + this.folder.resolve("release"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void migrate() {
		this.machine.run("java -jar target/app.jar migrator deploy --allow-held", this.database, Map.of())
			.check(ExitCodes.DONE);
	}

	private int applied() {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM migrator.migration_history WHERE state = 'applied'")
			.query(Integer.class)
			.single();
	}

}
