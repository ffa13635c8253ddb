package io.migrator.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.plan.DefinedBackfills;
import io.migrator.plan.Plan;
import io.migrator.test.BackfillTable;
import io.migrator.test.Workspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations with {@code requires-backfill}.
 */
class HeldByBackfillTests {

	private static final String EXPAND = "20260101000000_expand";

	private static final String CONTRACT = "20260102000000_contract";

	private static final String LATER = "20260103000000_later";

	private final Workspace workspace = new Workspace();

	private final BackfillTable backfills = new BackfillTable(this.workspace.jdbc());

	@BeforeEach
	void migrations() {
		this.workspace.migration(EXPAND, "CREATE TABLE wallet (id int PRIMARY KEY, cents bigint);")
			.migration(CONTRACT,
					"-- migrator: requires-backfill=cents\nALTER TABLE wallet ALTER COLUMN cents SET NOT NULL;")
			.migration(LATER, "CREATE TABLE deal (id int);");
	}

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void waitsForTheBackfillAndHoldsUpWhatComesAfterIt() {
		assertThat(reason(this.workspace.migrator().plan())).isEqualTo("requires backfill cents, which has not begun");
		DeployResult result = this.workspace.migrator().deploy();
		assertThat(result.applied()).containsExactly(EXPAND);
		assertThat(result.held()).containsExactly(CONTRACT, LATER);
		this.backfills.put("cents", "running", null);
		assertThat(this.workspace.migrator().deploy().applied()).isEmpty();
		this.backfills.put("cents", "completed", null);
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(CONTRACT, LATER);
	}

	@Test
	void saysInWhichStateTheBackfillIsAndWhatToDo() {
		this.workspace.migrator().deploy();
		Map<String, String> words = Map.of("running", "is running", "paused",
				"is paused (at night only): 'migrator backfill resume cents' lets it go on", "failed",
				"has failed (at night only): mend the cause, then 'migrator backfill resume cents'", "incomplete",
				"is incomplete (at night only): mend its quarantined rows, then 'migrator backfill retry cents'",
				"cancelled", "was cancelled (at night only): 'migrator backfill start cents' begins it anew");
		words.forEach((state, reason) -> {
			this.backfills.put("cents", state, state.equals("running") ? null : "at night only");
			assertThat(reason(this.workspace.migrator().plan())).isEqualTo("requires backfill cents, which " + reason);
		});
	}

	@Test
	void namesEachOfSeveralBackfillsThatIsMissing() {
		this.workspace.migration(CONTRACT, "-- migrator: requires-backfill=cents, names, dates\nSELECT 1;");
		this.workspace.migrator().deploy();
		this.backfills.put("names", "completed", null);
		this.backfills.put("dates", "running", null);
		assertThat(this.workspace.migrator().plan().find(CONTRACT).orElseThrow().reasons()).containsExactly(
				"requires backfill cents, which has not begun", "requires backfill dates, which is running");
	}

	@Test
	void readsADatabaseThatAnOlderMigratorMade() {
		this.workspace.migrator().deploy();
		this.workspace.jdbc()
			.sql("DROP TABLE migrator.backfill, migrator.backfill_range, migrator.backfill_quarantine")
			.update();
		assertThat(reason(this.workspace.migrator().plan())).endsWith("which has not begun");
		assertThat(this.workspace.migrator().deploy().held()).hasSize(2);
	}

	@Test
	void verifiesAgainUnderTheLockAndStaysHeldIfThereAreRowsAgain() {
		Migrator migrator = this.workspace.migrator().withBackfills(new VerifyingByQuery());
		migrator.deploy();
		this.backfills.put("cents", "completed", null);
		this.workspace.jdbc().sql("INSERT INTO wallet VALUES (1, NULL)").update();
		DeployResult result = migrator.deploy();
		assertThat(result.applied()).isEmpty();
		assertThat(result.held()).containsExactly(CONTRACT, LATER);
		assertThat(reason(result.plan())).isEqualTo("requires backfill cents, which is running (rows again)");
		assertThat(this.workspace.events(MigratorEvent.Warning.class))
			.anySatisfy((warning) -> assertThat(warning.message()).contains(CONTRACT, "cents", "stays held"));
		this.workspace.jdbc().sql("UPDATE wallet SET cents = 0").update();
		this.backfills.put("cents", "completed", null);
		assertThat(migrator.deploy().applied()).containsExactly(CONTRACT, LATER);
	}

	@Test
	void appliesNothingIfTheBackfillCannotBeVerified() {
		Migrator migrator = this.workspace.migrator().withBackfills(new VerifyingByQuery());
		migrator.deploy();
		this.backfills.put("cents", "completed", null);
		this.workspace.jdbc().sql("ALTER TABLE wallet RENAME TO purse").update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(migrator::deploy).satisfies((ex) -> {
			assertThat(ex.problem()).contains("backfill cents", CONTRACT, "42P01");
			assertThat(ex.databaseState()).contains("not applied");
		});
		assertThat(this.workspace.history(CONTRACT, "state")).isEqualTo("(none)");
	}

	@Test
	void aMigrationThatIsHalfDoneIsNotHeldAgain() {
		this.workspace.migration(CONTRACT, """
				-- migrator: requires-backfill=cents
				CREATE INDEX CONCURRENTLY wallet_cents ON wallet (cents);
				SELECT 1 / 0;
				""");
		this.workspace.migrator().deploy();
		this.backfills.put("cents", "completed", null);
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy());
		this.backfills.put("cents", "running", null);
		this.workspace.migration(CONTRACT, """
				-- migrator: requires-backfill=cents
				CREATE INDEX CONCURRENTLY wallet_cents ON wallet (cents);
				SELECT 1;
				""");
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(CONTRACT, LATER);
	}

	@Test
	void saysThatNobodyDefinesABackfill() {
		this.workspace.migration(CONTRACT, "-- adds the rule\n-- migrator: requires-backfill=scents\nSELECT 1;");
		Migrator migrator = this.workspace.migrator()
			.withBackfills(new Defining(new DefinedBackfills(Set.of("cents", "names"), Set.of(), true)));
		DeployResult result = migrator.deploy();
		assertThat(result.applied()).containsExactly(EXPAND);
		assertThat(reason(result.plan()))
			.isEqualTo("requires backfill scents, which is not defined; defined are cents, names");
		assertThat(result.plan().warnings())
			.containsExactly(CONTRACT + " requires backfill scents, which is not defined, so it is held for ever");
		ValidationReport report = migrator.validate();
		assertThat(report.isValid()).isFalse();
		assertThat(report.findings()).singleElement().satisfies((finding) -> {
			assertThat(finding.script()).contains(CONTRACT);
			assertThat(finding.line()).isEqualTo(2);
			assertThat(finding.problem()).isEqualTo("requires backfill scents, which is not defined");
		});
		this.backfills.put("scents", "completed", null);
		assertThat(migrator.validate().isValid()).isTrue();
		assertThat(migrator.deploy().applied()).containsExactly(CONTRACT, LATER);
	}

	@Test
	void doesNotWaitForABackfillOfOtherEnvironments() {
		Migrator migrator = this.workspace.migrator()
			.withBackfills(new Defining(new DefinedBackfills(Set.of(), Set.of("cents"), true)));
		assertThat(migrator.deploy().applied()).containsExactly(EXPAND, CONTRACT, LATER);
	}

	@Test
	void deploysWhatIsHeldAsSoonAsSomebodyHasCompletedTheBackfill() {
		this.workspace.migrator().deploy();
		CompletableFuture<DeployResult> deploy = CompletableFuture
			.supplyAsync(() -> this.workspace.migrator().deployBeforeStart(Duration.ofSeconds(20)));
		CompletableFuture<Plan> other = CompletableFuture
			.supplyAsync(() -> this.workspace.migrator().awaitNothingHeld(Duration.ofSeconds(20)));
		assertThat(deploy).isNotDone();
		this.backfills.put("cents", "completed", null);
		assertThat(deploy.join().applied()).containsExactly(CONTRACT, LATER);
		assertThat(deploy.join().held()).isEmpty();
		assertThat(other.join().isUpToDate()).isTrue();
	}

	@Test
	void givesUpWaitingForWhatIsHeld() {
		assertThatExceptionOfType(HeldException.class)
			.isThrownBy(() -> this.workspace.migrator().deployBeforeStart(Duration.ofMillis(100)))
			.satisfies((ex) -> {
				assertThat(ex.held()).containsExactly(CONTRACT, LATER);
				assertThat(ex.exitCode()).isEqualTo(ExitCodes.HELD);
				assertThat(ex.problem()).contains("requires backfill cents, which has not begun");
				assertThat(ex.databaseState()).isEqualTo(EXPAND + " is applied");
			});
		assertThatExceptionOfType(HeldException.class)
			.isThrownBy(() -> this.workspace.migrator().awaitNothingHeld(Duration.ofMillis(100)));
	}

	@Test
	void doesNotWaitForWhatRunsOnlyAfterTheStart() {
		this.workspace
			.migration(CONTRACT, "-- migrator: requires-backfill=cents\n-- migrator: phase=after-start\nSELECT 1;")
			.remove(LATER);
		DeployResult result = this.workspace.migrator().deployBeforeStart(Duration.ZERO);
		assertThat(result.held()).containsExactly(CONTRACT);
	}

	private static String reason(Plan plan) {
		return String.join("; ", plan.find(CONTRACT).orElseThrow().reasons());
	}

	/**
	 * Looks for rows, and opens the backfill again for them.
	 */
	private static final class VerifyingByQuery implements BackfillVerification {

		@Override
		public boolean isStillComplete(Connection connection, String name) throws SQLException {
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT FROM wallet WHERE cents IS NULL LIMIT 1")) {
				if (!row.next()) {
					return true;
				}
			}
			try (Statement statement = connection.createStatement()) {
				statement.executeUpdate("UPDATE migrator.backfill SET state = 'running', reason = 'rows again'");
			}
			return false;
		}

	}

	private record Defining(DefinedBackfills backfills) implements BackfillVerification {

		@Override
		public boolean isStillComplete(Connection connection, String name) {
			return true;
		}

		@Override
		public @Nullable DefinedBackfills defined() {
			return this.backfills;
		}

	}

}
