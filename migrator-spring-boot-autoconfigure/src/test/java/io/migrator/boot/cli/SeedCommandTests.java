package io.migrator.boot.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.boot.SeedAutoConfiguration;
import io.migrator.error.ExitCodes;
import io.migrator.seed.SeedFailedException;
import io.migrator.test.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SeedCommandTests {

	private final TestDatabase database = TestDatabase.create();

	private int exitCode;

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void runsTheSeedsOfTheActiveEnvironments() {
		in("wallets", (context) -> {
			assertThat(run(context, "seed").lines().toList()).satisfiesExactly(
					(line) -> assertThat(line).matches("Ran 2 seeds in .*:"),
					(line) -> assertThat(line).matches(" {2}1_owners  2 rows  .*"),
					(line) -> assertThat(line).matches(" {2}2_demo    1 row   .*"));
			assertThat(this.exitCode).isZero();
			assertThat(owners()).containsExactly("ana", "bo", "cy", "demo", "di");
			assertThat(run(context, "seed")).contains("0 rows");
		}, "migrator.environment=demo");
	}

	@Test
	void answersWithOneDocument() {
		in("wallets", (context) -> {
			Map<String, Object> document = json(context, "seed", "--json");
			assertThat(document).containsOnlyKeys("seeds", "durationMs");
			assertThat(document).extractingByKey("seeds", InstanceOfAssertFactories.list(Map.class))
				.singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
				.containsEntry("name", "1_owners")
				.containsEntry("rows", 2)
				.containsKeys("script", "durationMs");
		});
	}

	@Test
	void checkReportsWhatIsNotIdempotentAndChangesNothing() {
		in("twice", (context) -> {
			assertThat(run(context, "seed", "--check")).contains("cases/seeds/twice/again.sql: "
					+ "The second run changed public.wallets (1 row inserted): it has 3 rows after the first run and 4 "
					+ "after the second\n", "Not idempotent: 1 seed run twice, and rolled back.\n", "ON CONFLICT");
			assertThat(this.exitCode).isEqualTo(ExitCodes.INVALID);
			Map<String, Object> document = json(context, "seed", "--check", "--json");
			assertThat(document).containsEntry("idempotent", false).containsEntry("checked", List.of("again"));
			assertThat(document).extractingByKey("findings", InstanceOfAssertFactories.list(Map.class))
				.singleElement(InstanceOfAssertFactories.map(String.class, Object.class))
				.containsEntry("seed", "again")
				.containsEntry("script", "cases/seeds/twice/again.sql");
			assertThat(owners()).containsExactly("ana", "bo");
		});
		in("wallets", (context) -> {
			assertThat(run(context, "seed", "--check")).isEqualTo("Idempotent: 1 seed run twice, and rolled back.\n");
			assertThat(this.exitCode).isZero();
		});
	}

	@Test
	void aSeedThatFailsExitsWithFour() {
		in("broken",
				(context) -> assertThatExceptionOfType(SeedFailedException.class).isThrownBy(() -> run(context, "seed"))
					.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(ExitCodes.FAILED))
					.withMessageContaining("cases/seeds/broken/typo.sql:2:13: "));
	}

	@Test
	void saysThatThereIsNothingToDo() {
		in("none", (context) -> assertThat(run(context, "seed"))
			.isEqualTo("There is no seed for this environment." + System.lineSeparator()));
	}

	private void in(String seeds, Consumer<ConfigurableApplicationContext> work, String... properties) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class,
					SeedAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=" + this.database.url(), "spring.datasource.username=postgres",
					"migrator.seeds.locations=classpath:cases/seeds/" + seeds)
			.withPropertyValues(properties)
			.run((context) -> work.accept(context));
	}

	private String run(ConfigurableApplicationContext context, String... args) {
		Answer answer = Answer.to(context, args);
		this.exitCode = answer.exitCode();
		return answer.text();
	}

	private Map<String, Object> json(ConfigurableApplicationContext context, String... args) {
		return Answer.document(run(context, args));
	}

	private List<String> owners() {
		return this.database.jdbc().sql("SELECT owner FROM wallets ORDER BY owner").query(String.class).list();
	}

}
