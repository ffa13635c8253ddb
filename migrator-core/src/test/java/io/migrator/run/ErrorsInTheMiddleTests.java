package io.migrator.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.test.DeployProcess;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What happens if a {@link java.lang.Error} strikes in the middle of a script of which
 * much is sent already.
 */
class ErrorsInTheMiddleTests {

	private static final String ID = "20260101000000_rows";

	private static final int ROWS = 3000;

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void commitNothingOfAScriptInOneTransaction() {
		this.workspace.migration(ID, rows());
		struck(this.workspace.database().dataSource());
		nothingIsCommitted();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		everyRowIsThereOnce();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leaveNothingOnTheConnectionsOfAPool(boolean autoCommit) throws SQLException {
		this.workspace.migration(ID, "SET search_path = pg_temp, public;\n" + rows());
		try (HikariDataSource pool = pool(autoCommit)) {
			struck(pool);
			nothingIsCommitted();
			// At once, before the pool looks whether a connection is alive
			for (int i = 0; i < 3; i++) {
				isClean(pool);
			}
			nothingIsCommitted();
			assertThat(this.workspace.migrator(pool).deploy().applied()).containsExactly(ID);
			everyRowIsThereOnce();
			isClean(pool);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void leaveNothingOnTheConnectionsOfAPoolIfItIsAStatementThatFails(boolean autoCommit) throws SQLException {
		this.workspace.migration(ID, "SET search_path = pg_temp, public;\n" + rows() + "SELECT nonsense;");
		try (HikariDataSource pool = pool(autoCommit)) {
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> this.workspace.migrator(pool).deploy());
			isClean(pool);
			assertThat(this.workspace.exists("wallet")).isFalse();
			this.workspace.migration(ID, rows());
			assertThat(this.workspace.migrator(pool).deploy().applied()).containsExactly(ID);
			everyRowIsThereOnce();
			isClean(pool);
		}
	}

	@Test
	void keepWhatIsCommittedOfAScriptOfManyTransactions() {
		this.workspace.migration(ID, """
				CREATE TABLE wallet (id int, payload text);
				VACUUM wallet;
				""" + inserts());
		struck(this.workspace.database().dataSource(), 6);
		assertThat(this.workspace.history(ID, "state")).isEqualTo("running");
		assertThat(this.workspace.history(ID, "statements_done")).isEqualTo("2");
		assertThat(count()).isZero();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		everyRowIsThereOnce();
	}

	@Test
	void areSurvivedAlsoWhenTheMemoryReallyRunsOut() {
		this.workspace.migration(ID, rows() + "DO $$ BEGIN RAISE NOTICE '%', repeat('x', 100000000); END $$;\n");
		try (DeployProcess process = DeployProcess.start(this.workspace.database(), "-Xmx40m").awaitReady()) {
			process.deploy(this.workspace.database(), this.workspace.folder());
			assertThat(process.awaitExit()).as(process.output()).isNotZero();
			assertThat(process.output()).contains("OutOfMemoryError");
		}
		nothingIsCommitted();
		this.workspace.migration(ID, rows());
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(ID);
		everyRowIsThereOnce();
	}

	@Test
	void doNotComeFromResultsThatNobodyWants() {
		this.workspace.migration(ID, rows() + "SELECT repeat('x', 100000000);\n");
		try (DeployProcess process = DeployProcess.start(this.workspace.database(), "-Xmx40m").awaitReady()) {
			process.deploy(this.workspace.database(), this.workspace.folder());
			assertThat(process.awaitExit()).as(process.output()).isZero();
		}
		everyRowIsThereOnce();
	}

	private static String rows() {
		return "CREATE TABLE public.wallet (id int, payload text);\n" + inserts();
	}

	private static String inserts() {
		StringBuilder script = new StringBuilder();
		for (int i = 0; i < ROWS; i++) {
			script.append("INSERT INTO public.wallet VALUES (")
				.append(i)
				.append(", '")
				.append("x".repeat(100))
				.append("');\n");
		}
		return script.toString();
	}

	private HikariDataSource pool(boolean autoCommit) {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.workspace.database().dataSource());
		config.setAutoCommit(autoCommit);
		config.setMaximumPoolSize(2);
		// Otherwise the initial statement is never committed without auto-commit
		config.setIsolateInternalQueries(true);
		config.setConnectionInitSql("SET work_mem = '7MB'");
		return new HikariDataSource(config);
	}

	private void struck(DataSource dataSource) {
		struck(dataSource, 3);
	}

	/** Deploys until an error strikes after a number of flights. */
	private void struck(DataSource dataSource, int flights) {
		AtomicInteger sent = new AtomicInteger();
		MigrationListener listener = (event) -> {
			if (event instanceof StatementsExecuted && sent.incrementAndGet() == flights) {
				throw new OutOfMemoryError("for this test");
			}
		};
		MigrationSource source = MigrationSource.of("file:" + this.workspace.folder());
		Migrator migrator = new Migrator(dataSource, source::load, this.workspace.settings(), List.of(listener));
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(migrator::deploy).withMessage("for this test");
	}

	private void nothingIsCommitted() {
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.history(ID, "state")).isEqualTo("(none)");
	}

	private void everyRowIsThereOnce() {
		assertThat(count()).isEqualTo(ROWS);
		assertThat(this.workspace.history(ID, "state")).isEqualTo("applied");
	}

	private int count() {
		return this.workspace.jdbc().sql("SELECT count(*) FROM public.wallet").query(Integer.class).single();
	}

	/** Both of the pool's connections do their work and have nothing of ours. */
	private static void isClean(HikariDataSource pool) throws SQLException {
		try (Connection first = pool.getConnection(); Connection second = pool.getConnection()) {
			for (Connection connection : List.of(first, second)) {
				assertThat(connection.getAutoCommit()).isEqualTo(pool.isAutoCommit());
				assertThat(ask(connection, "SHOW search_path")).isEqualTo("\"$user\", public");
				assertThat(ask(connection, "SHOW work_mem")).isEqualTo("7MB");
				assertThat(ask(connection, "SHOW lock_timeout")).isEqualTo("0");
				assertThat(ask(connection, "SHOW application_name")).isEqualTo("PostgreSQL JDBC Driver");
				assertThat(ask(connection,
						"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'" + " AND pid = pg_backend_pid()"))
					.isEqualTo("0");
				assertThat(ask(connection, "SELECT pg_current_xact_id_if_assigned() IS NULL")).isEqualTo("t");
			}
		}
	}

	private static String ask(Connection connection, String question) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(question)) {
			row.next();
			return row.getString(1);
		}
	}

}
