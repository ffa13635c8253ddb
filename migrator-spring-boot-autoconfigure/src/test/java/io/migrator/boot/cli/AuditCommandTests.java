package io.migrator.boot.cli;

import java.util.List;
import java.util.Map;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.run.MigratorSettings;
import io.migrator.test.OlderTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AuditCommandTests {

	private static final String HELD = "20260105000000_needs_approval";

	private final CommandBench bench = new CommandBench();

	@BeforeEach
	void deploy() {
		this.bench.settings(MigratorSettings.defaults().withPrincipal("ann"))
			.locations("classpath:db/migrations,classpath:cases/held");
		this.bench.run("deploy");
	}

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void approveLetsTheNextDeployApplyWhatIsHeld() {
		assertThat(this.bench.exitCode()).isEqualTo(ExitCodes.HELD);
		assertThat(this.bench.run("approve", HELD, "--reason", "seen"))
			.isEqualTo("Approved " + HELD + "; the next deploy applies it." + System.lineSeparator());
		assertThat(this.bench.run("plan")).contains("A deploy would apply 1 migration:").contains(HELD);
		assertThat(this.bench.run("deploy")).contains("Applied 1 migration in", HELD);
		assertThat(this.bench.exitCode()).isZero();
	}

	@Test
	void anApprovalIsForTheFileAsItIsAndCanBeTakenBack() {
		assertThat(this.bench.json("approve", HELD, "--json")).isEqualTo(Map.of("id", HELD, "state", "approved"));
		this.bench.locations("classpath:db/migrations,classpath:cases/held-changed");
		assertThat(this.bench.run("plan"))
			.contains("requires approval: that of ann was for another version of the file");
		assertThat(this.bench.json("approve", HELD, "--revoke", "--json"))
			.isEqualTo(Map.of("id", HELD, "state", "revoked"));
		assertThat(this.bench.run("plan")).contains("requires approval: 'migrator approve " + HELD + "' gives it");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.bench.run("approve", HELD, "--revoke"))
			.withMessageContaining("has no approval");
	}

	@Test
	void whatIsRolledBackNeedsAnotherApproval() {
		this.bench.locations("classpath:db/migrations,classpath:cases/held-changed");
		this.bench.run("approve", HELD);
		this.bench.run("deploy");
		this.bench.run("rollback", "1", "--reason", "too slow");
		assertThat(this.bench.run("deploy")).contains("Held", HELD);
		assertThat(this.bench.run("audit", HELD)).contains("rollback", "too slow", "approval used up", "approve");
	}

	@Test
	void auditShowsTheLatestFirst() {
		this.bench.run("approve", HELD, "--reason", "seen\nby two");
		List<String> lines = this.bench.run("audit", "--limit", "2").lines().toList();
		assertThat(lines).hasSize(3);
		assertThat(lines.get(0)).startsWith("AT ").contains("ACTION", "SUBJECT", "BY", "FROM", "REASON");
		assertThat(lines.get(1)).contains("approve", HELD, "ann as postgres", "migrator on ", "seen by two");
		assertThat(lines.get(2)).contains("deploy", "20260102000000_seed_wallets");
		assertThat(this.bench.run("audit", HELD).lines()).hasSize(2);
		assertThat(this.bench.run("audit", "--since", "1h").lines()).hasSize(4);
		assertThat(this.bench.run("audit", "--since", "2026-01-01").lines()).hasSize(4);
		assertThat(this.bench.run("audit", "--since", "2999-01-01T00:00:00Z")).contains("Nothing was done");
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> this.bench.run("audit", "--limit", "0"));
		assertThatExceptionOfType(ParameterException.class)
			.isThrownBy(() -> this.bench.run("audit", "--since", "yesterday"))
			.withMessageContaining("2h, 2026-11-21");
	}

	@Test
	@SuppressWarnings("unchecked")
	void auditAnswersWithOneDocumentWhateverVersionMadeTheTables() {
		List<Map<String, Object>> entries = (List<Map<String, Object>>) this.bench.json("audit", "--json")
			.get("entries");
		assertThat(entries).hasSize(2)
			.allSatisfy((entry) -> assertThat(entry)
				.containsOnlyKeys("number", "at", "action", "subject", "principal", "databaseUser", "host",
						"application", "applicationVersion", "reason")
				.containsEntry("action", "deploy")
				.containsEntry("principal", "ann")
				.containsEntry("databaseUser", "postgres"));
		OlderTables.make(this.bench.database().jdbc(), "migrator", 3);
		entries = (List<Map<String, Object>>) this.bench.json("audit", "--json").get("entries");
		assertThat(entries).hasSize(2)
			.allSatisfy((entry) -> assertThat(entry).containsEntry("principal", null).containsEntry("host", null));
		assertThat(this.bench.json("approve", HELD, "--json")).containsEntry("state", "approved");
		assertThat(this.bench.json("audit", "--json")).isNotNull();
	}

}
