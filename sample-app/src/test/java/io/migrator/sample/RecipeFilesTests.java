package io.migrator.sample;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be said of the recipes without running them.
 */
class RecipeFilesTests {

	private static final Pattern VARIABLE = Pattern
		.compile("^\\s*(?:- name: )?((?:MIGRATOR|SPRING|MANAGEMENT)_[A-Z0-9_]+)(?::.*)?$", Pattern.MULTILINE);

	private static final Pattern ARGUMENT = Pattern.compile("--((?:migrator|spring|management)\\.[a-z0-9.-]+)=");

	static List<String> all() {
		return Recipe.all();
	}

	@Test
	void thereIsARecipeForEveryPlace() {
		assertThat(Recipe.all()).containsExactlyInAnyOrder("compose.yaml", "github/deploy-to.yml", "github/deploy.yml",
				"github/drift.yml", "github/migrations.yml", "gitlab-ci.yml", "kubernetes/deployment.yaml",
				"kubernetes/init-container.yaml", "kubernetes/job.yaml");
	}

	@ParameterizedTest
	@MethodSource("all")
	void everyPropertyThatARecipeSetsExists(String file) throws IOException {
		Properties properties = Properties.ofTheClassPath();
		String text = Recipe.text(file);
		List<String> used = new ArrayList<>();
		Matcher variable = VARIABLE.matcher(text);
		while (variable.find()) {
			used.add(variable.group(1));
		}
		Matcher argument = ARGUMENT.matcher(text);
		while (argument.find()) {
			used.add(argument.group(1));
		}
		if (!file.equals("github/deploy.yml")) {
			assertThat(used).isNotEmpty();
		}
		assertThat(used).allSatisfy((name) -> assertThat(properties.knows(name)).as(name).isTrue());
		assertThat(properties.knows("MIGRATOR_BACKUP_MODUS")).isFalse();
		assertThat(properties.knows("migrator.lock-wail")).isFalse();
	}

	@Test
	void theComposeFileLetsTheApplicationWaitForTheJob() {
		Recipe compose = Recipe.read("compose.yaml");
		for (String service : List.of("postgres", "db-migrate", "app")) {
			assertThat(compose.get("services", service, "image")).isInstanceOf(String.class);
		}
		assertThat(compose.get("services", "app", "depends_on", "db-migrate", "condition"))
			.isEqualTo("service_completed_successfully");
		assertThat(compose.get("services", "db-migrate", "depends_on", "postgres", "condition"))
			.isEqualTo("service_healthy");
		assertThat(compose.strings("services", "postgres", "healthcheck", "test")).first().isEqualTo("CMD-SHELL");
		assertThat(compose.get("services", "db-migrate", "restart")).isEqualTo("no");
		assertThat(compose.get("services", "app", "image")).isEqualTo(compose.get("services", "db-migrate", "image"));
		Set<String> volumes = compose.at("volumes").content().keySet();
		for (String service : List.of("postgres", "db-migrate")) {
			assertThat(compose.strings("services", service, "volumes"))
				.allSatisfy((mount) -> assertThat(volumes).contains(mount.split(":")[0]));
		}
	}

	@ParameterizedTest
	@MethodSource("kubernetes")
	void aKubernetesManifestHasWhatTheClusterRequires(String file, String apiVersion, String kind) {
		Recipe manifest = Recipe.read(file);
		assertThat(manifest.content().keySet()).containsExactly("apiVersion", "kind", "metadata", "spec");
		assertThat(manifest.get("apiVersion")).isEqualTo(apiVersion);
		assertThat(manifest.get("kind")).isEqualTo(kind);
		assertThat((String) manifest.get("metadata", "name")).matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")
			.hasSizeLessThan(64);
		Recipe pod = manifest.at("spec", "template");
		if (kind.equals("Deployment")) {
			assertThat(pod.at("metadata", "labels").content())
				.containsAllEntriesOf(manifest.at("spec", "selector", "matchLabels").content());
		}
		for (String containers : List.of("containers", "initContainers")) {
			for (int i = 0; pod.find("spec", containers, i) != null; i++) {
				Recipe container = pod.at("spec", containers, i);
				assertThat(container.get("name")).isInstanceOf(String.class);
				assertThat((String) container.get("image")).as("the same release everywhere")
					.isEqualTo("example/app:1.4.0");
				assertThat(container.environment("env")).containsKeys("SPRING_DATASOURCE_URL");
				for (int mount = 0; container.find("volumeMounts", mount) != null; mount++) {
					assertThat(pod.strings("spec", "volumes").toString())
						.contains("name=" + container.get("volumeMounts", mount, "name"));
				}
			}
		}
	}

	static List<Object[]> kubernetes() {
		return List.of(new Object[] { "kubernetes/job.yaml", "batch/v1", "Job" },
				new Object[] { "kubernetes/deployment.yaml", "apps/v1", "Deployment" },
				new Object[] { "kubernetes/init-container.yaml", "apps/v1", "Deployment" });
	}

	@Test
	void theJobIsTriedAgainOnlyWhereThatHelps() {
		Recipe job = Recipe.read("kubernetes/job.yaml").at("spec");
		assertThat(job.get("template", "spec", "restartPolicy")).as("which the policy needs").isEqualTo("Never");
		Recipe rule = job.at("podFailurePolicy", "rules", 0);
		assertThat(rule.get("action")).isEqualTo("FailJob");
		assertThat(rule.get("onExitCodes", "containerName"))
			.isEqualTo(job.get("template", "spec", "containers", 0, "name"));
		assertThat(rule.strings("onExitCodes", "values")).as("not 1 and 6, which may mend themselves")
			.containsExactly("2", "4", "5", "7");
	}

	@ParameterizedTest
	@MethodSource("deployments")
	void theStartupProbeIsMorePatientThanTheStart(String file, int seconds) {
		Recipe app = Recipe.read(file).at("spec", "template", "spec", "containers", 0);
		int period = (Integer) app.get("startupProbe", "periodSeconds");
		assertThat(period * (Integer) app.get("startupProbe", "failureThreshold")).isGreaterThan(seconds);
		assertThat((Integer) Recipe.read(file).get("spec", "progressDeadlineSeconds")).isGreaterThan(seconds);
		String port = (String) app.get("ports", 0, "name");
		for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
			assertThat(app.get(probe, "httpGet", "port")).isEqualTo(port);
		}
	}

	static List<Object[]> deployments() {
		// the one waits up to migrator.wait-timeout, the other for nothing
		return List.of(new Object[] { "kubernetes/deployment.yaml", 600 },
				new Object[] { "kubernetes/init-container.yaml", 60 });
	}

	@Test
	void theImageRunsTheJarThatThePipelinesBuild() {
		assertThat(Recipe.text("Dockerfile")).contains("COPY target/app.jar /app.jar",
				"ENTRYPOINT [\"java\", \"-jar\", \"/app.jar\"]");
	}

	@Test
	void productionComesAfterStagingAndIsNeverCancelled() {
		Recipe github = Recipe.read("github/deploy.yml").at("jobs");
		assertThat(github.get("staging", "needs")).isEqualTo("build");
		assertThat(github.get("production", "needs")).isEqualTo("staging");
		for (String environment : List.of("staging", "production")) {
			assertThat(github.get(environment, "uses")).isEqualTo("./.github/workflows/deploy-to.yml");
			assertThat(github.get(environment, "with", "environment")).isEqualTo(environment);
		}
		Recipe to = Recipe.read("github/deploy-to.yml").at("jobs", "deploy");
		assertThat(to.get("environment")).isEqualTo("${{ inputs.environment }}");
		assertThat(to.get("concurrency", "cancel-in-progress")).isEqualTo(false);

		Recipe gitlab = Recipe.read("gitlab-ci.yml");
		assertThat(gitlab.strings("stages")).containsSubsequence("staging", "production");
		assertThat(gitlab.get("production", "rules", 0, "when")).isEqualTo("manual");
		assertThat(gitlab.find("staging", "rules", 0, "when")).isNull();
		assertThat(gitlab.get(".deploy", "interruptible")).isEqualTo(false);
		assertThat(gitlab.get("production", "resource_group")).isNotEqualTo(gitlab.get("staging", "resource_group"));
	}

	@Test
	void driftIsLookedForEveryNight() {
		// SnakeYAML reads the key "on" as YAML 1.1 does
		Object on = new LinkedHashMap<Object, Object>(Recipe.read("github/drift.yml").content()).get(true);
		assertThat(String.valueOf(on)).contains("schedule=[{cron=17 3 * * *}]");
		assertThat(Recipe.read("gitlab-ci.yml").get("drift", "rules", 0, "if"))
			.isEqualTo("$CI_PIPELINE_SOURCE == \"schedule\"");
	}

	/**
	 * The properties that the application knows.
	 *
	 * @param names their names
	 * @param maps those that take any further name
	 */
	private record Properties(Set<String> names, Set<String> maps) {

		static Properties ofTheClassPath() throws IOException {
			Set<String> names = new TreeSet<>();
			Set<String> maps = new TreeSet<>();
			for (URL url : Collections.list(RecipeFilesTests.class.getClassLoader()
				.getResources("META-INF/spring-configuration-metadata.json"))) {
				String json = new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8);
				List<Map<String, Object>> properties = JsonPath.read(json, "$.properties[*]");
				for (Map<String, Object> property : properties) {
					String name = String.valueOf(property.get("name"));
					names.add(name);
					if (String.valueOf(property.get("type")).startsWith("java.util.Map<")) {
						maps.add(name + ".");
					}
				}
			}
			return new Properties(names, maps);
		}

		boolean knows(String name) {
			if (name.contains(".")) {
				return this.names.contains(name) || this.maps.stream().anyMatch(name::startsWith);
			}
			return variables(this.names).contains(name) || variables(this.maps).stream().anyMatch(name::startsWith);
		}

		private static Set<String> variables(Set<String> names) {
			return names.stream()
				.map((name) -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
				.collect(Collectors.toSet());
		}

	}

}
