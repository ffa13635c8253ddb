package io.migrator.run;

import io.migrator.error.MigratorException;
import io.migrator.plan.MigrationState;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RollbackTests {

	private final Workspace workspace = new Workspace();

	@BeforeEach
	void migrations() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);")
			.migration("20260102000000_second", "CREATE TABLE deal (id int);")
			.down("20260102000000_second", "DROP TABLE deal;")
			.migration("20260103000000_third", "CREATE INDEX CONCURRENTLY deal_id ON deal (id);")
			.down("20260103000000_third", "DROP INDEX CONCURRENTLY deal_id;\nSELECT 1;");
		this.workspace.migrator().deploy();
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void takesBackTheLastOnesInReverseOrder() {
		RollbackResult result = this.workspace.migrator().rollback(2);
		assertThat(result.rolledBack()).containsExactly("20260103000000_third", "20260102000000_second");
		assertThat(this.workspace.exists("deal")).isFalse();
		assertThat(this.workspace.history("20260102000000_second", "state")).isEqualTo("rolled_back");
		assertThat(this.workspace.migrator().plan().summary().get(MigrationState.ROLLED_BACK)).isEqualTo(2);
		assertThat(this.workspace.jdbc()
			.sql("SELECT action || ' ' || migration FROM migrator.audit_log WHERE action <> 'deploy' ORDER BY entry")
			.query(String.class)
			.list()).containsExactly("rollback 20260103000000_third", "rollback 20260102000000_second");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260102000000_second",
				"20260103000000_third");
		assertThat(this.workspace.history("20260103000000_third", "state || direction")).isEqualTo("appliedup");
	}

	@Test
	void doesNothingIfOneHasNoDownScript() {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.migrator().rollback(3))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("20260101000000_first has no down script");
				assertThat(ex.databaseState()).isEqualTo("nothing was rolled back");
			});
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
	}

	@Test
	void leavesAMigrationAppliedWhoseDownScriptFails() {
		this.workspace.down("20260103000000_third", "DROP INDEX deal_id;\nDROP TABLE nothing;");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> this.workspace.migrator().rollback(1))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("down.sql:2");
				assertThat(ex.databaseState()).contains("it is still applied");
			});
		assertThat(this.workspace.exists("deal_id")).isTrue();
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
	}

	@Test
	void goesOnWithARollbackThatStoppedHalfWay() {
		this.workspace.down("20260103000000_third", "DROP INDEX CONCURRENTLY deal_id;\nDROP TABLE nothing;");
		assertThatExceptionOfType(MigrationFailedException.class)
			.isThrownBy(() -> this.workspace.migrator().rollback(1));
		assertThatExceptionOfType(PlanException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.withMessageContaining("its rollback stopped after statement 1 of 2");
		this.workspace.down("20260103000000_third", "DROP INDEX CONCURRENTLY deal_id;\nSELECT 'mended';");
		assertThat(this.workspace.migrator().rollback(1).rolledBack()).containsExactly("20260103000000_third");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260103000000_third");
	}

	@Test
	void refusesMoreThanThereAre() {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.migrator().rollback(4))
			.withMessageContaining("only 3 applied migrations");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.migrator().rollback(0));
	}

}
