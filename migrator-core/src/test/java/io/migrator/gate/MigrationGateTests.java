package io.migrator.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.migrator.run.MigratorEvent.FeatureOpened;
import io.migrator.test.CountingProxy;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MigrationGateTests {

	private final Gates gates = new Gates();

	@AfterEach
	void close() {
		this.gates.close();
	}

	@Test
	void opensAFeatureOnceAllThatItRequiresIsDone() {
		MigrationGate gate = this.gates.replica("migration:" + Gates.STATUS, "backfill:status", "check:balance");
		assertThat(gate.isOpen("sweeper")).isFalse();
		this.gates.workspace().migrator().deploy();
		Gates.soon(() -> gate.state("sweeper").requirements().get(0).done());
		assertThat(gate.state("sweeper").missing()).containsExactly("backfill:status: not begun",
				"check:balance: not run yet");
		this.gates.backfill("running");
		this.gates.check(false);
		Gates.soon(() -> gate.state("sweeper")
			.missing()
			.equals(List.of("backfill:status: running", "check:balance: did not pass")));
		this.gates.backfill("completed");
		Gates.always(() -> !gate.isOpen("sweeper"));
		this.gates.check(true);
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThat(gate.state("sweeper").missing()).isEmpty();
		assertThat(gate.state("sweeper").openedAt()).isNotNull();
		assertThat(this.gates.events(FeatureOpened.class)).singleElement()
			.satisfies((event) -> assertThat(event.name()).isEqualTo("sweeper"))
			.satisfies((event) -> assertThat(event.reason()).isEqualTo("all that it requires is done"));
		assertThat(this.gates.audit()).containsExactly("sweeper feature opened: all that it requires is done");
		assertThat(this.gates.feature("requires"))
			.isEqualTo("{migration:" + Gates.STATUS + ",backfill:status,check:balance}");
	}

	@Test
	void isClosedBeforeAnythingIsMigrated() {
		MigrationGate gate = this.gates.replica("migration:" + Gates.HOLDS);
		Gates.soon(() -> gate.state("sweeper").known());
		assertThat(gate.isOpen("sweeper")).isFalse();
		assertThat(gate.state("sweeper").missing()).containsExactly("migration:" + Gates.HOLDS + ": not applied");
		assertThat(this.gates.workspace().exists("migrator.feature")).isFalse();
	}

	@Test
	void neverOpensBecauseOfATransactionThatIsRolledBack() throws SQLException {
		this.gates.workspace().migrator().deploy();
		this.gates.backfill("running");
		MigrationGate gate = this.gates.replica("backfill:status");
		Gates.soon(() -> gate.state("sweeper").known());
		try (Connection connection = this.gates.workspace().database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("UPDATE migrator.backfill SET state = 'completed', completed_at = clock_timestamp()");
			statement.execute("NOTIFY migrator_gate, 'migrator/default'");
			Gates.always(() -> !gate.isOpen("sweeper"));
			connection.rollback();
		}
		Gates.always(() -> !gate.isOpen("sweeper"));
		assertThat(this.gates.feature("opened_at")).isEqualTo("(none)");
		assertThat(this.gates.events(FeatureOpened.class)).isEmpty();
	}

	@Test
	void doesNotOpenWhileSomebodyTakesBackWhatIsRequired() throws SQLException {
		this.gates.workspace().migrator().deploy();
		try (Connection connection = this.gates.workspace().database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SELECT FROM migrator.migration_history WHERE id = '" + Gates.STATUS + "' FOR UPDATE");
			MigrationGate gate = this.gates.replica("migration:" + Gates.STATUS);
			Gates.soon(() -> gate.state("sweeper").known());
			Gates.always(() -> !gate.isOpen("sweeper"));
			connection.rollback();
			Gates.soon(() -> gate.isOpen("sweeper"));
		}
	}

	@Test
	void answersFromMemoryAndWithoutARoundTrip() {
		this.gates.workspace().migrator().deploy();
		CountingProxy proxy = new CountingProxy(this.gates.workspace().database().dataSource().getPortNumbers()[0]);
		try (proxy) {
			MigrationGate gate = this.gates.replica(proxy.through(this.gates.workspace().database().dataSource()),
					"migration:" + Gates.HOLDS);
			Gates.soon(() -> gate.isOpen("sweeper"));
			int before = proxy.roundTrips();
			long start = System.nanoTime();
			int open = 0;
			for (int i = 0; i < 10_000_000; i++) {
				open += gate.isOpen("sweeper") ? 1 : 0;
			}
			long nanos = (System.nanoTime() - start) / 10_000_000;
			assertThat(open).isEqualTo(10_000_000);
			assertThat(nanos).as("nanoseconds per answer").isLessThan(1_000);
			assertThat(proxy.roundTrips() - before).as("those of the watch alone").isLessThan(50);
			gate.stop();
		}
	}

	@Test
	void readsEverythingInOneRoundTripEachTime() {
		this.gates.workspace().migrator().deploy();
		CountingProxy proxy = new CountingProxy(this.gates.workspace().database().dataSource().getPortNumbers()[0]);
		try (proxy) {
			MigrationGate gate = this.gates.replica(proxy.through(this.gates.workspace().database().dataSource()),
					"migration:" + Gates.HOLDS, "migration:" + Gates.STATUS, "backfill:status", "backfill:names");
			Gates.soon(() -> gate.state("sweeper").known());
			gate.refresh();
			int before = proxy.roundTrips();
			for (int i = 0; i < 10; i++) {
				gate.refresh();
			}
			gate.stop();
			// One to connect, one to ask, and what the watch asked meanwhile
			assertThat(proxy.roundTrips() - before).isBetween(20, 40);
		}
	}

	@Test
	void staysOpenAcrossRestartsWhateverBecomesOfChecksAndBackfills() {
		this.gates.workspace().migrator().deploy();
		this.gates.backfill("completed");
		this.gates.check(true);
		MigrationGate gate = this.gates.replica("backfill:status", "check:balance");
		Gates.soon(() -> gate.isOpen("sweeper"));
		String openedAt = this.gates.feature("opened_at");
		this.gates.check(false);
		this.gates.backfill("running");
		Gates.soon(() -> !gate.state("sweeper").requirements().get(0).done());
		Gates.always(() -> gate.isOpen("sweeper"));
		gate.stop();
		MigrationGate restarted = this.gates.replica("backfill:status", "check:balance");
		Gates.soon(() -> restarted.isOpen("sweeper"));
		Gates.always(() -> restarted.isOpen("sweeper"));
		assertThat(this.gates.feature("opened_at")).isEqualTo(openedAt);
		assertThat(this.gates.audit()).hasSize(1);
	}

	@Test
	void asksForRequirementsThatNoFeatureNamesOnceSomebodyDoes() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica();
		assertThat(gate.isOpen("migration:" + Gates.STATUS)).as("not known yet").isFalse();
		Gates.soon(() -> gate.isOpen("migration:" + Gates.STATUS));
		assertThat(gate.isOpen("backfill:status")).isFalse();
		this.gates.sql("INSERT INTO migrator.backfill (stream, name, source, checksum, state, started_at, completed_at)"
				+ " VALUES ('default', 'status', '', '', 'running', now(), now())");
		Gates.soon(() -> gate.isOpen("backfill:status"));
		assertThat(gate.state("backfill:status").requirements().get(0).reason()).isEqualTo("running again");
	}

	@Test
	void keepsAllAppliedMigrationsOnceSomebodyAsksForThem() {
		this.gates.workspace().migrator().deploy();
		MigrationGate gate = this.gates.replica();
		assertThat(gate.appliedMigrations()).isEmpty();
		Gates.soon(() -> gate.appliedMigrations().equals(List.of(Gates.HOLDS, Gates.STATUS)));
		this.gates.workspace().migrator().rollback(1);
		Gates.soon(() -> gate.appliedMigrations().equals(List.of(Gates.HOLDS)));
		this.gates.workspace().migrator().rollback(1);
		Gates.soon(() -> gate.appliedMigrations().isEmpty());
	}

	@Test
	void aMigrationThatReplacesAnotherDoesForIt() {
		this.gates.workspace()
			.remove(Gates.HOLDS)
			.remove(Gates.STATUS)
			.migration("20260103000000_squashed",
					"-- migrator: replaces=" + Gates.HOLDS + "," + Gates.STATUS + "\nCREATE TABLE hold (id int);");
		MigrationGate gate = this.gates.replica("migration:" + Gates.STATUS);
		this.gates.workspace().migrator().deploy();
		Gates.soon(() -> gate.isOpen("sweeper"));
		assertThat(this.gates.feature("requires"))
			.isEqualTo("{migration:" + Gates.STATUS + ",migration:20260103000000_squashed}");
	}

	@Test
	void aMigrationThatWasRenamedIsKnownByBothNames() {
		this.gates.workspace().migrator().deploy();
		this.gates.workspace()
			.remove(Gates.STATUS)
			.migration("20260102000000_state", "-- migrator: renamed-from=" + Gates.STATUS + "\nSELECT 1;");
		MigrationGate gate = this.gates.replica("migration:" + Gates.STATUS, "migration:20260102000000_state");
		Gates.soon(() -> gate.isOpen("sweeper"));
	}

	@Test
	void refusesWhatDoesNotExistAndNamesThePropertyAndTheNearest() {
		refuses("migration:20260102000000_statsu")
			.withMessageContaining("migrator.features.sweeper.requires[0] is migration:20260102000000_statsu, "
					+ "but there is no migration 20260102000000_statsu")
			.withMessageContaining("Did you mean migration:20260102000000_status?");
		refuses("backfill:statu").withMessageContaining("Did you mean backfill:status?");
		refuses("check:balanse").withMessageContaining("Did you mean check:balance?");
		refuses("migrations:" + Gates.STATUS).withMessageContaining("which is no requirement")
			.withMessageContaining("migration:<id>");
		MigrationGate gate = this.gates.replica("backfill:status");
		assertThatExceptionOfType(GateException.class).isThrownBy(() -> gate.isOpen("sweper"))
			.withMessageContaining("There is no feature sweper")
			.withMessageContaining("Did you mean sweeper?");
		assertThatExceptionOfType(GateException.class).isThrownBy(() -> gate.isOpen("backfill:statu"))
			.withMessageContaining("Did you mean backfill:status?");
	}

	private ThrowableAssertAlternative<GateException> refuses(String requirement) {
		return assertThatExceptionOfType(GateException.class).isThrownBy(() -> this.gates.replica(requirement));
	}

	@Test
	void stopsAtOnce() {
		MigrationGate gate = this.gates.replica("backfill:status");
		long start = System.nanoTime();
		gate.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

}
