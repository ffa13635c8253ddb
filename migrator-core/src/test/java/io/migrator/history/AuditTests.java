package io.migrator.history;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import io.migrator.error.MigratorException;
import io.migrator.run.MigrationFailedException;
import io.migrator.run.MigratorSettings;
import io.migrator.run.Resolution;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

/**
 * Who did what: one entry for each act, in its transaction, for ever.
 */
class AuditTests {

	private static final String WALLET = "20260101000000_wallet";

	private static final String INDEX = "20260102000000_index";

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	private void migrations() {
		this.workspace.migration(WALLET, "-- migrator: why=wallets hold money\nCREATE TABLE wallet (id int);")
			.down(WALLET, "DROP TABLE wallet;")
			.migration(INDEX, "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);\nSELECT 1;")
			.down(INDEX, "DROP INDEX CONCURRENTLY wallet_id;");
	}

	@Test
	void whatWasDoneIsKeptWithThePersonTheMachineAndTheReason() {
		migrations();
		this.workspace.migrator().deploy();
		this.workspace.migrator().onBehalfOf("ann").rollback(2, "too early");
		this.workspace.migrator().onBehalfOf("bob").resolve(WALLET, Resolution.APPLIED, "made by hand");
		this.workspace.migrator().baseline(null, null);
		List<AuditEntry> entries = this.workspace.migrator().audit(AuditQuery.latest(100));
		assertThat(entries)
			.extracting(AuditEntry::action, AuditEntry::subject, AuditEntry::principal, AuditEntry::reason)
			.containsExactly(tuple("baseline", null, null, null),
					tuple("resolve applied", WALLET, "bob", "made by hand"),
					tuple("rollback", WALLET, "ann", "too early"), tuple("rollback", INDEX, "ann", "too early"),
					tuple("deploy", INDEX, null, null), tuple("deploy", WALLET, null, "wallets hold money"));
		assertThat(entries).allSatisfy((entry) -> {
			assertThat(entry.databaseUser()).isEqualTo("postgres");
			assertThat(entry.application()).isEqualTo("workspace");
			assertThat(entry.applicationVersion()).isEqualTo("1.0");
			assertThat(entry.host()).isEqualTo(HostName.get()).isNotBlank();
			assertThat(entry.at()).isCloseTo(Instant.now(), within(Duration.ofMinutes(1)));
		});
	}

	@Test
	void aMigrationThatChangedNothingLeavesNoEntryAndOneThatStoppedHalfWayDoes() {
		migrations();
		this.workspace.migration(WALLET, "CREATE TABLE wallet (id int);\nSELECT 1 / 0;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		assertThat(actions()).isEmpty();
		this.workspace.migration(WALLET, "CREATE TABLE wallet (id int);");
		this.workspace.migration(INDEX, "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);\nSELECT 1 / 0;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		assertThat(actions()).containsExactly("deploy failed " + INDEX, "deploy " + WALLET);
		assertThat(this.workspace.migrator().audit(AuditQuery.latest(1)).get(0).reason()).contains("division by zero");
	}

	@Test
	void nothingIsAppliedThatIsNotAudited() {
		migrations();
		this.workspace.migrator().baseline(null, null);
		this.workspace.migrator().resolve(WALLET, Resolution.ROLLED_BACK, null);
		this.workspace.jdbc().sql("ALTER TABLE migrator.audit_log ADD CHECK (action <> 'deploy')").update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.history(WALLET, "state")).isEqualTo("failed");
	}

	@Test
	void acceptingAFileThatWasOnlyReformattedIsKeptToo() {
		migrations();
		this.workspace.migrator().deploy();
		this.workspace.migration(WALLET, "create table wallet (id int);")
			.migration("20260103000000_more", "SELECT 1;")
			.migrator()
			.deploy();
		assertThat(actions()).contains("accept " + WALLET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE migrator.audit_log SET principal = 'me'", "DELETE FROM migrator.audit_log",
			"DELETE FROM migrator.audit_log WHERE false", "TRUNCATE migrator.audit_log",
			"SET session_replication_role = replica; DELETE FROM migrator.audit_log" })
	void theServerRefusesToChangeIt(String sql) {
		migrations();
		this.workspace.migrator().deploy();
		assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> this.workspace.jdbc().sql(sql).update())
			.havingRootCause()
			.isInstanceOf(SQLException.class)
			.satisfies((ex) -> assertThat(((SQLException) ex).getSQLState()).isEqualTo("55000"))
			.withMessageContaining("refused: migrator.audit_log is only ever added to");
		assertThat(actions()).hasSize(2);
	}

	@Test
	void itsOwnerCanLetOldEntriesGo() {
		migrations();
		this.workspace.migrator().deploy();
		this.workspace.jdbc().sql("""
				BEGIN;
				ALTER TABLE migrator.audit_log DISABLE TRIGGER audit_log_is_only_added_to;
				DELETE FROM migrator.audit_log WHERE action = 'deploy';
				ALTER TABLE migrator.audit_log ENABLE ALWAYS TRIGGER audit_log_is_only_added_to;
				COMMIT
				""").update();
		assertThat(actions()).isEmpty();
	}

	@Test
	void aResetIsTheFirstEntryOfTheNewLog() {
		migrations();
		this.workspace.migrator().deploy();
		this.workspace.migrator().onBehalfOf("dev").reset().run();
		assertThat(actions()).containsExactly("deploy " + INDEX, "deploy " + WALLET, "reset null");
		AuditEntry reset = this.workspace.migrator().audit(AuditQuery.latest(3)).get(2);
		assertThat(reset.principal()).isEqualTo("dev");
		assertThat(reset.reason()).contains("table public.wallet").contains("SCHEMA migrator");
	}

	@Test
	void readsWhatFitsAndGoesOnWhereAPageEnded() {
		migrations();
		this.workspace.migrator().deploy();
		this.workspace.migrator().rollback(1);
		List<AuditEntry> page = this.workspace.migrator().audit(AuditQuery.latest(2));
		assertThat(page).extracting(AuditEntry::action).containsExactly("rollback", "deploy");
		assertThat(read((last) -> new AuditQuery(2, last, null, null, null), page.get(1).number()))
			.containsExactly("deploy " + WALLET);
		assertThat(read((last) -> new AuditQuery(9, null, null, null, WALLET), 0)).containsExactly("deploy " + WALLET);
		assertThat(read((last) -> new AuditQuery(9, null, null, Duration.ofHours(1), "it's none"), 0)).isEmpty();
		assertThat(read((last) -> new AuditQuery(9, null, null, Duration.ofHours(1), null), 0)).hasSize(3);
		assertThat(read((last) -> new AuditQuery(9, null, page.get(0).at(), null, null), 0))
			.containsExactly("rollback " + INDEX);
	}

	@Test
	void saysNothingWhereNothingWasEverDone() {
		assertThat(this.workspace.migrator().audit(AuditQuery.latest(9))).isEmpty();
	}

	@Test
	void holdsInASchemaWithAnyNameThatCanBeDropped() {
		MigratorSettings now = this.workspace.settings();
		this.workspace.settings(new MigratorSettings("It's \"mine\"", now.stream(), now.environments(),
				now.lockTimeout(), 1, now.lockWait(), now.outOfOrder(), "o'clock (beta)", null, null));
		migrations();
		this.workspace.migrator().deploy();
		AuditEntry entry = this.workspace.migrator().audit(AuditQuery.latest(1)).get(0);
		assertThat(entry.application()).isEqualTo("o'clock (beta)");
		assertThat(entry.databaseUser()).isEqualTo("postgres");
		assertThat(entry.applicationVersion()).isNull();
		assertThatExceptionOfType(DataAccessException.class)
			.isThrownBy(() -> this.workspace.jdbc().sql("DELETE FROM \"It's \"\"mine\"\"\".audit_log").update())
			.withMessageContaining("\"It's \"\"mine\"\"\".audit_log is only ever added to");
		this.workspace.jdbc().sql("DROP SCHEMA \"It's \"\"mine\"\"\" CASCADE").update();
		assertThat(this.workspace.migrator().audit(AuditQuery.latest(9))).isEmpty();
	}

	private List<String> actions() {
		return read((last) -> AuditQuery.latest(100), 0);
	}

	private List<String> read(Function<Long, AuditQuery> query, long last) {
		return this.workspace.migrator()
			.audit(query.apply(last))
			.stream()
			.map((entry) -> entry.action() + " " + entry.subject())
			.toList();
	}

}
