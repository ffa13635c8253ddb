package io.migrator.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.migrator.run.MigratorEvent.FeatureClosed;
import io.migrator.run.MigratorSettings;
import io.migrator.run.Resolution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GateReplicasTests {

	private static final String STATUS = "migration:" + Gates.STATUS;

	private final Gates gates = new Gates();

	@AfterEach
	void close() {
		this.gates.close();
	}

	@Test
	void agreeWithinASecond() {
		this.gates.workspace().migrator().deploy();
		this.gates.backfill("running");
		List<MigrationGate> replicas = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			replicas.add(this.gates.replica(STATUS, "backfill:status"));
		}
		replicas.forEach((gate) -> Gates.soon(() -> gate.state("sweeper").known()));
		Instant done = Instant.now();
		this.gates.backfill("completed");
		Gates.soon(() -> replicas.stream().allMatch((gate) -> gate.isOpen("sweeper")));
		assertThat(Duration.between(done, Instant.now())).isLessThan(Duration.ofMillis(2500));
		assertThat(replicas.stream().map((gate) -> gate.state("sweeper").openedAt()).distinct()).hasSize(1);
		assertThat(this.gates.audit()).as("one of them opened it").hasSize(1);
	}

	@Test
	void closeWhenAMigrationIsRolledBackAndStaySoUntilItsBackfillIsDoneAgain() {
		this.gates.workspace().migrator().deploy();
		this.gates.backfill("completed", Gates.STATUS);
		MigrationGate one = this.gates.replica(STATUS, "backfill:status");
		MigrationGate filled = this.gates.replica("backfill:status");
		Gates.soon(() -> one.isOpen("sweeper") && filled.isOpen("sweeper"));
		this.gates.workspace().migrator().rollback(1);
		assertThat(this.gates.feature("opened_at")).as("in the transaction of the rollback").isEqualTo("-");
		Gates.soon(() -> !one.isOpen("sweeper") && !filled.isOpen("sweeper"));
		assertThat(this.gates.audit()).last()
			.isEqualTo(Gates.STATUS + " feature sweeper closed: migration rolled back");
		assertThat(this.gates.events(FeatureClosed.class)).hasSize(2)
			.anySatisfy((event) -> assertThat(event.reason())
				.isEqualTo(STATUS + ": rolled back; backfill:status: not begun"));
		this.gates.workspace().migrator().deploy();
		Gates.always(() -> !one.isOpen("sweeper") && !filled.isOpen("sweeper"));
		this.gates.backfill("completed", Gates.STATUS);
		Gates.soon(() -> one.isOpen("sweeper") && filled.isOpen("sweeper"));
	}

	@Test
	void closeBeforeADownScriptThatIsNotOneTransactionHasEnded() {
		this.gates.workspace()
			.migration("20260103000000_index", "CREATE INDEX CONCURRENTLY hold_id ON hold (id);")
			.down("20260103000000_index", "DROP INDEX CONCURRENTLY hold_id;\nSELECT 1 / 0;");
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica("migration:20260103000000_index");
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.gates.workspace().migrator().rollback(1));
		assertThat(this.gates.workspace().exists("hold_id")).isFalse();
		Gates.soon(() -> !gate.isOpen("sweeper"));
		Gates.always(() -> !gate.isOpen("sweeper"));
	}

	@Test
	void stayOpenWhenADownScriptFailsThatIsOneTransaction() {
		this.gates.workspace().down(Gates.STATUS, "ALTER TABLE hold DROP status;\nSELECT 1 / 0;");
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica(STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> this.gates.workspace().migrator().rollback(1));
		Gates.always(() -> gate.isOpen("sweeper"));
	}

	@Test
	void closeWhenAnOperatorSaysThatAMigrationWasTakenBack() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica(STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		this.gates.workspace().migrator().resolve(Gates.STATUS, Resolution.ROLLED_BACK, "by hand");
		assertThat(this.gates.feature("opened_at")).isEqualTo("-");
		Gates.soon(() -> !gate.isOpen("sweeper"));
	}

	@Test
	void closeForGoodWhenSomebodyTakesAMigrationBackWhoKnowsNothingOfFeatures() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica(STATUS);
		Gates.soon(() -> gate.isOpen("sweeper"));
		this.gates.sql("UPDATE migrator.migration_history SET state = 'rolled_back' WHERE id = '" + Gates.STATUS + "'");
		Gates.soon(() -> !gate.isOpen("sweeper") && this.gates.feature("opened_at").equals("-"));
		assertThat(this.gates.audit()).last().isEqualTo("sweeper feature closed: migration rolled back");
	}

	@Test
	void closeWhenTheFeatureRequiresMoreThanItWasOpenedByUntilThatIsDone() {
		this.gates.workspace().migrator().deploy();
		MigrationGate before = this.gates.replica(STATUS);
		Gates.soon(() -> before.isOpen("sweeper"));
		MigrationGate more = this.gates.replica(STATUS, "backfill:status");
		Gates.soon(() -> more.state("sweeper").known());
		Gates.always(() -> !more.isOpen("sweeper") && before.isOpen("sweeper"));
		this.gates.backfill("completed");
		Gates.soon(() -> more.isOpen("sweeper"));
		Gates.soon(() -> this.gates.feature("requires").contains("backfill:status"));
		this.gates.backfill("running");
		Gates.always(() -> more.isOpen("sweeper"));
		assertThat(this.gates.audit()).last()
			.isEqualTo("sweeper feature requires more: " + STATUS + ", backfill:status");
	}

	@Test
	void obeyAnOperatorWithinASecondAlsoWhenNothingIsWaitedFor() {
		this.gates.workspace().migrator().deploy();
		MigrationGate one = this.gates.replica(STATUS);
		MigrationGate other = this.gates.replica(STATUS);
		Gates.soon(() -> one.isOpen("sweeper") && other.isOpen("sweeper"));
		Gates.always(() -> true);
		Instant said = Instant.now();
		FeatureState closed = one.override("sweeper", false, "too slow", "ada");
		assertThat(closed.open()).isFalse();
		assertThat(closed.missing()).containsExactly("forced closed by ada: too slow");
		Gates.soon(() -> !other.isOpen("sweeper"));
		assertThat(Duration.between(said, Instant.now())).isLessThan(Duration.ofMillis(2500));
		assertThat(one.override("sweeper", null, "mended", "ada").open()).isTrue();
		Gates.soon(() -> other.isOpen("sweeper"));
		assertThat(this.gates.audit()).containsSubsequence("sweeper feature forced closed: too slow",
				"sweeper feature override removed: mended");
		assertThat(this.gates.workspace()
			.jdbc()
			.sql("SELECT DISTINCT principal FROM migrator.audit_log WHERE action LIKE 'feature forced%'")
			.query(String.class)
			.list()).containsExactly("ada");
	}

	@Test
	void anOperatorCanOpenWhatIsNotDone() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica("backfill:status");
		assertThat(gate.override("sweeper", true, "a demo", "ada").open()).isTrue();
		assertThat(gate.state("sweeper").override()).satisfies((override) -> {
			assertThat(override.by()).isEqualTo("ada");
			assertThat(override.reason()).isEqualTo("a demo");
		});
		assertThat(this.gates.feature("opened_at")).as("it was never open by itself").isEqualTo("-");
		assertThat(gate.override("sweeper", null, null, "ada").open()).isFalse();
		assertThatExceptionOfType(GateException.class).isThrownBy(() -> gate.override("sweper", true, null, "ada"))
			.withMessageContaining("Did you mean sweeper?");
	}

	@Test
	void knowFeaturesOfTheirOwnStreamOnly() {
		this.gates.workspace().migrator().deploy();
		MigratorSettings now = this.gates.workspace().settings();
		MigratorSettings other = new MigratorSettings(now.schema(), "other", now.environments(), now.lockTimeout(),
				now.lockRetries(), now.lockWait(), now.outOfOrder(), now.applicationName(), null, null);
		MigrationGate mine = this.gates.replica(STATUS);
		MigrationGate theirs = this.gates.replica(this.gates.workspace().database().dataSource(), other, STATUS);
		Gates.soon(() -> mine.isOpen("sweeper"));
		Gates.always(() -> !theirs.isOpen("sweeper"));
		assertThat(theirs.override("sweeper", true, null, "ada").open()).isTrue();
		mine.override("sweeper", false, null, "ada");
		Gates.always(() -> theirs.isOpen("sweeper") && !mine.isOpen("sweeper"));
	}

}
