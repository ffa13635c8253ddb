package io.migrator.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationMetadataTests {

	@Test
	void everyPropertyHasADescriptionByBootsRules() {
		assertThat(properties()).isNotEmpty().allSatisfy((property) -> {
			String name = (String) property.get("name");
			String description = (String) property.get("description");
			assertThat(description).as(name).isNotBlank().endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
			assertThat(description).as(name).doesNotContain("{@", "<code>");
			if ("java.lang.Boolean".equals(property.get("type"))) {
				assertThat(description).as(name).startsWith("Whether ");
			}
		});
	}

	@Test
	void propertiesThatPeopleLeanOnAreThere() {
		assertThat(properties()).extracting((property) -> property.get("name"))
			.contains("migrator.enabled", "migrator.startup", "migrator.startup.async", "migrator.held",
					"migrator.locations", "migrator.schema", "migrator.environment", "migrator.datasource.url",
					"migrator.datasource.username", "migrator.datasource.password", "migrator.lock-timeout",
					"migrator.lock-wait", "migrator.out-of-order", "migrator.backup.mode",
					"migrator.flyway.placeholders", "migrator.drift.schedule", "migrator.drift.shadow-url",
					"migrator.seeds.locations", "migrator.seeds.environments");
	}

	@Test
	void hintsAreMerged() {
		assertThat(list("hints")).extracting((hint) -> hint.get("name")).contains("migrator.locations");
	}

	/**
	 * Keeps the reference in step. To regenerate it, run this test with
	 * {@code -Dmigrator.docs.write}.
	 */
	@Test
	void referenceIsTheGeneratedOne() throws IOException {
		Path reference = Path.of("../docs/configuration.md");
		String generated = reference();
		if (System.getProperty("migrator.docs.write") != null) {
			Files.createDirectories(reference.getParent());
			Files.writeString(reference, generated);
		}
		assertThat(reference)
			.as("run ./mvnw -pl migrator-spring-boot-autoconfigure -am test -Dtest=ConfigurationMetadataTests "
					+ "-Dsurefire.failIfNoSpecifiedTests=false -Dmigrator.docs.write to regenerate it")
			.exists()
			.content()
			.isEqualTo(generated);
	}

	private static String reference() {
		Map<String, Map<String, Object>> sorted = new TreeMap<>();
		properties().forEach((property) -> sorted.put((String) property.get("name"), property));
		StringBuilder text = new StringBuilder("""
				# Configuration properties

				Generated from the metadata that IDEs read. Durations are written as `3s`, `10m` or `PT3S`.

				| Property | Default | Type | What it does |
				| --- | --- | --- | --- |
				""");
		sorted.forEach((name, property) -> text.append("| `")
			.append(name)
			.append("` | ")
			.append(code(defaultValue(property)))
			.append(" | ")
			.append(code(type(property)))
			.append(" | ")
			.append(property.get("description"))
			.append(" |\n"));
		return text.toString();
	}

	private static String code(String text) {
		return text.isEmpty() ? "" : "`" + text + "`";
	}

	private static String defaultValue(Map<String, Object> property) {
		Object value = property.get("defaultValue");
		if (value instanceof List<?> values) {
			return String.join(",", values.stream().map(String::valueOf).toList());
		}
		return (value != null) ? String.valueOf(value) : "";
	}

	private static String type(Map<String, Object> property) {
		String type = String.valueOf(property.get("type"));
		if (Set
			.of("io.migrator.boot.MigratorProperties$Startup", "io.migrator.boot.MigratorProperties$DuplicateVersions",
					"io.migrator.boot.MigratorProperties$Held", "io.migrator.boot.StartupProperties$OnFailure",
					"io.migrator.plan.OutOfOrder", "io.migrator.backup.BackupMode", "io.migrator.backup.DumpFormat",
					"io.migrator.drift.DriftSettings$Expect")
			.contains(type)) {
			return values(type);
		}
		return type.replaceAll("[a-z]+\\.(?=[a-zA-Z.]*[A-Z])", "").replace('$', '.');
	}

	private static String values(String type) {
		try {
			List<String> names = List.of(Class.forName(type).getEnumConstants())
				.stream()
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
				.toList();
			return String.join(", ", names);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static List<Map<String, Object>> properties() {
		return list("properties").stream()
			.filter((property) -> ((String) property.get("name")).startsWith("migrator."))
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(String name) {
		try {
			String json = Files.readString(Path.of("target/classes/META-INF/spring-configuration-metadata.json"));
			return (List<Map<String, Object>>) JsonParserFactory.getJsonParser().parseMap(json).get(name);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
