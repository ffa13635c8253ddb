package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.migrator.history.AuditEntry;
import io.migrator.history.AuditQuery;
import io.migrator.test.OlderTables;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a start finds that an older version of the migrator made.
 */
class TableUpgradeTests {

	private final Workspace workspace = new Workspace();

	@BeforeEach
	void deploy() {
		this.workspace.migration("20260101000000_wallet", "CREATE TABLE wallet (id int);").migrator().deploy();
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void aDeployWithNothingElseToDoBringsTheTablesUpToDate(int layout) {
		OlderTables.make(this.workspace.jdbc(), "migrator", layout);
		assertThat(this.workspace.migrator().audit(AuditQuery.latest(9))).singleElement()
			.satisfies((entry) -> assertThat(entry.databaseUser()).isEqualTo("postgres"))
			.extracting(AuditEntry::host)
			.isNull();
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
		assertUpToDate();
		this.workspace.migration("20260102000000_deal", "CREATE TABLE deal (id int);").migrator().deploy();
		assertThat(this.workspace.migrator().audit(AuditQuery.latest(1)).get(0).host()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void soDoesOneThatAppliesSomething(int layout) {
		OlderTables.make(this.workspace.jdbc(), "migrator", layout);
		this.workspace.migration("20260102000000_deal", "CREATE TABLE deal (id int);").migrator().deploy();
		assertUpToDate();
		assertThat(this.workspace.migrator().audit(AuditQuery.latest(9))).hasSize(2);
	}

	@Test
	void aStartDoesNotWaitForWhoeverMigrates() throws SQLException {
		OlderTables.make(this.workspace.jdbc(), "migrator", 3);
		try (Connection other = this.workspace.database().dataSource().getConnection()) {
			new AdvisoryLock("migrator", "default").acquire(other, Duration.ZERO, (event) -> {
			});
			assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
			assertThat(this.workspace.exists("migrator.feature")).isFalse();
		}
		this.workspace.migrator().deploy();
		assertUpToDate();
	}

	@Test
	void aStartDoesNotWaitForLongForThoseWhoUseTheTables() throws SQLException {
		OlderTables.make(this.workspace.jdbc(), "migrator", 3);
		try (Connection other = this.workspace.database().dataSource().getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("BEGIN; LOCK TABLE migrator.backfill IN ROW EXCLUSIVE MODE");
			assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
			assertThat(this.workspace.exists("migrator.feature")).isFalse();
		}
	}

	@Test
	void aRoleThatMayNotUpgradeThemStartsAndSaysSo() {
		OlderTables.make(this.workspace.jdbc(), "migrator", 3);
		this.workspace.jdbc().sql("""
				DO $$ BEGIN
				    CREATE ROLE only_reads LOGIN;
				EXCEPTION WHEN duplicate_object THEN NULL;
				END $$;
				GRANT USAGE ON SCHEMA migrator TO only_reads;
				GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA migrator TO only_reads;
				""").update();
		assertThat(this.workspace.migrator(this.workspace.database().dataSource("only_reads", "")).deploy().applied())
			.isEmpty();
		assertThat(this.workspace.events(MigratorEvent.Warning.class)).singleElement()
			.satisfies((warning) -> assertThat(warning.message()).contains("may not upgrade"));
		assertThat(this.workspace.exists("migrator.feature")).isFalse();
		this.workspace.jdbc().sql("DROP OWNED BY only_reads").update();
	}

	private void assertUpToDate() {
		assertThat(this.workspace.exists("migrator.feature")).isTrue();
		assertThat(this.workspace.jdbc()
			.sql("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'migrator.audit_log'::regclass AND tgenabled = 'A'")
			.query(Integer.class)
			.single()).isOne();
	}

}
