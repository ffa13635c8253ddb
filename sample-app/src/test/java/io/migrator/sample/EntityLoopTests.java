package io.migrator.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A developer's loop: change an entity, run one command, review and commit the SQL, start
 * the application.
 */
class EntityLoopTests {

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path directory;

	private ChangedSample sample;

	@BeforeEach
	void copy() {
		this.sample = ChangedSample.copy(this.directory);
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void entitiesAndMigrationsOfTheSampleAgree() {
		assertThat(run(0, "diff", "--to", "entities", "--check"))
			.isEqualTo("Nothing differs between the migrations and the entities.\n");
	}

	@Test
	void aChangedEntityBecomesAMigrationAndTheApplicationStarts() {
		SampleMigrations.all(this.database).deploy();
		this.sample.edit("Portfolio", "	@Generated\n", """
					@Column(length = 40)
					private @Nullable String nickname;

					@Generated
				""", "	public String getName() {", """
				public @Nullable String getNickname() {
					return this.nickname;
				}

				public String getName() {""");

		String written = run(0, "new", "add_nickname", "--from", "entities", "--dir", migrations(), "--json");

		assertThat(JsonPath.<List<String>>read(written, "$.created")).hasSize(2)
			.allMatch((file) -> file.contains("_add_nickname/"));
		assertThat(this.sample.read("add_nickname", "migration.sql")).isEqualTo("""
				-- add nickname

				ALTER TABLE public.portfolios ADD COLUMN nickname character varying(40);
				""");
		assertThat(this.sample.read("add_nickname", "down.sql")).isEqualTo("""
				-- Takes back: add nickname

				-- loses: all values of public.portfolios.nickname
				ALTER TABLE public.portfolios DROP COLUMN nickname;
				""");

		String again = run(0, "new", "add_nickname", "--from", "entities", "--dir", migrations(), "--json");
		assertThat(JsonPath.<List<String>>read(again, "$.created")).isEmpty();

		assertThat(run(0, "deploy", located())).contains("Applied 1 migration");
		try (SampleProcess application = SampleProcess.fromClasses(this.sample.classes(), this.database, located(),
				"--migrator.startup=verify")) {
			int port = application.awaitPort();
			this.database.jdbc().sql("INSERT INTO portfolios (name, nickname) VALUES ('Harbour', 'Pier')").update();
			assertThat(JsonPath.<List<String>>read(Http.get(port, "/portfolios"), "$[*].nickname"))
				.containsExactly("Pier");
		}

		run(0, "rollback", located());
		assertThat(columns("portfolios")).containsExactly("id", "name", "created_at");
	}

	@Test
	void aNewAssociationAndItsIndexBlockNobodyWhenTheyAreDeployed() {
		SampleMigrations.all(this.database).deploy();
		this.sample.edit("Portfolio", "@Table(name = \"portfolios\")", """
				@Table(name = "portfolios",
						indexes = @jakarta.persistence.Index(name = "portfolios_parent_idx", columnList = "parent_id"))
				""", "	@Generated\n", """
					@jakarta.persistence.ManyToOne
					@jakarta.persistence.JoinColumn(name = "parent_id",
							foreignKey = @jakarta.persistence.ForeignKey(name = "portfolios_parent_fk"))
					private @Nullable Portfolio parent;

					@Generated
				""");

		run(0, "new", "parents", "--from", "entities", "--dir", migrations());

		assertThat(this.sample.read("parents_change", "migration.sql")).isEqualTo("""
				-- parents change

				ALTER TABLE public.portfolios ADD COLUMN parent_id bigint;
				ALTER TABLE public.portfolios ADD CONSTRAINT portfolios_parent_fk FOREIGN KEY (parent_id) \
				REFERENCES public.portfolios(id) NOT VALID;
				""");
		assertThat(this.sample.read("parents_finish", "migration.sql")).isEqualTo("""
				-- parents finish

				ALTER TABLE public.portfolios VALIDATE CONSTRAINT portfolios_parent_fk;
				""");
		assertThat(this.sample.read("parents_indexes", "migration.sql")).isEqualTo("""
				-- parents indexes

				CREATE INDEX CONCURRENTLY portfolios_parent_idx ON public.portfolios USING btree (parent_id);
				""");
		assertThat(run(0, "deploy", located())).contains("Applied 3 migrations");
		run(0, "rollback", "3", located());
		assertThat(columns("portfolios")).containsExactly("id", "name", "created_at");
	}

	private String migrations() {
		return this.sample.migrations().toString();
	}

	private String located() {
		return "--migrator.locations=file:" + migrations();
	}

	private List<String> columns(String table) {
		return this.database.jdbc()
			.sql("SELECT column_name FROM information_schema.columns WHERE table_name = :table ORDER BY ordinal_position")
			.param("table", table)
			.query(String.class)
			.list();
	}

	private String run(int exitCode, String... arguments) {
		List<String> commandLine = new ArrayList<>(List.of("migrator"));
		commandLine.addAll(List.of(arguments));
		try (SampleProcess process = SampleProcess.fromClasses(this.sample.classes(), this.database,
				commandLine.toArray(String[]::new))) {
			return process.awaitExit(exitCode);
		}
	}

}
