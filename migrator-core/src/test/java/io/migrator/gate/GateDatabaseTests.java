package io.migrator.gate;

import java.time.Duration;
import java.util.Set;

import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorSettings;
import io.migrator.test.PgBouncer;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class GateDatabaseTests {

	private static final String STATUS = "migration:" + Gates.STATUS;

	private final Gates gates = new Gates();

	private final TestDatabase database = this.gates.workspace().database();

	@AfterEach
	void close() {
		this.gates.close();
	}

	@Test
	void throughAPoolerThatLendsItsSessionsEveryAnswerIsAskedFor() throws Exception {
		assumeThat(PgBouncer.isInstalled()).as("PgBouncer is not installed (the package pgbouncer)").isTrue();
		this.gates.workspace().migrator().deploy();
		try (PgBouncer pooler = PgBouncer.start(this.database, "transaction")) {
			MigrationGate one = this.gates.replica(pooler.dataSource(), STATUS);
			MigrationGate other = this.gates.replica(pooler.dataSource(), STATUS);
			Gates.soon(() -> one.isOpen("sweeper") && other.isOpen("sweeper"));
			one.override("sweeper", false, null, "ada");
			Gates.soon(() -> !other.isOpen("sweeper"));
			other.override("sweeper", null, null, "ada");
			Gates.soon(() -> one.isOpen("sweeper"));
			this.gates.workspace().migrator().rollback(1);
			Gates.soon(() -> !one.isOpen("sweeper") && !other.isOpen("sweeper"));
			assertThat(sessions("query LIKE 'LISTEN%'")).as("no session of others is left listening").isZero();
			one.stop();
			other.stop();
		}
	}

	@Test
	void staysAsItWasWhileTheDatabaseIsAwayAndFollowsOnceItIsBack() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica(STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		away(true);
		MigrationGate started = this.gates.replica(STATUS);
		Gates.always(() -> gate.isOpen("sweeper") && !started.isOpen("sweeper"));
		assertThat(started.state("sweeper").known()).isFalse();
		away(false);
		Gates.soon(() -> started.isOpen("sweeper"));
		this.gates.workspace().migrator().rollback(1);
		Gates.soon(() -> !gate.isOpen("sweeper") && !started.isOpen("sweeper"));
	}

	@Test
	void listensOnOneConnectionOnceThatIsProvedToWork() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica(STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThat(sessions("pid <> pg_backend_pid()")).isEqualTo(1);
		Gates.always(() -> sessions("pid <> pg_backend_pid()") == 1);
		long asked = asked();
		Gates.always(() -> asked() == asked);
		gate.stop();
		Gates.soon(() -> sessions("pid <> pg_backend_pid()") == 0);
	}

	/** When the session of the watch was last asked something. */
	private long asked() {
		return this.database.jdbc()
			.sql("SELECT (extract(epoch FROM max(query_start)) * 1000)::bigint FROM pg_stat_activity"
					+ " WHERE datname = current_database() AND pid <> pg_backend_pid()")
			.query(Long.class)
			.single();
	}

	@Test
	void aRoleThatMayOnlyReadSeesWhatIsDone() {
		this.gates.workspace().migrator().deploy();
		this.gates.sql("CREATE ROLE gate_reader LOGIN");
		try {
			this.gates.sql("GRANT USAGE ON SCHEMA migrator TO gate_reader");
			this.gates.sql("GRANT SELECT ON ALL TABLES IN SCHEMA migrator TO gate_reader");
			MigrationGate gate = this.gates.replica(this.database.dataSource("gate_reader", "x"), STATUS);
			Gates.soon(() -> gate.isOpen("sweeper"));
			assertThat(this.gates.feature("opened_at")).isEqualTo("(none)");
			gate.stop();
		}
		finally {
			this.gates.sql("DROP OWNED BY gate_reader");
			this.gates.sql("DROP ROLE gate_reader");
		}
	}

	@Test
	void worksInASchemaWithAnOddNameAndPath() {
		MigratorSettings odd = new MigratorSettings("Mi\"gra'tor", "it's", Set.of("test"), Duration.ofMillis(300), 3,
				Duration.ofSeconds(20), OutOfOrder.APPLY, "o'dd", "1.0", null);
		this.gates.workspace().settings(odd).migrator().deploy();
		PGSimpleDataSource dataSource = this.database.dataSource();
		dataSource.setOptions("-c search_path=nowhere -c standard_conforming_strings=off");
		MigrationGate gate = this.gates.replica(dataSource, odd, STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThat(gate.override("sweeper", false, "it's \\ odd", "o'hara").missing())
			.containsExactly("forced closed by o'hara: it's \\ odd");
		gate.override("sweeper", null, null, "o'hara");
		this.gates.workspace().migrator().rollback(1);
		Gates.soon(() -> !gate.isOpen("sweeper"));
	}

	@Test
	void bringsTheTablesOfAnOlderMigratorUpToDate() {
		this.gates.workspace().migrator().deploy();
		this.gates.sql("DROP TABLE migrator.feature, migrator.check_result, migrator.approval");
		this.gates.sql("ALTER TABLE migrator.backfill DROP completed_at");
		this.gates.sql("COMMENT ON TABLE migrator.migration_history IS 'What Migrator has applied; layout 3'");
		MigrationGate gate = this.gates.replica(STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThat(this.gates.feature("opened_at IS NOT NULL")).isEqualTo("true");
	}

	private void away(boolean away) {
		PGSimpleDataSource server = this.database.dataSource();
		server.setDatabaseName("postgres");
		JdbcClient jdbc = JdbcClient.create(server);
		jdbc.sql("ALTER DATABASE " + this.database.name() + " ALLOW_CONNECTIONS " + !away).update();
		if (away) {
			jdbc.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = ?")
				.param(this.database.name())
				.query()
				.singleValue();
		}
	}

	private int sessions(String condition) {
		return this.database.jdbc()
			.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND " + condition)
			.query(Integer.class)
			.single();
	}

}
