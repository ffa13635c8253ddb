package io.migrator.seed;

import java.util.List;

import io.migrator.seed.SeedCheckReport.Finding;
import io.migrator.test.DatabaseDump;
import io.migrator.test.SeedWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyCheckTests {

	private final SeedWorkspace workspace = new SeedWorkspace();

	@BeforeEach
	void createTables() {
		this.workspace.jdbc().sql("""
				CREATE TABLE owners (id bigint PRIMARY KEY, name text, visits int NOT NULL DEFAULT 0);
				CREATE TABLE wallets (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    owner bigint REFERENCES owners ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, migrator text);
				CREATE TABLE events (at int, note text) PARTITION BY RANGE (at);
				CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
				CREATE SCHEMA "Old";
				CREATE TABLE "Old"."Log" ("Text" text);
				INSERT INTO owners VALUES (100, 'there');
				INSERT INTO wallets (owner) VALUES (100);
				""").update();
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO owners VALUES (1, 'a') ON CONFLICT DO NOTHING",
			"INSERT INTO owners VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET name = excluded.name",
			"UPDATE owners SET name = upper(name)", "DELETE FROM owners; INSERT INTO owners VALUES (1, 'a'), (2, 'b')",
			"TRUNCATE owners CASCADE; INSERT INTO owners VALUES (1, 'a')",
			"INSERT INTO wallets (owner) SELECT 100 WHERE NOT EXISTS (SELECT FROM wallets WHERE owner = 100)",
			"CREATE TEMP TABLE t (id int); INSERT INTO t VALUES (1); INSERT INTO owners SELECT id FROM t ON CONFLICT DO NOTHING",
			"DROP TABLE IF EXISTS made; CREATE TABLE made (id int); INSERT INTO made VALUES (1)",
			"BEGIN; SET LOCAL search_path = \"Old\"; DELETE FROM \"Log\"; INSERT INTO \"Log\" VALUES ('x'); COMMIT",
			"SELECT nextval(pg_get_serial_sequence('wallets', 'id'))", "SELECT 1" })
	void passesWhatLeavesTheSameTheSecondTime(String sql) {
		List<String> before = DatabaseDump.of(this.workspace.database());
		this.workspace.seed("1", sql);
		SeedCheckReport report = this.workspace.seeds().check();
		assertThat(report.findings()).isEmpty();
		assertThat(report.isIdempotent()).isTrue();
		assertThat(report.checked()).containsExactly("1");
		assertThat(DatabaseDump.of(this.workspace.database())).isEqualTo(before);
		assertThat(this.workspace.exists("migrator.audit_log")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"INSERT INTO wallets (owner) VALUES (100) | The second run changed public.wallets (1 row inserted): it has 2 rows after the first run and 3 after the second",
			"UPDATE owners SET visits = visits + 1 | The second run changed public.owners (1 row updated)",
			"INSERT INTO owners VALUES (1, 'a') ON CONFLICT (id) DO UPDATE SET visits = owners.visits + 1 | The second run changed public.owners (1 row updated)",
			"DELETE FROM wallets; INSERT INTO wallets (owner) VALUES (100) | The second run changed public.wallets (1 row inserted, 1 row deleted)",
			"INSERT INTO events VALUES (1, 'x') | The second run changed public.events_1 (1 row inserted): it has 1 row after the first run and 2 after the second",
			"INSERT INTO \"Old\".\"Log\" VALUES ('x') | The second run changed \"Old\".\"Log\" (1 row inserted): it has 1 row after the first run and 2 after the second",
			"INSERT INTO owners SELECT max(id) + 1 FROM owners; DELETE FROM owners WHERE id = (SELECT min(id) FROM owners) | The second run changed public.owners (1 row inserted, 1 row deleted)",
			"COPY owners (id) FROM STDIN;\\n1\\n\\\\.\\n | It failed when it was run again: " })
	void reportsWhatTheSecondRunChanged(String sql, String problem) {
		this.workspace.seed("1", sql.replace("\\n", "\n").replace("\\\\", "\\"));
		assertThat(this.workspace.seeds().check().findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.problem()).startsWith(problem);
			assertThat(finding.seed()).isEqualTo("1");
			assertThat(finding.script()).endsWith("/1.sql");
		});
	}

	@Test
	void aSecondRunThatFailsIsReportedWithItsPlace() {
		this.workspace.seed("1", "SELECT 1;\nINSERT INTO owners VALUES (1, 'a');");
		this.workspace.seed("2", "CREATE TABLE made (id int);");
		this.workspace.seed("3", "INSERT INTO owners VALUES (1, 'a') ON CONFLICT DO NOTHING;");
		assertThat(this.workspace.seeds().check().findings()).satisfiesExactly(
				(finding) -> assertThat(finding.problem()).startsWith("It failed when it was run again: ")
					.contains("1.sql:2:1: statement 2 of 2")
					.contains("Key (id)=(1) already exists"),
				(finding) -> assertThat(finding.problem()).contains("2.sql:1:1: ").contains("already exists"));
	}

	@Test
	void seedsSeeWhatThoseBeforeThemLeave() {
		this.workspace.seed("1", "INSERT INTO owners VALUES (1, 'a') ON CONFLICT DO NOTHING;");
		this.workspace.seed("2", "INSERT INTO nowhere VALUES (1);");
		this.workspace.seed("3",
				"INSERT INTO wallets (owner) SELECT 1 WHERE NOT EXISTS (SELECT FROM wallets WHERE owner = 1)");
		this.workspace.seed("4", "INSERT INTO wallets (owner) VALUES (2)");
		assertThat(this.workspace.seeds().check().findings())
			.satisfiesExactly(
					(finding) -> assertThat(finding.problem()).startsWith("It failed: ").contains("2.sql:1:13: "),
					(finding) -> assertThat(finding.problem()).startsWith("It failed: ")
						.contains("violates foreign key constraint"))
			.extracting(Finding::seed)
			.containsExactly("2", "4");
	}

}
