package io.migrator.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.migrator.boot.jpa.wallet.Wallet;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The commands that compare schemas, in the context of a command, on a real database.
 */
class SchemaCommandTests {

	private static final String DESIRED = """
			CREATE TABLE wallets (
			    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			    owner text NOT NULL,
			    note text
			);
			COMMENT ON TABLE wallets IS 'what people own';
			""";

	private static final String ADD_NOTE = "ALTER TABLE public.wallets ADD COLUMN note text;\n";

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path directory;

	private Path schema;

	private ConfigurableApplicationContext context;

	private int exitCode;

	@BeforeEach
	void start() throws IOException {
		this.schema = Files.writeString(this.directory.resolve("schema.sql"), DESIRED);
		this.context = context("dev");
	}

	@AfterEach
	void drop() {
		this.context.close();
		this.database.close();
	}

	@Test
	void diffShowsWhatDiffersAndTheSqlOrOnlyOneOfTheTwo() {
		String summary = """
				1 difference from the migrations to %s:
				  + column public.wallets.note
				""".formatted(this.schema);
		assertThat(run("diff", "--to", this.schema.toString())).isEqualTo(summary + "\n" + ADD_NOTE);
		assertThat(this.exitCode).isZero();
		assertThat(run("diff", "--to", this.schema.toString(), "--summary")).isEqualTo(summary);
		assertThat(run("diff", "--to", this.schema.toString(), "--sql")).isEqualTo(ADD_NOTE);
	}

	@Test
	void diffExitsWithThreeOnlyIfAskedAndOnlyIfSomethingDiffers() {
		run("diff", "--to", this.schema.toString(), "--check");
		assertThat(this.exitCode).isEqualTo(3);
		assertThat(run("diff", "--to", "migrations", "--check"))
			.isEqualTo("Nothing differs between the migrations and the migrations.\n");
		assertThat(this.exitCode).isZero();
		assertThat(run("diff", "--to", "migrations", "--sql")).isEmpty();
	}

	@Test
	void diffIsADocumentForScripts() {
		Map<String, Object> document = json("diff", "--to", this.schema.toString(), "--json");
		assertThat(document)
			.containsOnlyKeys("from", "to", "differs", "differences", "scripts", "losses", "renameGuesses", "warnings")
			.containsEntry("from", "the migrations")
			.containsEntry("to", this.schema.toString())
			.containsEntry("differs", true)
			.containsEntry("differences",
					List.of(Map.of("kind", "column", "name", "public.wallets.note", "change", "added", "attributes",
							List.of())))
			.containsEntry("scripts",
					List.of(Map.of("up", ADD_NOTE, "down",
							"-- loses: all values of public.wallets.note\n"
									+ "ALTER TABLE public.wallets DROP COLUMN note;\n")))
			.containsEntry("losses", List.of())
			.containsEntry("renameGuesses", List.of());
	}

	@Test
	void diffAlsoTellsScriptsWhatMayBeARename() throws IOException {
		Path other = Files.writeString(this.directory.resolve("other.sql"),
				DESIRED.replace("note text", "remark text"));
		assertThat(json("diff", "--from", this.schema.toString(), "--to", other.toString(), "--json"))
			.extractingByKey("renameGuesses")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.singleElement(InstanceOfAssertFactories.MAP)
			.containsEntry("kind", "column")
			.containsEntry("from", "public.wallets.note")
			.containsEntry("to", "public.wallets.remark")
			.hasEntrySatisfying("hint", (hint) -> assertThat(hint.toString()).contains("renamed-from=note"));
	}

	@Test
	void diffComparesTheEntitiesAndTheDatabaseAndAnother() {
		assertThat(run("diff", "--to", "entities", "--summary")).contains("from the migrations to the entities",
				"~ column public.wallets.owner: ", "type text -> character varying(255)");
		assertThat(run("diff", "--from", "empty", "--to",
				this.database.url().replaceFirst("[?].*", "") + "?user=postgres&password=secret"))
			.contains("Nothing differs between an empty database and jdbc:postgresql://")
			.doesNotContain("secret");
		run("deploy");
		assertThat(run("diff", "--to", "database", "--check"))
			.isEqualTo("Nothing differs between the migrations and the database.\n");
		assertThat(this.exitCode).isZero();
		this.database.jdbc().sql("ALTER TABLE wallets ADD COLUMN by_hand int").update();
		assertThat(run("diff", "--from", "snapshot", "--to", "database", "--summary")).isEqualTo("""
				1 difference from the snapshot of the last deploy to the database:
				  + column public.wallets.by_hand
				""");
	}

	@Test
	void diffWritesThePlainFormOfStatementsOnlyIfAsked() throws IOException {
		Files.writeString(this.schema,
				"CREATE INDEX owners ON wallets (owner);\n" + DESIRED.replace(",\n    note text", ""));
		assertThat(run("diff", "--to", this.schema.toString(), "--sql")).contains("CREATE INDEX CONCURRENTLY owners");
		assertThat(run("diff", "--to", this.schema.toString(), "--sql", "--offline")).contains("CREATE INDEX owners");
	}

	@Test
	void newWritesTheProvedMigrationAndDeploysItIfAsked() throws IOException {
		Path folder = migrations();
		Map<String, Object> document = json("new", "add_note", "--from", this.schema.toString(), "--dir",
				folder.toString(), "--apply", "--json");
		assertThat(document).containsKeys("created", "differences", "scripts", "applied");
		assertThat((List<?>) document.get("applied")).hasSize(2);
		List<Path> created = ((List<?>) document.get("created")).stream()
			.map((file) -> Path.of((String) file))
			.toList();
		assertThat(created).extracting((file) -> file.getFileName().toString())
			.containsExactly("migration.sql", "down.sql");
		assertThat(created.get(0)).hasContent("-- add note\n\n" + ADD_NOTE);
		assertThat(this.database.jdbc().sql("SELECT count(note) FROM wallets").query(Integer.class).single()).isZero();
		assertThat(run("new", "again", "--from", this.schema.toString(), "--dir", folder.toString()))
			.isEqualTo("Nothing differs between the migrations and " + this.schema + ".\n");
	}

	@Test
	void newRefusesToLoseDataUnlessToldToAndProposesTheRename() throws IOException {
		Files.writeString(this.schema, DESIRED.replace(",\n    note text", "").replace("owner", "holder"));
		Path folder = migrations();
		String[] lossy = { "new", "holder", "--from", this.schema.toString(), "--dir", folder.toString() };
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run(lossy)).satisfies((ex) -> {
			assertThat(ex.exitCode()).isEqualTo(7);
			assertThat(ex.problem()).contains("This would lose data: all values of public.wallets.owner",
					"DROP COLUMN owner");
			assertThat(ex.nextStep()).contains("-- migrator: renamed-from=owner", "--accept-loss");
		});
		assertThat(folder).isDirectoryNotContaining("glob:**holder");
		Files.writeString(this.schema,
				Files.readString(this.schema).replace("    holder", "    -- migrator: renamed-from=owner\n    holder"));
		assertThat(run(lossy)).contains("ALTER TABLE public.wallets RENAME COLUMN owner TO holder;")
			.doesNotContain("Loses", "Note");
		assertThat(folder).isDirectoryContaining("glob:**holder");
	}

	@Test
	void pushMakesTheDatabaseWhatIsDesiredAndLosesNothingUnasked() throws IOException {
		run("deploy");
		assertThat(run("push", "--from", this.schema.toString())).isEqualTo("""
				1 difference from the database to %s:
				  + column public.wallets.note
				Done:

				""".formatted(this.schema) + ADD_NOTE);
		assertThat(json("push", "--from", this.schema.toString(), "--json")).containsEntry("differs", false);
		Files.writeString(this.schema, DESIRED.replace(",\n    note text", ""));
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> run("push", "--from", this.schema.toString()))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(7))
			.withMessageContaining("all values of public.wallets.note");
		assertThat(run("push", "--from", this.schema.toString(), "--accept-loss"))
			.contains("Loses: all values of public.wallets.note", "Done:");
	}

	@Test
	void pushNeverTouchesProduction() {
		try (ConfigurableApplicationContext production = context("production")) {
			this.context.close();
			this.context = production;
			assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> run("push", "--from", this.schema.toString(), "--accept-loss"))
				.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(7))
				.withMessageContaining("This looks like production: the environment is 'production'");
		}
		assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets')").query(String.class).optional()).isEmpty();
	}

	@Test
	void pullWritesASchemaFileThatMakesTheSameAgain() {
		run("deploy");
		Path file = this.directory.resolve("db/pulled.sql");
		assertThat(run("pull", "--to", file.toString())).matches("Wrote \\d+ objects to .*pulled.sql[.]\n");
		assertThat(file).content().contains("CREATE TABLE public.wallets", "'what people own'");
		assertThat(run("diff", "--to", file.toString(), "--check")).startsWith("Nothing differs");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run("pull", "--to", file.toString()))
			.withMessageContaining("--force");
		assertThat(json("pull", "--from", "migrations", "--to", file.toString(), "--force", "--json"))
			.containsOnlyKeys("written", "objects")
			.containsEntry("written", file.toString());
	}

	@Test
	void saysWhereADesiredSchemaIsWrong() throws IOException {
		Files.writeString(this.schema, "CREATE TABLE a (\n    id integr\n);\n");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run("diff", "--to", this.schema.toString()))
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(5);
				assertThat(ex.problem()).startsWith(this.schema + ":2:8: PostgreSQL rejects it: ").contains("42704");
				assertThat(ex.databaseState()).contains("shadow");
			});
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run("diff", "--to", "schema"))
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(5))
			.withMessageContaining("There is no src/main/resources/db/schema.sql");
	}

	@Test
	void aWordThatMeansNoSchemaIsWrongUsage() {
		for (String word : List.of("entitys", "jdbc:mysql://localhost/x")) {
			assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run("diff", "--to", word))
				.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(2))
				.withMessageContaining("'" + word + "' is no schema")
				.withMessageContaining("Say one of: migrations, entities, schema");
		}
	}

	private Path migrations() throws IOException {
		Path folder = Files.createDirectories(this.directory.resolve("migrations/20260101000000_create_wallets"));
		Files.writeString(folder.resolve("migration.sql"), DESIRED.replace(",\n    note text", ""));
		return folder.getParent();
	}

	private ConfigurableApplicationContext context(String profile) {
		SpringApplication application = new SpringApplication(Wallets.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setAdditionalProfiles(profile);
		application.addInitializers((context) -> {
			CommandEnvironment.apply(context.getEnvironment(), false);
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("migratorApplicationTrimmer",
					new RootBeanDefinition(ApplicationTrimmer.class, () -> new ApplicationTrimmer(false, false)));
		});
		return application.run("--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=postgres", "--spring.docker.compose.enabled=false");
	}

	private String run(String... args) {
		Answer answer = Answer.to(this.context, args);
		this.exitCode = answer.exitCode();
		return answer.text();
	}

	private Map<String, Object> json(String... args) {
		return Answer.document(run(args));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Wallet.class)
	static class Wallets {

	}

}
