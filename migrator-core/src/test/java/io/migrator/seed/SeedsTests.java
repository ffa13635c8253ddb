package io.migrator.seed;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.migrator.error.ExitCodes;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.test.SeedWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SeedsTests {

	private final SeedWorkspace workspace = new SeedWorkspace();

	@BeforeEach
	void createTables() {
		this.workspace.jdbc().sql("CREATE TABLE owners (id bigint PRIMARY KEY, name text)").update();
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void runsTheSeedsOfTheEnvironmentInTheOrderOfTheirNames() {
		this.workspace.seed("10_more",
				"-- migrator: environments=test\nINSERT INTO owners SELECT id + 1, 'b' FROM owners");
		this.workspace.seed("2_first", "BEGIN;\nINSERT INTO owners VALUES (1, 'a');\nCOMMIT;\n");
		this.workspace.seed("3_elsewhere", "-- migrator: environments=!test\nDELETE FROM owners;");
		this.workspace.seed("demo/1_data",
				"COPY owners FROM STDIN;\n7\tx\n8\ty\n\\.\nUPDATE owners SET name = 'z' WHERE id = 8;");
		SeedResult result = this.workspace.seeds().run();
		assertThat(result.seeds()).extracting(SeedResult.Done::name)
			.containsExactly("2_first", "10_more", "demo/1_data");
		assertThat(result.seeds()).extracting(SeedResult.Done::rows).containsExactly(1L, 1L, 3L);
		assertThat(result.rows()).isEqualTo(5);
		assertThat(names()).containsExactly("a", "b", "x", "z");
		assertThat(this.workspace.jdbc()
			.sql("SELECT action || ' ' || migration || ' ' || (reason LIKE '%/2_first.sql: 1 row') FROM migrator.audit_log "
					+ "ORDER BY entry LIMIT 1")
			.query(String.class)
			.single()).isEqualTo("seed 2_first true");
	}

	@Test
	void withoutSeedsNothingIsTouched() {
		assertThat(this.workspace.seeds().run().seeds()).isEmpty();
		assertThat(this.workspace.seeds().check().checked()).isEmpty();
		assertThat(this.workspace.exists("migrator.audit_log")).isFalse();
	}

	@Test
	void aSeedThatFailsLeavesNothingAndSaysWhere() {
		this.workspace.seed("1", "INSERT INTO owners VALUES (1, 'a');");
		this.workspace.seed("2", "INSERT INTO owners VALUES (2, 'b');\n\n  INSERT INTO owners\n  VALUES (1, 'c');");
		this.workspace.seed("3", "INSERT INTO owners VALUES (3, 'c');");
		assertThatExceptionOfType(SeedFailedException.class).isThrownBy(() -> this.workspace.seeds().run())
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(ExitCodes.FAILED);
				assertThat(ex.seed()).isEqualTo("2");
				assertThat(ex.sqlState()).isEqualTo("23505");
				assertThat(ex.problem())
					.contains("2.sql:3:3: statement 2 of 2 (INSERT INTO owners VALUES (1, 'c');) failed")
					.contains("Key (id)=(1) already exists");
				assertThat(ex.databaseState()).isEqualTo("nothing of this seed is committed; those before it are: 1");
				assertThat(ex.nextStep()).contains("ON CONFLICT");
			});
		assertThat(names()).containsExactly("a");
	}

	@Test
	void tellsThePositionOfASyntaxErrorAndWhatIsMissing() {
		this.workspace.seed("1", "INSERT INTO owners VALUES (1, 'a');\nINSERT INTO nowhere VALUES (1);");
		assertThatExceptionOfType(SeedFailedException.class).isThrownBy(() -> this.workspace.seeds().run())
			.withMessageContaining("1.sql:2:13: statement 2 of 2")
			.satisfies((ex) -> assertThat(ex.nextStep()).contains("migrator status"));
	}

	@Test
	void whatASeedSetsInItsSessionIsPutBack() {
		this.workspace.seed("1", "SET search_path = nowhere; SET ROLE pg_monitor; CREATE TEMP TABLE t (); SELECT 1;");
		this.workspace.seed("2", "CREATE TEMP TABLE t (); INSERT INTO owners VALUES (1, 'a');");
		assertThat(this.workspace.seeds().run().seeds()).hasSize(2);
		assertThat(names()).containsExactly("a");
	}

	@Test
	void tellsAllThatIsWrongBeforeItRunsAnything() {
		this.workspace.seed("1", "INSERT INTO owners VALUES (1, 'a');");
		this.workspace.seed("2", "\\copy owners from x");
		this.workspace.seed("3", "SELECT 1;\nVACUUM owners;");
		this.workspace.seed("4", "-- migrator: batch=10\nSELECT 1;");
		this.workspace.seed("5", "SELECT 1;\n-- migrator: environments=demo\nSELECT 2;");
		this.workspace.seed("6", "BEGIN; SELECT 1; ROLLBACK;");
		assertThatExceptionOfType(InvalidSeedsException.class).isThrownBy(() -> this.workspace.seeds().run())
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(ExitCodes.INVALID);
				assertThat(ex.problems()).satisfiesExactly(
						(problem) -> assertThat(problem).contains("2.sql:1:1: the psql command \\copy"),
						(problem) -> assertThat(problem).contains("3.sql:2:1: VACUUM cannot be run"),
						(problem) -> assertThat(problem)
							.contains("4.sql:1:14: the directive \"batch\" does not belong"),
						(problem) -> assertThat(problem).contains("5.sql:1:1: there is a directive below"),
						(problem) -> assertThat(problem).contains("6.sql:1:1: BEGIN cannot be run"));
			});
		assertThat(names()).isEmpty();
	}

	@Test
	void processesSeedOneAfterAnother() throws InterruptedException, ExecutionException {
		this.workspace.jdbc().sql("CREATE TABLE log (id int)").update();
		this.workspace.seed("1",
				"""
						DO $$ BEGIN IF NOT EXISTS (SELECT FROM log) THEN PERFORM pg_sleep(0.2); INSERT INTO log VALUES (1); END IF;
						END $$;""");
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			List<Future<SeedResult>> results = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				results.add(threads.submit(() -> this.workspace.seeds().run()));
			}
			for (Future<SeedResult> result : results) {
				assertThat(result.get().seeds()).hasSize(1);
			}
		}
		finally {
			threads.shutdown();
		}
		assertThat(this.workspace.jdbc().sql("SELECT count(*) FROM log").query(Integer.class).single()).isOne();
	}

	@Test
	void aBlockedSeedIsTriedAgain() throws SQLException {
		this.workspace.seed("1",
				"-- migrator: lock-timeout=50ms\nLOCK TABLE owners;\nINSERT INTO owners VALUES (1, 'a');");
		try (Connection connection = this.workspace.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE owners");
			this.workspace.onFirst(BlockedByLock.class, () -> {
				try {
					connection.rollback();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThat(this.workspace.seeds().run().rows()).isEqualTo(1);
		}
		assertThat(this.workspace.events(BlockedByLock.class)).first()
			.satisfies((event) -> assertThat(event.line()).isEqualTo(2));
	}

	@Test
	void passesOnWhatTheServerRemarks() {
		this.workspace.seed("1", "DO $$ BEGIN RAISE NOTICE 'hello'; END $$;");
		this.workspace.seeds().run();
		assertThat(this.workspace.events(ServerNotice.class)).singleElement()
			.satisfies((notice) -> assertThat(notice.message()).isEqualTo("hello"));
	}

	private List<String> names() {
		return this.workspace.jdbc().sql("SELECT name FROM owners ORDER BY id").query(String.class).list();
	}

}
