package io.migrator.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What was measured on what, without a trace of whose machine it was.
 */
final class Facts {

	private Facts() {
	}

	static String text(Server server) throws Exception {
		return """
				*%s, %d cores, %s %s; JDK %s with default settings; PostgreSQL %s, embedded, `fsync = off`%s, on the same machine; \
				Flyway %s and Liquibase %s as managed by Spring Boot %s; driver %s; psql %s.*"""
			.formatted(LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors(),
					System.getProperty("os.name"), System.getProperty("os.arch"), System.getProperty("java.version"),
					server.version(), Server.IN_MEMORY ? ", its files in memory" : "", version("flyway-core-"),
					version("liquibase-core-"), version("spring-boot-starter-jdbc-"), version("postgresql-"), psql());
	}

	private static String version(String jar) {
		List<Path> entries = ClassPath.all().matching(List.of(jar)).entries();
		return entries.isEmpty() ? "?" : entries.get(0).getFileName().toString().replace(jar, "").replace(".jar", "");
	}

	private static String psql() throws Exception {
		return (Psql.isInstalled())
				? Child.run(List.of(Psql.NAME, "--version"), Duration.ofSeconds(10)).output().split(" ")[2]
				: "is not installed, so its figures are missing";
	}

}
