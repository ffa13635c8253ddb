package io.migrator.run;

import java.time.Duration;

import io.migrator.plan.MigrationState;
import io.migrator.plan.OutOfOrder;
import io.migrator.plan.Plan;
import io.migrator.sql.ScriptException;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DeployTests {

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void appliesWhatIsPendingInOrderAndRecordsIt() {
		this.workspace.migration("20260102000000_second", "INSERT INTO wallet VALUES (1), (2), (3);")
			.migration("20260101000000_first", "CREATE TABLE wallet (id int); CREATE INDEX ON wallet (id);");
		DeployResult result = this.workspace.migrator().deploy();
		assertThat(result.applied()).containsExactly("20260101000000_first", "20260102000000_second");
		assertThat(this.workspace.history("20260101000000_first", "state")).isEqualTo("applied");
		assertThat(this.workspace.history("20260101000000_first", "statements")).isEqualTo("2");
		assertThat(this.workspace.history("20260101000000_first", "statements_done")).isEqualTo("2");
		assertThat(this.workspace.history("20260102000000_second", "rows_affected")).isEqualTo("3");
		assertThat(this.workspace.history("20260102000000_second", "attempts")).isEqualTo("1");
		assertThat(this.workspace.history("20260102000000_second", "position")).isEqualTo("2");
		assertThat(this.workspace.history("20260102000000_second", "applied_by")).isEqualTo("postgres (workspace)");
		assertThat(this.workspace.history("20260102000000_second", "application_version")).isEqualTo("1.0");
		assertThat(this.workspace.history("20260102000000_second", "duration_ms >= 0 AND lock_ms >= 0"))
			.isEqualTo("true");
		assertThat(this.workspace.history("20260102000000_second", "now() - finished_at < interval '1 min'"))
			.isEqualTo("true");
	}

	@Test
	void findsNothingToDoTheSecondTime() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
		assertThat(this.workspace.migrator().verify().isUpToDate()).isTrue();
	}

	@Test
	void leavesNothingOfAFailedMigrationButARowThatSaysSo() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);")
			.migration("20260102000000_second", """
					CREATE TABLE deal (id int);
					INSERT INTO deal VALUES (1);

					INSERT INTO deal
					VALUES ('ä', nonsense);
					""");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("20260102000000_second/migration.sql:5:14", "statement 3 of 3",
						"nonsense", "42703");
				assertThat(ex.databaseState()).contains("nothing of this migration is committed");
				assertThat(ex.nextStep()).contains("deploy again");
				assertThat(ex.exitCode()).isEqualTo(4);
			});
		assertThat(this.workspace.exists("wallet")).isTrue();
		assertThat(this.workspace.exists("deal")).isFalse();
		assertThat(this.workspace.history("20260102000000_second", "state")).isEqualTo("failed");
		assertThat(this.workspace.history("20260102000000_second", "error_state")).isEqualTo("42703");
		Plan plan = this.workspace.migrator().plan();
		assertThat(plan.find("20260102000000_second")).get().satisfies((planned) -> {
			assertThat(planned.state()).isEqualTo(MigrationState.FAILED);
			assertThat(planned.next()).isTrue();
			assertThat(planned.reasons()).anyMatch((reason) -> reason.contains("nonsense"));
		});
		this.workspace.migration("20260102000000_second", "CREATE TABLE deal (id int);");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260102000000_second");
		assertThat(this.workspace.history("20260102000000_second", "state")).isEqualTo("applied");
		assertThat(this.workspace.history("20260102000000_second", "coalesce(error, 'none')")).isEqualTo("none");
		assertThat(this.workspace.history("20260102000000_second", "attempts")).isEqualTo("2");
	}

	@Test
	void refusesAChangedMigrationUntilItIsAccepted() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id bigint);");
		assertThat(this.workspace.migrator().plan().find("20260101000000_first")).get()
			.satisfies((planned) -> assertThat(planned.state()).isEqualTo(MigrationState.CHANGED));
		assertThatExceptionOfType(PlanException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.exitCode()).isEqualTo(5))
			.withMessageContaining("resolve --applied 20260101000000_first");
		this.workspace.migrator().resolve("20260101000000_first", Resolution.APPLIED, "changed by hand");
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
		assertThat(this.workspace.jdbc()
			.sql("SELECT action || ': ' || reason FROM migrator.audit_log WHERE action <> 'deploy'")
			.query(String.class)
			.list()).containsExactly("resolve applied: changed by hand");
	}

	@Test
	void acceptsAFileInWhichOnlyCommentsChangedAndSaysSo() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		this.workspace.migration("20260101000000_first", "-- the wallet\ncreate table Wallet (\n\tid int\n);\n");
		Plan plan = this.workspace.migrator().plan();
		assertThat(plan.isUpToDate()).isTrue();
		assertThat(plan.migrations().get(0).reasons())
			.containsExactly("only comments or white space changed since it was applied: accepted");
		this.workspace.migration("20260102000000_second", "SELECT 1;");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.history("20260101000000_first", "note")).contains("only comments");
		assertThat(this.workspace.migrator().plan().migrations().get(0).reasons()).isEmpty();
	}

	@Test
	void toleratesADatabaseAheadOfTheApplication() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);")
			.migration("20260102000000_second", "CREATE TABLE deal (id int);");
		this.workspace.migrator().deploy();
		this.workspace.remove("20260102000000_second");
		Plan plan = this.workspace.migrator().verify();
		assertThat(plan.warnings()).isEmpty();
		assertThat(plan.find("20260102000000_second")).get().satisfies((planned) -> {
			assertThat(planned.state()).isEqualTo(MigrationState.MISSING);
			assertThat(planned.reasons()).containsExactly("applied by a newer version of the application");
		});
		this.workspace.migration("20260103000000_third", "CREATE TABLE hold (id int);");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260103000000_third");
		assertThat(this.workspace.migrator().plan().warnings())
			.containsExactly("20260102000000_second is applied but its files are missing");
	}

	@Test
	void appliesOutOfOrderWithAWarningOrFails() {
		this.workspace.migration("20260102000000_second", "CREATE TABLE deal (id int);");
		this.workspace.migrator().deploy();
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		MigratorSettings settings = this.workspace.settings();
		this.workspace.settings(new MigratorSettings("migrator", "default", settings.environments(),
				Duration.ofSeconds(1), 1, Duration.ofSeconds(5), OutOfOrder.FAIL, "test", null, settings.snapshots()));
		assertThatExceptionOfType(PlanException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.withMessageContaining("out of order");
		this.workspace.settings(settings);
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260101000000_first");
		assertThat(this.workspace.events(MigratorEvent.Warning.class))
			.anyMatch((warning) -> warning.message().contains("out of order: 20260102000000_second"));
	}

	@Test
	void holdsWhatNeedsApprovalAndAllThatComesAfterIt() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);")
			.migration("20260102000000_second", "-- migrator: environments=production\nCREATE TABLE p (id int);")
			.migration("20260103000000_third", "-- migrator: requires-approval\nDROP TABLE wallet;")
			.migration("20260104000000_fourth", "CREATE TABLE hold (id int);");
		DeployResult result = this.workspace.migrator().deploy();
		assertThat(result.applied()).containsExactly("20260101000000_first");
		assertThat(result.held()).containsExactly("20260103000000_third", "20260104000000_fourth");
		assertThat(this.workspace.migrator().plan().summary().get(MigrationState.HELD)).isEqualTo(3);
	}

	@Test
	void leavesAfterStartMigrationsForLater() {
		this.workspace.migration("20260101000000_first", "-- migrator: phase=after-start\nCREATE TABLE slow (id int);")
			.migration("20260102000000_second", "CREATE TABLE fast (id int);");
		assertThat(this.workspace.migrator().deployBeforeStart().applied()).containsExactly("20260102000000_second");
		assertThat(this.workspace.migrator().verify().next()).hasSize(1);
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260101000000_first");
	}

	@Test
	void checksWhatVerifyScriptsAskBeforeItCommits() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int); INSERT INTO wallet VALUES (1);")
			.verify("20260101000000_first", "SELECT count(*) = 2 FROM wallet;\n");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.withMessageContaining("verify.sql:1")
			.withMessageContaining("?column? = f");
		assertThat(this.workspace.exists("wallet")).isFalse();
		this.workspace.verify("20260101000000_first",
				"SELECT count(*) = 1 FROM wallet;\nSELECT id FROM wallet WHERE id > 1");
		assertThat(this.workspace.migrator().deploy().applied()).hasSize(1);
	}

	@Test
	void recordsWithoutRunningUpToTheBaseline() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);")
			.migration("20260102000000_second", "CREATE TABLE deal (id int);")
			.migration("20260103000000_third", "CREATE TABLE hold (id int);");
		assertThat(this.workspace.migrator().baseline("20260102000000_second", "adopted"))
			.containsExactly("20260101000000_first", "20260102000000_second");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly("20260103000000_third");
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.exists("hold")).isTrue();
	}

	@Test
	void recordsAsBaselineWhatADeployFoundToBeThereAlready() {
		this.workspace.jdbc().sql("CREATE TABLE wallet (id int)").update();
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());

		assertThat(this.workspace.migrator().baseline(null, "was there before"))
			.containsExactly("20260101000000_first");

		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
		assertThat(this.workspace.history("20260101000000_first", "state")).isEqualTo("applied");
	}

	@Test
	void saysWhatIsAppliedWhenALaterScriptCannotBeRead() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);")
			.migration("20260102000000_second", "SELECT 1;\n\\i other.sql\n");
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.line()).isEqualTo(2);
				assertThat(ex.problem()).contains("20260102000000_second/migration.sql:2:1");
				assertThat(ex.databaseState()).contains("this deploy applied 20260101000000_first before it");
				assertThat(ex.exitCode()).isEqualTo(5);
			});
		assertThat(this.workspace.exists("wallet")).isTrue();
	}

	@Test
	void verifyNamesWhatIsPending() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		assertThatExceptionOfType(PendingException.class).isThrownBy(() -> this.workspace.migrator().verify())
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(3);
				assertThat(ex.pending()).containsExactly("20260101000000_first");
			});
		assertThat(this.workspace.exists("migrator.migration_history")).isFalse();
	}

}
