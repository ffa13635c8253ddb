package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.migrator.test.BackfillTable;
import io.migrator.test.CountingProxy;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTests {

	private final Workspace workspace = new Workspace();

	private final PGSimpleDataSource direct = this.workspace.database().dataSource();

	private final CountingProxy proxy = new CountingProxy(this.direct.getPortNumbers()[0]);

	private final PGSimpleDataSource dataSource = this.proxy.through(this.direct);

	@AfterEach
	void close() {
		this.proxy.close();
		this.workspace.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 300 })
	void asksOnceAndTakesNoLockIfNothingIsPending(int migrations) throws SQLException {
		writeMigrations(migrations);
		this.workspace.migrator().deploy();
		int connecting = roundTripsToConnect();
		int requests = this.proxy.requests().size();
		int connections = this.proxy.connections();
		int before = this.proxy.roundTrips();
		assertThat(this.workspace.migrator(this.dataSource).deploy().applied()).isEmpty();
		assertThat(this.proxy.roundTrips() - before - connecting).isEqualTo(1);
		assertThat(this.proxy.connections() - connections).isEqualTo(1);
		assertThat(this.proxy.requests().subList(requests, this.proxy.requests().size()))
			.noneMatch((request) -> request.contains("advisory"))
			.anyMatch((request) -> request.contains("migration_history"));
	}

	@Test
	void asksOnceForAPlan() throws SQLException {
		writeMigrations(20);
		int connecting = roundTripsToConnect();
		int before = this.proxy.roundTrips();
		assertThat(this.workspace.migrator(this.dataSource).plan().next()).hasSize(20);
		assertThat(this.proxy.roundTrips() - before - connecting).isEqualTo(1);
	}

	@Test
	void asksForBackfillsOnlyWhileSomethingIsPendingThatRequiresOne() throws SQLException {
		writeMigrations(3);
		this.workspace.migration("20260201000000_held", "-- migrator: requires-backfill=names\nSELECT 1;");
		this.workspace.migrator().deploy();
		int connecting = roundTripsToConnect();
		int before = this.proxy.roundTrips();
		assertThat(this.workspace.migrator(this.dataSource).plan().held()).hasSize(1);
		assertThat(this.proxy.roundTrips() - before - connecting).isEqualTo(2);
		new BackfillTable(this.workspace.jdbc()).put("names", "completed", null);
		this.workspace.migrator().deploy();
		before = this.proxy.roundTrips();
		assertThat(this.workspace.migrator(this.dataSource).deploy().held()).isEmpty();
		assertThat(this.workspace.migrator(this.dataSource).plan().isUpToDate()).isTrue();
		assertThat(this.proxy.roundTrips() - before - 2 * connecting).isEqualTo(2);
	}

	@Test
	void needsTwoRoundTripsAtMostForASmallMigration() {
		this.workspace.settings(patient());
		writeMigrations(1);
		int before = this.proxy.roundTrips();
		this.workspace.migrator(this.dataSource).deploy();
		int forOne = this.proxy.roundTrips() - before;
		try (Workspace another = new Workspace();
				CountingProxy counting = new CountingProxy(this.direct.getPortNumbers()[0])) {
			another.settings(patient());
			writeMigrations(another, 50);
			another.migrator(counting.through(another.database().dataSource())).deploy();
			assertThat(another.history("20260101000050_small", "state")).isEqualTo("applied");
			assertThat(counting.roundTrips() - forOne).isBetween(49, 2 * 49);
		}
	}

	/** With time-outs so long that nobody looks for blockers meanwhile. */
	private MigratorSettings patient() {
		MigratorSettings now = this.workspace.settings();
		return new MigratorSettings(now.schema(), now.stream(), now.environments(), Duration.ofMinutes(1), 0,
				now.lockWait(), now.outOfOrder(), now.applicationName(), null, now.snapshots());
	}

	private int roundTripsToConnect() throws SQLException {
		int before = this.proxy.roundTrips();
		try (Connection connection = this.dataSource.getConnection()) {
			assertThat(connection.getAutoCommit()).isTrue();
		}
		return this.proxy.roundTrips() - before;
	}

	private void writeMigrations(int count) {
		writeMigrations(this.workspace, count);
	}

	private static void writeMigrations(Workspace workspace, int count) {
		for (int i = 1; i <= count; i++) {
			workspace.migration("20260101%06d_small".formatted(i), """
					CREATE TABLE wallet_%1$d (id bigint PRIMARY KEY, owner text NOT NULL);
					CREATE INDEX wallet_owner_%1$d ON wallet_%1$d (owner);
					INSERT INTO wallet_%1$d VALUES (1, 'Ada'), (2, 'Grace');
					""".formatted(i));
		}
	}

}
