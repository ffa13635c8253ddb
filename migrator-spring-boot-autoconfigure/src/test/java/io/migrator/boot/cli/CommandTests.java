package io.migrator.boot.cli;

import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every command against a real database, within this process.
 */
class CommandTests {

	private final TestDatabase database = TestDatabase.create();

	private String locations = "classpath:db/migrations";

	private int exitCode;

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void statusIsTheDocumentThatScriptsLeanOn() {
		run("deploy");
		this.locations = "classpath:db/migrations,classpath:cases/after-start";
		Map<String, Object> document = json("status", "--json");
		assertThat(document).containsOnlyKeys("migrations", "summary");
		List<Map<String, Object>> migrations = list(document.get("migrations"));
		assertThat(migrations).hasSize(4)
			.allSatisfy((migration) -> assertThat(migration.keySet()).containsExactly("id", "version", "description",
					"state", "appliedAt", "durationMs", "checksum", "reasons"));
		assertThat(migrations.get(0)).containsEntry("id", "20260101000000_create_wallets")
			.containsEntry("version", "20260101000000")
			.containsEntry("description", "create wallets")
			.containsEntry("state", "applied");
		assertThat((String) migrations.get(0).get("appliedAt")).matches("20\\d\\d-.*Z");
		assertThat((String) migrations.get(0).get("checksum")).matches("[0-9a-f]{64}");
		assertThat(migrations.get(3)).containsEntry("state", "pending").containsEntry("appliedAt", null);
		assertThat(document.get("summary")).isEqualTo(Map.of("applied", 2, "pending", 2, "failed", 0, "changed", 0,
				"missing", 0, "held", 0, "rolled_back", 0));
	}

	@Test
	void statusAndPlanExitWithThreeOnlyIfAsked() {
		run("status");
		assertThat(this.exitCode).isZero();
		run("status", "--check");
		assertThat(this.exitCode).isEqualTo(3);
		run("plan", "--check");
		assertThat(this.exitCode).isEqualTo(3);
		run("deploy");
		run("plan", "--check");
		assertThat(this.exitCode).isZero();
	}

	@Test
	void planSaysWhatADeployWouldDo() {
		assertThat(run("plan")).startsWith("A deploy would apply 2 migrations:\n  20260101000000_create_wallets");
		Map<String, Object> document = json("plan", "--json");
		assertThat(document).containsOnlyKeys("next", "held", "warnings", "problems", "upToDate")
			.containsEntry("upToDate", false);
		run("deploy");
		assertThat(run("plan")).startsWith("A deploy would find nothing to apply.");
	}

	@Test
	void deploySaysWhatItDid() {
		Map<String, Object> document = json("deploy", "--json");
		assertThat(document).containsOnlyKeys("applied", "held", "durationMs", "backup")
			.containsEntry("applied", List.of("20260101000000_create_wallets", "20260102000000_seed_wallets"))
			.containsEntry("held", List.of());
		assertThat(this.exitCode).isZero();
		assertThat(run("deploy")).isEqualTo("Nothing to do: the database is up to date.\n");
	}

	@Test
	void deployExitsWithSevenIfSomethingIsHeld() {
		this.locations = "classpath:db/migrations,classpath:cases/held";
		assertThat(run("deploy")).contains("Held", "  20260105000000_needs_approval");
		assertThat(this.exitCode).isEqualTo(7);
		assertThat(run("plan")).contains("Held:\n  20260105000000_needs_approval\n    requires approval");
		assertThat(run("deploy", "--allow-held")).contains("Held", "  20260105000000_needs_approval");
		assertThat(this.exitCode).isZero();
	}

	@Test
	void rollbackTakesBackTheLastOnesInReverse() {
		run("deploy");
		assertThat(json("rollback", "2", "--json")).containsEntry("rolledBack",
				List.of("20260102000000_seed_wallets", "20260101000000_create_wallets"));
		run("deploy");
		assertThat(run("rollback")).contains("Took back 1 migration in", "  20260102000000_seed_wallets");
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> run("rollback", "0"))
			.withMessageContaining("1 or more");
	}

	@Test
	void resolveRecordsWhatWasMendedByHand() {
		run("deploy");
		assertThat(run("resolve", "--rolled-back", "20260102000000_seed_wallets", "--reason", "deleted by hand"))
			.isEqualTo("Recorded 20260102000000_seed_wallets as rolled back.\n");
		assertThat(json("resolve", "--applied", "20260102000000_seed_wallets", "--json"))
			.isEqualTo(Map.of("id", "20260102000000_seed_wallets", "state", "applied"));
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> run("resolve"));
		assertThatExceptionOfType(ParameterException.class)
			.isThrownBy(() -> run("resolve", "--applied", "a", "--rolled-back", "b"));
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> run("resolve", "--applied", "nope"));
	}

	@Test
	void baselineRecordsWithoutRunning() {
		assertThat(json("baseline", "--until", "20260101000000_create_wallets", "--json"))
			.isEqualTo(Map.of("baselined", List.of("20260101000000_create_wallets")));
		assertThat(this.database.jdbc().sql("SELECT to_regclass('wallets')").query(String.class).optional()).isEmpty();
		assertThat(run("baseline")).contains("Recorded 1 migration as applied:", "20260102000000_seed_wallets");
	}

	@Test
	void validateAsksTheServerAndRunsNothing() {
		assertThat(run("validate"))
			.isEqualTo("Valid: 2 migrations, 5 statements of pending ones checked by the server.\n");
		assertThat(this.exitCode).isZero();
		this.locations = "classpath:cases/syntax-error";
		Map<String, Object> document = json("validate", "--json");
		assertThat(this.exitCode).isEqualTo(5);
		assertThat(document).containsOnlyKeys("valid", "statementsChecked", "findings", "warnings", "problems")
			.containsEntry("valid", false);
		assertThat(list(document.get("findings"))).singleElement()
			.satisfies((finding) -> assertThat(finding).containsEntry("line", 2).containsEntry("sqlState", "42601"));
		assertThat(run("validate")).contains("migration.sql:2:", "Invalid: 1 migration");
	}

	private String run(String... args) {
		Migrator migrator = new Migrator(this.database.dataSource(),
				MigrationSource.of(this.locations.split(","))::load, MigratorSettings.defaults(), List.of());
		Answer answer = Answer.to(migrator, args);
		this.exitCode = answer.exitCode();
		return answer.text();
	}

	private Map<String, Object> json(String... args) {
		return Answer.document(run(args));
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> list(Object value) {
		return (List<Map<String, Object>>) value;
	}

}
