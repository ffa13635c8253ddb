package io.migrator.develop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReplayTests {

	private final TestDatabase database = TestDatabase.create();

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void makesThingsInWhicheverOrderTheyStand() {
		run("""
				CREATE VIEW totals AS SELECT sum_of(amount) FROM orders;
				CREATE TABLE orders (id int PRIMARY KEY, amount money_amount, customer_id int REFERENCES customer);
				CREATE TABLE customer (id int PRIMARY KEY);
				CREATE DOMAIN money_amount AS numeric(12, 2);
				CREATE FUNCTION sum_of(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1';
				""");
		assertThat(this.database.jdbc().sql("SELECT count(*) FROM totals").query(Integer.class).single()).isZero();
	}

	@Test
	void namesFileLineAndColumnOfWhatPostgresRejects() {
		assertThatExceptionOfType(InvalidDesiredSchemaException.class).isThrownBy(() -> run("""
				CREATE TABLE a (id int);

				CREATE TABLE b (
				    id integr
				);
				""")).satisfies((ex) -> {
			assertThat(ex.problem()).startsWith("schema.sql:4:8: PostgreSQL rejects it: type \"integr\" does not exist")
				.contains("42704");
			assertThat(ex.databaseState()).contains("shadow");
		});
	}

	@Test
	void namesWhatIsMissingForGood() {
		assertThatExceptionOfType(InvalidDesiredSchemaException.class)
			.isThrownBy(() -> run("CREATE VIEW v AS SELECT 1 FROM nowhere; CREATE TABLE a (id int);"))
			.satisfies((ex) -> assertThat(ex.problem()).contains("schema.sql:1:").contains("nowhere"));
	}

	@Test
	void refusesData() {
		assertThatExceptionOfType(InvalidDesiredSchemaException.class)
			.isThrownBy(() -> run("CREATE TABLE a (id int);\nCOPY a FROM STDIN;\n1\n\\.\n"))
			.satisfies((ex) -> assertThat(ex.problem()).startsWith("schema.sql:2:1: a desired schema has no data"));
	}

	@Test
	void readsAFolderInTheOrderOfItsPaths(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("b.sql"), "SELECT 2;");
		Files.writeString(folder.resolve("a.sql"), "SELECT 1;");
		Files.writeString(folder.resolve("notes.txt"), "not this");
		assertThat(DesiredScript.read(folder)).extracting(DesiredScript::text)
			.containsExactly("SELECT 1;", "SELECT 2;");
		assertThatExceptionOfType(InvalidDesiredSchemaException.class)
			.isThrownBy(() -> DesiredScript.read(folder.resolve("nowhere")))
			.withMessageContaining("migrator pull");
	}

	private void run(String sql) {
		new Replay(this.database.dataSource()).run(List.of(new DesiredScript("schema.sql", sql)));
	}

}
