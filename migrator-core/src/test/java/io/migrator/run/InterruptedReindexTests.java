package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.test.DatabaseDump;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class InterruptedReindexTests {

	private static final String ID = "20260101000000_reindex";

	private final Workspace workspace = new Workspace();

	private Connection other;

	@BeforeEach
	void open() throws SQLException {
		this.workspace.jdbc().sql("""
				CREATE TABLE wallet (id int PRIMARY KEY, owner text);
				CREATE INDEX wallet_owner ON wallet (owner);
				CREATE TABLE entry (id int, note text) PARTITION BY LIST (id);
				CREATE TABLE entry_1 PARTITION OF entry FOR VALUES IN (1);
				CREATE INDEX entry_id ON entry (id);
				INSERT INTO wallet SELECT i, 'owner ' || i FROM generate_series(1, 100) i""").update();
		this.other = this.workspace.database().dataSource().getConnection();
		this.other.setAutoCommit(false);
	}

	@AfterEach
	void close() throws SQLException {
		this.other.close();
		this.workspace.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "TABLE CONCURRENTLY wallet", "INDEX CONCURRENTLY wallet_owner",
			"SCHEMA CONCURRENTLY public", "(CONCURRENTLY) TABLE public.wallet" })
	void leavesNothingOfNewIndexesBehind(String what) throws SQLException {
		isInterrupted(what, "INSERT INTO wallet VALUES (0, 'other')", "waiting for writers before build");
		endsWithValidIndexes();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "TABLE CONCURRENTLY wallet", "INDEX CONCURRENTLY wallet_owner", "SCHEMA CONCURRENTLY public" })
	void leavesNothingOfOldIndexesBehindOnceTheNewAreInUse(String what) throws SQLException {
		isInterrupted(what, "LOCK TABLE wallet IN ACCESS SHARE MODE", "waiting for readers before marking dead");
		endsWithValidIndexes();
	}

	@Test
	void leavesNothingBehindOnPartitions() throws SQLException {
		isInterrupted("INDEX CONCURRENTLY entry_id", "INSERT INTO entry_1 VALUES (1)",
				"waiting for writers before build");
		endsWithValidIndexes();
	}

	@Test
	void leavesAnInvalidIndexAloneThatWasThereBefore() throws SQLException {
		this.workspace.jdbc()
			.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'wallet_owner'::regclass")
			.update();
		isInterrupted("INDEX CONCURRENTLY wallet_pkey", "INSERT INTO wallet VALUES (0, 'other')",
				"waiting for writers before build");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		assertThat(DatabaseDump.invalidIndexes(this.workspace.database())).containsExactly("wallet_owner");
	}

	@Test
	void saysWhatAnOrdinaryRoleCannotRemove() throws SQLException {
		String role = this.workspace.database().name();
		this.workspace.jdbc()
			.sql("CREATE ROLE %1$s LOGIN; ALTER TABLE wallet OWNER TO %1$s; GRANT CREATE ON DATABASE %1$s TO %1$s"
				.formatted(role))
			.update();
		try {
			isInterrupted("TABLE CONCURRENTLY wallet", "INSERT INTO wallet VALUES (0, 'other')",
					"waiting for writers before build");
			this.workspace.jdbc().sql("GRANT ALL ON SCHEMA migrator TO " + role).update();
			this.workspace.jdbc().sql("GRANT ALL ON ALL TABLES IN SCHEMA migrator TO " + role).update();
			assertThat(this.workspace.migrator(this.workspace.database().dataSource(role, "")).deploy().applied())
				.containsExactly(ID);
			assertThat(DatabaseDump.invalidIndexes(this.workspace.database()))
				.allMatch((index) -> index.startsWith("pg_toast."));
			assertThat(this.workspace.events(Warning.class))
				.anyMatch((warning) -> warning.message().contains("an administrator may drop"));
		}
		finally {
			this.workspace.jdbc().sql("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(role)).update();
		}
	}

	private void isInterrupted(String what, String statement, String phase) throws SQLException {
		this.workspace.migration(ID, "REINDEX " + what + ";");
		try (Statement blocking = this.other.createStatement()) {
			blocking.execute(statement);
		}
		CompletableFuture<Void> deploy = CompletableFuture
			.runAsync(() -> assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> this.workspace.migrator().deploy()));
		await().until(() -> this.workspace.jdbc()
			.sql("SELECT count(pg_terminate_backend(pid, 5000)) = 1 FROM pg_stat_progress_create_index"
					+ " WHERE phase = ? AND datname = current_database()")
			.param(phase)
			.query(Boolean.class)
			.single());
		deploy.join();
		this.other.rollback();
		assertThat(DatabaseDump.invalidIndexes(this.workspace.database())).isNotEmpty();
		assertThat(this.workspace.history(ID, "state")).isEqualTo("running");
	}

	private void endsWithValidIndexes() {
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		assertThat(DatabaseDump.invalidIndexes(this.workspace.database())).isEmpty();
		assertThat(this.workspace.jdbc()
			.sql("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'wallet'::regclass ORDER BY 1")
			.query(String.class)
			.list()).containsExactly("wallet_owner", "wallet_pkey");
	}

}
