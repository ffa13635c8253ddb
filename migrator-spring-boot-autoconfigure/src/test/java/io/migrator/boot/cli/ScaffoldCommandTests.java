package io.migrator.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The commands that scaffold, in the context of a command, on a real database.
 */
class ScaffoldCommandTests {

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path directory;

	private Path migrations;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void start() throws IOException {
		this.migrations = this.directory.resolve("migrations");
		Path folder = Files.createDirectories(this.migrations.resolve("20260101000000_create_wallets"));
		Files.writeString(folder.resolve("migration.sql"), """
				CREATE TABLE wallets (
				    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    owner text NOT NULL,
				    bal_avail integer NOT NULL DEFAULT 0
				);
				""");
		SpringApplication application = new SpringApplication(Wallets.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> {
			CommandEnvironment.apply(context.getEnvironment(), false);
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("migratorApplicationTrimmer",
					new RootBeanDefinition(ApplicationTrimmer.class, () -> new ApplicationTrimmer(false, false)));
		});
		this.context = application.run("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--spring.docker.compose.enabled=false",
				"--migrator.locations=file:" + this.migrations);
	}

	@AfterEach
	void drop() {
		this.context.close();
		this.database.close();
	}

	@Test
	void writesTheSetAndSaysWhatTheApplicationMustDo() {
		assertThat(run("rename-column", "wallets", "bal_avail", "balance_available_cents"))
			.startsWith("Renaming public.wallets.bal_avail to balance_available_cents takes 4 steps:\n  1. expand  ")
			.contains("  2. backfill  rename_wallets_bal_avail\n", "     Application: roll out the version that ",
					"Created " + this.migrations, "Created " + backfills() + "/rename_wallets_bal_avail.sql\n");
		assertThat(this.migrations.toFile().list()).hasSize(4);
		assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets')").query(String.class).optional()).isEmpty();
	}

	@Test
	void aDryRunPrintsWhatItWouldWrite() {
		assertThat(run("split-column", "wallets", "owner", "--into", "first=split_part(owner, ' ', 1)", "--into",
				"rest=substr(owner, strpos(owner, ' ') + 1)", "--join", "concat_ws(' ', first, rest)", "--dry-run"))
			.contains("\n\n=== " + this.migrations, "ADD COLUMN first text;",
					"NEW.owner := concat_ws(' ', NEW.first, NEW.rest);")
			.doesNotContain("Created");
		assertThat(this.migrations.toFile().list()).hasSize(1);
		assertThat(backfills()).doesNotExist();
	}

	@Test
	void isADocumentForScripts() {
		Map<String, Object> document = JsonParserFactory.getJsonParser()
			.parseMap(run("change-type", "wallets", "bal_avail", "bigint", "--json"));
		assertThat(document).containsOnlyKeys("title", "backfill", "created", "steps", "files", "advice", "warnings")
			.containsEntry("title", "making public.wallets.bal_avail bigint")
			.containsEntry("backfill", "retype_wallets_bal_avail");
		assertThat((List<?>) document.get("steps")).hasSize(5)
			.first()
			.satisfies((step) -> assertThat((Map<?, ?>) step).extracting("phase").isEqualTo("expand"));
		assertThat((List<?>) document.get("created")).hasSameSizeAs((List<?>) document.get("files"));
	}

	@Test
	void theContractMayLieElsewhereUntilItsReleaseComes() {
		Path later = this.directory.resolve("later");
		run("drop-column", "wallets", "owner", "--contract-dir", later.toString());
		assertThat(later.toFile().list()).singleElement().asString().endsWith("_drop_wallets_owner_contract");
		assertThat(this.migrations.toFile().list()).hasSize(2);
	}

	@Test
	void dropsAColumnAndRefusesNullWithoutABackfill() {
		assertThat(run("drop-column", "wallets", "owner")).contains("1. expand", "2. contract")
			.doesNotContain("backfill  ");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run("add-not-null", "wallets", "bal_avail"))
			.withMessageContaining("NOT NULL already")
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(2));
	}

	@Test
	void saysWhatIsNotThere() {
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> run("rename-column", "wallets", "bal_avial", "x"))
			.satisfies((ex) -> assertThat(ex.nextStep()).isEqualTo("Did you mean bal_avail?"))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(2));
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> run("split-column", "wallets", "owner", "--into", "first"))
			.withMessageContaining("'first' does not say");
	}

	private Path backfills() {
		return this.directory.resolve("backfills");
	}

	private String run(String kind, String... args) {
		List<String> all = new ArrayList<>(List.of("scaffold", kind));
		all.addAll(List.of(args));
		all.addAll(List.of("--dir", this.migrations.toString(), "--backfills", backfills().toString()));
		Answer answer = Answer.to(this.context, all.toArray(String[]::new));
		assertThat(answer.exitCode()).isZero();
		return answer.text();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Wallets {

	}

}
