package io.migrator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	/** Each room may use only those before it. */
	private static final List<String> ROOMS = List.of("error", "sql", "migration", "history", "plan", "schema",
			"schema.catalog", "schema.ddl", "shadow", "backup", "run", "check", "seed", "backfill", "backfill.key",
			"backfill.work", "drift", "gate", "develop", "scaffold");

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("io.migrator");

	static List<String> rooms() {
		return ROOMS;
	}

	@ParameterizedTest
	@MethodSource("rooms")
	void aRoomUsesOnlyRoomsBeforeIt(String room) {
		String[] later = Stream
			.concat(ROOMS.subList(ROOMS.indexOf(room) + 1, ROOMS.size()).stream().map((name) -> "io.migrator." + name),
					Stream.of("io.migrator"))
			.toArray(String[]::new);
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.migrator." + room)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(later)
			.check(CLASSES);
	}

	@Test
	void thereIsNoRoomThatTheOrderDoesNotKnow() {
		assertThat(
				CLASSES.stream().map((type) -> type.getPackageName().replaceFirst("^io\\.migrator\\.?", "")).distinct())
			.containsExactlyInAnyOrderElementsOf(Stream.concat(ROOMS.stream(), Stream.of("")).toList());
	}

	@ParameterizedTest
	@MethodSource("pureRooms")
	void thePureRoomsKnowNoDatabase(String room) {
		ArchRuleDefinition.noClasses()
			.that()
			.resideInAPackage("io.migrator." + room)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.springframework.jdbc..")
			.check(CLASSES);
	}

	static List<String> pureRooms() {
		return List.of("error", "sql", "migration", "plan", "schema", "schema.ddl");
	}

	@Test
	void theCoreKnowsNothingOfSpringBoot() {
		ArchRuleDefinition.noClasses()
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework.boot..")
			.check(CLASSES);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("io.migrator.(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	@Test
	void noFileIsLongerThanFourHundredLines() throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src"))) {
			assertThat(files.filter((file) -> file.toString().endsWith(".java"))).allSatisfy((file) -> {
				try (Stream<String> lines = Files.lines(file)) {
					assertThat(lines.count()).isLessThanOrEqualTo(400);
				}
			});
		}
	}

}
