package io.migrator.run;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.test.PgBouncer;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

class PoolerTests {

	private static final String ID = "20260101000000_first";

	private final Workspace workspace = new Workspace();

	@BeforeEach
	void write() {
		assumeThat(PgBouncer.isInstalled()).as("PgBouncer is not installed (the package pgbouncer)").isTrue();
		this.workspace.migration(ID, "CREATE TABLE wallet (id int);");
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "server_round_robin = 0", "server_round_robin = 1" })
	void inTransactionModeAreRefusedAndToldWhatToDo(String setting) throws Exception {
		try (PgBouncer pooler = PgBouncer.start(this.workspace.database(), "transaction", setting)) {
			isRefused(pooler);
		}
	}

	@Test
	void inTransactionModeAreRecognisedAlsoWhenManyServerSessionsAreFree() throws Exception {
		try (PgBouncer pooler = PgBouncer.start(this.workspace.database(), "transaction")) {
			occupy(pooler, 10);
			isRefused(pooler);
		}
	}

	@Test
	void inTransactionModeWithOneServerSessionAreRefusedInsteadOfWaitedForForEver() throws Exception {
		try (PgBouncer pooler = PgBouncer.start(this.workspace.database(), "transaction", "default_pool_size = 1",
				"query_wait_timeout = 3")) {
			assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> this.workspace.migrator(pooler.dataSource()).deploy());
			nothingChanged();
		}
	}

	@Test
	void inStatementModeAreRefused() throws Exception {
		try (PgBouncer pooler = PgBouncer.start(this.workspace.database(), "statement")) {
			assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> this.workspace.migrator(pooler.dataSource()).deploy())
				.withMessageContaining("statement pooling mode");
			nothingChanged();
		}
	}

	@Test
	void inSessionModeAreWelcome() throws Exception {
		try (PgBouncer pooler = PgBouncer.start(this.workspace.database(), "session")) {
			this.workspace.migration("20260102000000_second", "CREATE INDEX CONCURRENTLY ON wallet (id);");
			assertThat(this.workspace.migrator(pooler.dataSource()).deploy().applied()).hasSize(2);
			assertThat(this.workspace.history(ID, "state")).isEqualTo("applied");
			assertThat(this.workspace.migrator(pooler.dataSource()).deploy().applied()).isEmpty();
		}
	}

	@Test
	void doNotMatterAsLongAsNothingIsPending() throws IOException {
		this.workspace.migrator().deploy();
		try (PgBouncer pooler = PgBouncer.start(this.workspace.database(), "transaction")) {
			assertThat(this.workspace.migrator(pooler.dataSource()).deploy().applied()).isEmpty();
			assertThat(this.workspace.migrator(pooler.dataSource()).plan().isUpToDate()).isTrue();
		}
	}

	private void isRefused(PgBouncer pooler) {
		assertThatExceptionOfType(PoolerCheck.PoolerException.class)
			.isThrownBy(() -> this.workspace.migrator(pooler.dataSource()).deploy())
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("pool_mode = transaction");
				assertThat(ex.nextStep()).contains("migrator.datasource.url");
				assertThat(ex.exitCode()).isEqualTo(5);
			});
		nothingChanged();
	}

	private void nothingChanged() {
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(
				this.workspace.jdbc().sql("SELECT to_regnamespace('migrator') IS NULL").query(Boolean.class).single())
			.isTrue();
		assertThat(this.workspace.jdbc()
			.sql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
					+ " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
			.query(Integer.class)
			.single()).isZero();
	}

	/** Makes the pooler open server sessions, and gives them back. */
	private static void occupy(PgBouncer pooler, int sessions) throws SQLException {
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < sessions; i++) {
			Connection connection = pooler.dataSource().getConnection();
			connection.setAutoCommit(false);
			connection.createStatement().execute("SELECT 1");
			connections.add(connection);
		}
		for (Connection connection : connections) {
			connection.rollback();
			connection.close();
		}
	}

}
