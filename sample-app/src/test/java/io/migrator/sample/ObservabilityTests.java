package io.migrator.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What operators import is about what the running application exports.
 */
class ObservabilityTests {

	/** Meters that are there only while an index is built, as after a start. */
	private static final Set<String> AT_TIMES = Set.of("migrator.index.build.fraction");

	private static final Path DOCS = Path.of("../docs/observability");

	/** What Prometheus itself adds to everything that it scrapes. */
	private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance");

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{([^}]*)})? ");

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

	private static TestDatabase database;

	private static SampleProcess process;

	private static int port;

	/** Labels and their values by the name of the metric. */
	private static final Map<String, Set<String>> EXPORTED = new TreeMap<>();

	@BeforeAll
	static void start() {
		database = TestDatabase.create();
		process = SampleProcess.fromClasses(database);
		port = process.awaitPort();
		SampleMigrations.awaitAll(port);
		for (Matcher sample = SAMPLE.matcher(Http.get(port, "/actuator/prometheus")); sample.find();) {
			Set<String> labels = EXPORTED.computeIfAbsent(sample.group(1), (name) -> new TreeSet<>());
			if (sample.group(2) != null) {
				for (Matcher label = LABEL.matcher(sample.group(2)); label.find();) {
					labels.add(label.group(1) + " " + label.group(2));
				}
			}
		}
	}

	@AfterAll
	static void stop() {
		process.close();
		database.close();
	}

	@Test
	void everyMetricOfTheDashboardIsExported() throws IOException {
		List<String> queries = new ArrayList<>(JsonPath.<List<String>>read(dashboard(), "$.panels[*].targets[*].expr"));
		queries.addAll(JsonPath.<List<String>>read(dashboard(), "$.annotations.list[*].expr"));
		assertThat(queries).hasSizeGreaterThan(30).allSatisfy(ObservabilityTests::assertExported);
	}

	@Test
	void everyMetricOfTheAlertsIsExported() throws IOException {
		List<String> queries = alerts().stream().map((alert) -> (String) alert.get("expr")).toList();
		assertThat(queries).hasSizeGreaterThan(15).allSatisfy(ObservabilityTests::assertExported);
	}

	private static void assertExported(String query) {
		Set<String> metrics = PromqlNames.metrics(query);
		assertThat(metrics).as(query).isNotEmpty();
		Set<String> atTimes = AT_TIMES.stream().map((name) -> name.replace('.', '_')).collect(Collectors.toSet());
		assertThat(metrics).as(query)
			.allSatisfy((name) -> assertThat(EXPORTED.containsKey(name) || atTimes.contains(name)).as(name).isTrue());
		assertThat(PromqlNames.labels(query)).as(query).allSatisfy((text) -> {
			String[] label = text.split(" ", 3);
			boolean known = LABELS_OF_PROMETHEUS.contains(label[1]) || atTimes.contains(label[0])
					|| EXPORTED.getOrDefault(label[0], Set.of())
						.stream()
						.anyMatch((exported) -> exported
							.startsWith(label[2].startsWith("$") ? label[1] + " " : label[1] + " " + label[2]));
			assertThat(known).as(text).isTrue();
		});
	}

	@Test
	void everyAlertSaysWhatItIsAndHasItsHeadingInTheRunbook() throws IOException {
		List<String> headings = Files.readAllLines(DOCS.resolve("runbook.md"))
			.stream()
			.filter((line) -> line.startsWith("## "))
			.map((line) -> line.substring(3))
			.toList();
		List<Map<String, Object>> alerts = alerts();
		assertThat(alerts).extracting((alert) -> alert.get("alert")).doesNotHaveDuplicates();
		assertThat(headings)
			.containsExactlyElementsOf(alerts.stream().map((alert) -> (String) alert.get("alert")).toList());
		assertThat(alerts).allSatisfy((alert) -> {
			assertThat(Set.of("alert", "expr", "for", "labels", "annotations")).containsAll(alert.keySet());
			assertThat(alert.getOrDefault("for", "5m").toString()).matches("\\d+[smhd]");
			assertThat((Map<?, ?>) alert.get("labels")).extracting("severity").isIn("critical", "warning", "info");
			Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
			assertThat(annotations.get("summary").toString()).isNotBlank();
			assertThat(annotations.get("runbook_url").toString())
				.endsWith("/docs/observability/runbook.md#" + alert.get("alert").toString().toLowerCase(Locale.ROOT));
		});
	}

	@Test
	void theDashboardIsOneThatCanBeImported() throws IOException {
		String dashboard = dashboard();
		assertThat(JsonPath.<String>read(dashboard, "$.title")).isEqualTo("Migrator");
		assertThat(JsonPath.<Object>read(dashboard, "$.id")).isNull();
		assertThat(JsonPath.<List<String>>read(dashboard, "$.templating.list[?(@.type == 'datasource')].name"))
			.containsExactly("datasource");
		assertThat(JsonPath.<List<Integer>>read(dashboard, "$.panels[*].id")).doesNotHaveDuplicates();
		assertThat(new LinkedHashSet<>(JsonPath.<List<String>>read(dashboard, "$..datasource.uid")))
			.containsExactly("${datasource}");
		List<Map<String, Object>> panels = JsonPath.read(dashboard, "$.panels[*]");
		assertThat(panels).allSatisfy((panel) -> {
			assertThat((String) panel.get("title")).isNotBlank();
			Map<?, ?> place = (Map<?, ?>) panel.get("gridPos");
			assertThat((Integer) place.get("x") + (Integer) place.get("w")).isBetween(1, 24);
			if (!panel.get("type").equals("row")) {
				assertThat((String) panel.get("description")).isNotBlank();
				assertThat((List<?>) panel.get("targets")).isNotEmpty();
			}
		});
	}

	@Test
	void theTablesOfMetersAreWhatTheApplicationExports() throws IOException {
		Map<String, String> documented = new TreeMap<>();
		String page = Files.readString(DOCS.resolve("README.md"));
		for (String line : page.substring(page.indexOf("## Meters"), page.indexOf("## Traces")).lines().toList()) {
			if (line.startsWith("| `migrator.") && line.split("\\|").length == 5) {
				String[] cells = line.replace("`", "").split("\\|");
				documented.put(cells[1].strip(), cells[2].strip() + " " + tags(Stream.of(cells[3].split(","))));
			}
		}
		assertThat(documented).containsKeys(AT_TIMES.toArray(String[]::new));
		Map<String, String> exported = new TreeMap<>();
		for (String name : JsonPath.<List<String>>read(Http.get(port, "/actuator/metrics"), "$.names")) {
			if (name.startsWith("migrator.")) {
				String meter = Http.get(port, "/actuator/metrics/" + name);
				String unit = JsonPath.<Map<String, String>>read(meter, "$").get("baseUnit");
				List<String> tags = JsonPath.read(meter, "$.availableTags[*].tag");
				exported.put(name, ((unit != null) ? unit : "") + " " + tags(tags.stream()));
			}
		}
		AT_TIMES.stream().filter((name) -> !exported.containsKey(name)).forEach(documented::remove);
		assertThat(exported).isEqualTo(documented);
	}

	private static Set<String> tags(Stream<String> tags) {
		return tags.map(String::strip).filter((tag) -> !tag.isEmpty()).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String dashboard() throws IOException {
		return Files.readString(DOCS.resolve("dashboard.json"));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> alerts() throws IOException {
		Map<String, Object> file = new Yaml().load(Files.readString(DOCS.resolve("alerts.yml")));
		assertThat(file).containsOnlyKeys("groups");
		List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
		assertThat(groups).extracting((group) -> group.get("name")).doesNotHaveDuplicates();
		return groups.stream().flatMap((group) -> ((List<Map<String, Object>>) group.get("rules")).stream()).toList();
	}

}
