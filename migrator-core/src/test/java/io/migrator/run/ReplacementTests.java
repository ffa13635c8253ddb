package io.migrator.run;

import java.sql.SQLException;

import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.run.MigratorEvent.MigrationRecorded;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.test.CountingProxy;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that stand for others, such as the baseline that squashing writes.
 */
class ReplacementTests {

	private static final String FIRST = "20260101000000_first";

	private static final String SECOND = "20260102000000_second";

	private static final String BASELINE = "20260102000000_baseline";

	private static final String THIRD = "20260103000000_third";

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void runsOnADatabaseThatHasNoneOfThem() {
		baseline();
		third();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(BASELINE, THIRD);
		assertThat(this.workspace.exists("deal")).isTrue();
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
	}

	@Test
	void isRecordedWithoutRunningWhereAllOfThemAreApplied() {
		originals();
		this.workspace.migrator().deploy();
		removeOriginals();
		baseline();
		third();
		Plan plan = this.workspace.migrator().plan();
		assertThat(plan.warnings()).isEmpty();
		assertThat(plan.migrations()).extracting("id").containsExactly(BASELINE, THIRD);
		assertThat(plan.find(BASELINE).orElseThrow().reasons())
			.containsExactly("stands for 2 applied migrations: will be recorded without running");
		DeployResult result = this.workspace.migrator().deploy();
		assertThat(result.applied()).containsExactly(THIRD);
		assertThat(this.workspace.events(MigrationRecorded.class)).containsExactly(new MigrationRecorded(BASELINE, 2));
		assertThat(this.workspace.events(MigrationStarted.class)).noneMatch((event) -> event.id().equals(BASELINE));
		assertThat(this.workspace.history(BASELINE, "state")).isEqualTo("applied");
		assertThat(this.workspace.history(BASELINE, "note")).isEqualTo("stands for 2 applied migrations");
		Plan after = this.workspace.migrator().plan();
		assertThat(after.isUpToDate()).isTrue();
		assertThat(after.warnings()).isEmpty();
		assertThat(after.find(BASELINE).orElseThrow().reasons()).containsExactly("stands for 2 applied migrations");
	}

	@Test
	void laterStartsStayAtOneRoundTrip() throws SQLException {
		originals();
		this.workspace.migrator().deploy();
		removeOriginals();
		baseline();
		this.workspace.migrator().deploy();
		try (CountingProxy proxy = new CountingProxy(this.workspace.database().dataSource().getPortNumbers()[0])) {
			var dataSource = proxy.through(this.workspace.database().dataSource());
			dataSource.getConnection().close();
			int connecting = proxy.roundTrips();
			this.workspace.migrator(dataSource).deploy();
			assertThat(proxy.roundTrips() - 2 * connecting).isEqualTo(1);
		}
	}

	@Test
	void refusesADatabaseThatHasOnlySomeOfThemAndNamesTheOthers() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		this.workspace.remove(FIRST);
		baseline();
		assertThatExceptionOfType(PlanException.class).isThrownBy(this.workspace.migrator()::deploy)
			.withMessageContaining(BASELINE)
			.withMessageContaining(SECOND + " is not applied here")
			.withMessageContaining("still has them first");
		assertThat(this.workspace.exists("deal")).isFalse();
	}

	@Test
	void goesOnWithTheOthersAsLongAsTheirFilesAreThere() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		originals();
		baseline();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(SECOND);
		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
		assertThat(this.workspace.history(BASELINE, "note")).isEqualTo("stands for 2 applied migrations");
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
	}

	@Test
	void takesTheirPlaceOnANewDatabaseThoughTheirFilesAreThere() {
		originals();
		baseline();
		third();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(BASELINE, THIRD);
		Plan plan = this.workspace.migrator().plan();
		assertThat(plan.isUpToDate()).isTrue();
		assertThat(plan.held()).isEmpty();
		assertThat(plan.find(FIRST).orElseThrow().state()).isEqualTo(MigrationState.HELD);
		assertThat(plan.find(FIRST).orElseThrow().reasons()).containsExactly("replaced by " + BASELINE);
		removeOriginals();
		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
	}

	@Test
	void oneThatWasSquashedBeforeNeedNotBeThere() {
		baseline();
		third();
		this.workspace.migrator().deploy();
		this.workspace.remove(BASELINE).remove(THIRD);
		this.workspace.migration("20260103000000_baseline", "-- migrator: replaces=" + FIRST + "?, " + SECOND + "?,"
				+ BASELINE + ", " + THIRD + "\nCREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.history("20260103000000_baseline", "note"))
			.isEqualTo("stands for 2 applied migrations");
		assertThat(this.workspace.migrator().plan().warnings()).isEmpty();
	}

	@Test
	void rollbackTakesBackWhatCameLaterFirst() {
		originals();
		third();
		this.workspace.down(THIRD, "DROP TABLE coverage;");
		this.workspace.migrator().deploy();
		removeOriginals();
		baseline();
		this.workspace.migrator().deploy();
		assertThat(this.workspace.migrator().rollback(1).rolledBack()).containsExactly(THIRD);
		assertThatExceptionOfType(Rollback.RollbackException.class)
			.isThrownBy(() -> this.workspace.migrator().rollback(1));
		assertThat(this.workspace.exists("wallet")).isTrue();
	}

	@Test
	void aDeployThatDiesBeforeItIsRecordedIsMadeUpForByTheNext() throws SQLException {
		originals();
		this.workspace.migrator().deploy();
		removeOriginals();
		baseline();
		this.workspace.jdbc().sql("""
				CREATE FUNCTION kill() RETURNS trigger LANGUAGE plpgsql AS $$
				BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END $$
				""").update();
		this.workspace.jdbc()
			.sql("CREATE TRIGGER kill AFTER INSERT OR UPDATE ON migrator.migration_history EXECUTE FUNCTION kill()")
			.update();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(this.workspace.migrator()::deploy);
		assertThat(this.workspace.history(BASELINE, "state")).isEqualTo("(none)");
		this.workspace.jdbc().sql("DROP FUNCTION kill() CASCADE").update();
		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
		assertThat(this.workspace.history(BASELINE, "state")).isEqualTo("applied");
	}

	private void originals() {
		this.workspace.migration(FIRST, "CREATE TABLE wallet (id int);")
			.migration(SECOND, "CREATE TABLE deal (id int);");
	}

	private void removeOriginals() {
		this.workspace.remove(FIRST).remove(SECOND);
	}

	private void baseline() {
		this.workspace.migration(BASELINE, "-- migrator: replaces=" + FIRST + ",\t" + SECOND
				+ "\nCREATE TABLE wallet (id int);\nCREATE TABLE deal (id int);");
	}

	private void third() {
		this.workspace.migration(THIRD, "CREATE TABLE coverage (id int);");
	}

}
