package io.migrator.drift;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.migrator.Migrator;
import io.migrator.drift.DriftSettings.Expect;
import io.migrator.backfill.BackfillSource;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.DriftChecked;
import io.migrator.run.MigratorSettings;
import io.migrator.run.Resolution;
import io.migrator.schema.SnapshotScope;
import io.migrator.shadow.ShadowSettings;
import io.migrator.test.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DriftChecksTests {

	private final TestDatabase database = TestDatabase.create();

	private final List<MigratorEvent> events = new ArrayList<>();

	@TempDir
	private Path folder;

	@BeforeEach
	void deploy() throws IOException {
		write("001_wallet.sql",
				"CREATE TABLE wallet (id bigint PRIMARY KEY, state varchar(9) CHECK (state IN ('a', 'b')));");
		migrator().deploy();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	@Test
	void findsNothingAfterADeploy() {
		DriftReport report = checks(Expect.SNAPSHOT).check();
		assertThat(report.isDrifted()).isFalse();
		assertThat(report.expectation()).startsWith("the snapshot of the last deploy").endsWith("after 001_wallet");
		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(DriftChecked.class, (event) -> assertThat(event.count()).isZero());
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "It's \"mine\"" })
	void leavesOutWhatIsTheMigratorsOwnInWhicheverSchema(String schema) throws IOException {
		MigratorSettings now = MigratorSettings.defaults();
		MigratorSettings settings = new MigratorSettings(schema, now.stream(), now.environments(), now.lockTimeout(),
				now.lockRetries(), now.lockWait(), now.outOfOrder(), now.applicationName(), null,
				SnapshotScope.database(schema));
		this.database.jdbc().sql("DROP SCHEMA migrator CASCADE; DROP TABLE wallet").update();
		new Migrator(this.database.dataSource(), this::migrations, settings, List.of()).deploy();
		for (Expect expect : List.of(Expect.SNAPSHOT, Expect.MIGRATIONS)) {
			DriftReport report = new DriftChecks(this.database.dataSource(), this::migrations, settings,
					new DriftSettings(expect, List.of(), List.of()), ShadowSettings.of(this.database.dataSource()),
					this::remember)
				.check();
			assertThat(report.objects()).isEmpty();
		}
	}

	@Test
	void findsWhatSomebodyDidByHandAndShowsItToAllReplicas() {
		this.database.jdbc().sql("ALTER TABLE wallet ADD COLUMN note text").update();
		DriftReport report = checks(Expect.AUTO).check();
		assertThat(report.objects()).singleElement().hasToString("table public.wallet is changed");
		assertThat(checks(Expect.AUTO).last()).isEqualTo(report);
		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(DriftChecked.class,
					(event) -> assertThat(event.objects()).containsExactly("table public.wallet is changed"));
	}

	@Test
	void replaysTheMigrationsOnAShadow() {
		this.database.jdbc().sql("CREATE INDEX by_hand ON wallet (state)").update();
		DriftReport report = checks(Expect.MIGRATIONS).check();
		assertThat(report.expectation()).startsWith("the 1 applied migrations, replayed on ");
		assertThat(report.adopt())
			.isEqualTo("CREATE INDEX CONCURRENTLY by_hand ON public.wallet USING btree (state);\n");
		assertThat(report.restore()).isEqualTo("DROP INDEX CONCURRENTLY public.by_hand;\n");
	}

	@Test
	void runsTheBackfillsThatReplayedMigrationsRequire(@TempDir Path backfills) throws IOException {
		write("002_rows.sql",
				"INSERT INTO wallet VALUES (1), (2); ALTER TABLE wallet ADD cents bigint, ADD half bigint");
		write("003_contract.sql", "-- migrator: requires-backfill=half\nALTER TABLE wallet ALTER half SET NOT NULL");
		Files.writeString(backfills.resolve("cents.sql"), "UPDATE wallet SET cents = 10 WHERE cents IS NULL");
		Files.writeString(backfills.resolve("half.sql"),
				"-- migrator: depends-on=cents\nUPDATE wallet AS w SET half = w.cents / 2");
		migrator().deploy();
		this.database.jdbc().sql("UPDATE wallet SET cents = 10, half = 5").update();
		this.database.jdbc().sql("ALTER TABLE wallet ALTER half SET NOT NULL").update();
		migrator().resolve("003_contract", Resolution.APPLIED, "done by hand");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> checks(Expect.MIGRATIONS).check())
			.withMessageContaining("003_contract.sql");
		BackfillSource source = new BackfillSource(List.of("file:" + backfills), getClass().getClassLoader(),
				List.of());
		DriftReport report = checks(Expect.MIGRATIONS).withBackfills(source::load).check();
		assertThat(report.expectation()).startsWith("the 3 applied migrations, replayed on ");
		assertThat(report.isDrifted()).isFalse();
	}

	@Test
	void doesNotTakeASnapshotForTrueThatADeadProcessLeftBehind() {
		this.database.jdbc().sql("UPDATE migrator.migration_history SET position = position + 7").update();
		assertThat(checks(Expect.AUTO).check().expectation()).contains("replayed on");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> checks(Expect.SNAPSHOT).check())
			.withMessageContaining("older than what was migrated since");
	}

	@Test
	void keepsTheSnapshotOfEveryDeployAndRollback() throws IOException {
		write("002_more.up.sql", "ALTER TABLE wallet ADD COLUMN more int;");
		write("002_more.down.sql", "ALTER TABLE wallet DROP COLUMN more;");
		Files.move(this.folder.resolve("001_wallet.sql"), this.folder.resolve("001_wallet.up.sql"));
		migrator().deploy();
		assertThat(checks(Expect.SNAPSHOT).check().isDrifted()).isFalse();
		migrator().rollback(1);
		assertThat(checks(Expect.SNAPSHOT).check().isDrifted()).isFalse();
	}

	@Test
	void doesNotCompareWithASnapshotOfOtherSchemas() {
		DriftChecks narrow = new DriftChecks(this.database.dataSource(), this::migrations, MigratorSettings.defaults(),
				new DriftSettings(Expect.AUTO, List.of(), List.of("public")),
				ShadowSettings.of(this.database.dataSource()), this::remember);
		DriftReport report = narrow.check();
		assertThat(report.expectation()).contains("replayed on");
		assertThat(report.isDrifted()).isFalse();
	}

	@Test
	void leavesOutWhatIsIgnored() {
		this.database.jdbc().sql("CREATE TABLE tmp_1 (a int)").update();
		DriftChecks checks = new DriftChecks(this.database.dataSource(), this::migrations, MigratorSettings.defaults(),
				new DriftSettings(Expect.AUTO, List.of("public.tmp_*"), List.of()),
				ShadowSettings.of(this.database.dataSource()), this.events::add);
		assertThat(checks.check().isDrifted()).isFalse();
	}

	@Test
	void exactlyOneReplicaChecksWhenItIsTime() throws Exception {
		Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
		assertThat(checks(Expect.AUTO).checkIfDue((now) -> now.plusMillis(300)))
			.isLessThanOrEqualTo(Duration.ofMillis(300));
		assertThat(this.events).isEmpty();
		Thread.sleep(400);
		ExecutorService replicas = Executors.newFixedThreadPool(4);
		try {
			Callable<Duration> replica = () -> checks(Expect.AUTO).checkIfDue((now) -> now.plusSeconds(60));
			for (Future<Duration> result : replicas.invokeAll(List.of(replica, replica, replica, replica))) {
				assertThat(result.get()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
			}
		}
		finally {
			replicas.shutdown();
		}
		assertThat(this.events).hasSize(1);
		assertThat(checks(Expect.AUTO).last()).isNotNull()
			.satisfies((report) -> assertThat(report.checkedAt()).isAfterOrEqualTo(start));
	}

	@Test
	void aReplicaThatComesLateDoesNotGiveATurnAwayAgain() throws Exception {
		checks(Expect.AUTO).checkIfDue((now) -> now.plusMillis(1));
		Thread.sleep(10);
		checks(Expect.AUTO).checkIfDue((asked) -> {
			checks(Expect.AUTO).checkIfDue((now) -> now.plusSeconds(60));
			return asked.plusNanos(1_000);
		});
		checks(Expect.AUTO).checkIfDue((now) -> now.plusSeconds(60));
		assertThat(this.events).filteredOn(DriftChecked.class::isInstance).hasSize(1);
	}

	@Test
	void aReplicaThatAskedFirstDoesNotTakeATurnThatAnotherTakesAtTheSameMoment() throws Exception {
		checks(Expect.AUTO).checkIfDue((now) -> now.plusMillis(1));
		Thread.sleep(10);
		CountDownLatch asked = new CountDownLatch(1);
		CompletableFuture<Duration> late;
		try (Connection other = this.database.dataSource().getConnection();
				Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("UPDATE migrator.drift_check SET next_at = clock_timestamp() + interval '61 s'");
			late = CompletableFuture.supplyAsync(() -> checks(Expect.AUTO).checkIfDue((now) -> {
				asked.countDown();
				return now.plusSeconds(60);
			}));
			asked.await();
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(this::isSomebodyWaiting);
			other.commit();
		}
		late.join();
		assertThat(this.events).isEmpty();
	}

	private boolean isSomebodyWaiting() {
		return this.database.jdbc().sql("""
				SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'
				    AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database()))
				""").query(Boolean.class).single();
	}

	@Test
	void agreesOnATurnInADatabaseThatAnOlderMigratorMade() throws Exception {
		this.database.jdbc().sql("DROP TABLE migrator.drift_check, migrator.schema_snapshot").update();
		this.database.jdbc()
			.sql("COMMENT ON TABLE migrator.migration_history IS 'What Migrator has applied; layout 1'")
			.update();
		checks(Expect.AUTO).checkIfDue((now) -> now.plusMillis(1));
		Thread.sleep(10);
		checks(Expect.AUTO).checkIfDue((now) -> now.plusSeconds(60));
		assertThat(this.events).filteredOn(DriftChecked.class::isInstance).hasSize(1);
	}

	@Test
	void aCheckThatFailsLeavesTheTurnToWhoeverAsksNext() throws Exception {
		checks(Expect.AUTO).checkIfDue((now) -> now.plusMillis(1));
		Thread.sleep(10);
		this.database.jdbc().sql("UPDATE migrator.schema_snapshot SET mark = 'another'").update();
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> checks(Expect.SNAPSHOT).checkIfDue((now) -> now.plusSeconds(60)));
		assertThat(this.events).isEmpty();
		checks(Expect.AUTO).checkIfDue((now) -> now.plusSeconds(60));
		assertThat(this.events).filteredOn(DriftChecked.class::isInstance).hasSize(1);
		checks(Expect.AUTO).checkIfDue((now) -> now.plusSeconds(60));
		assertThat(this.events).filteredOn(DriftChecked.class::isInstance).hasSize(1);
	}

	@Test
	void aRoleThatMayOnlyReadCanCheck() {
		this.database.jdbc().sql("DROP ROLE IF EXISTS drift_reader").update();
		this.database.jdbc().sql("CREATE ROLE drift_reader LOGIN").update();
		try {
			this.database.jdbc().sql("GRANT USAGE ON SCHEMA migrator TO drift_reader").update();
			this.database.jdbc().sql("GRANT SELECT ON ALL TABLES IN SCHEMA migrator TO drift_reader").update();
			DriftReport report = new DriftChecks(this.database.dataSource("drift_reader", ""), this::migrations,
					MigratorSettings.defaults(), DriftSettings.DEFAULT, ShadowSettings.of(this.database.dataSource()),
					this.events::add)
				.check();
			assertThat(report.expectation()).startsWith("the snapshot");
		}
		finally {
			this.database.jdbc().sql("DROP OWNED BY drift_reader").update();
			this.database.jdbc().sql("DROP ROLE drift_reader").update();
		}
	}

	private DriftChecks checks(Expect expect) {
		return new DriftChecks(this.database.dataSource(), this::migrations, MigratorSettings.defaults(),
				new DriftSettings(expect, List.of(), List.of()), ShadowSettings.of(this.database.dataSource()),
				this::remember);
	}

	private synchronized void remember(MigratorEvent event) {
		this.events.add(event);
	}

	private Migrator migrator() {
		return new Migrator(this.database.dataSource(), this::migrations, MigratorSettings.defaults(), List.of());
	}

	private MigrationSet migrations() {
		return MigrationSource.of("file:" + this.folder).load();
	}

	private void write(String name, String sql) throws IOException {
		Files.writeString(this.folder.resolve(name), sql);
	}

}
