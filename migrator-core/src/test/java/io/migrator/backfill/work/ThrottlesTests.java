package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.migrator.backfill.BackfillSettings.Throttle;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ThrottlesTests {

	private static final Throttle NOTHING = new Throttle(Duration.ofSeconds(1), null, null, null, false, false);

	private static final Throttle WAITERS = new Throttle(Duration.ofSeconds(1), null, null, null, true, false);

	private static final Throttle MAINTENANCE = new Throttle(Duration.ofSeconds(1), null, null, null, false, true);

	private final TestDatabase database = TestDatabase.create();

	private final ExecutorService sessions = Executors.newCachedThreadPool();

	private final AtomicLong nanos = new AtomicLong();

	private final List<MigratorEvent> events = new ArrayList<>();

	@BeforeEach
	void createTable() throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			new HistoryTables("migrator").prepare(connection);
		}
		run("CREATE TABLE wallet (id bigint PRIMARY KEY, state text)",
				"INSERT INTO wallet SELECT i, 'a' FROM generate_series(1, 1000) AS i");
	}

	@AfterEach
	void endSessions() {
		this.database.close();
		this.sessions.shutdownNow();
	}

	@Test
	void quietServersHoldNothingBack() throws SQLException {
		assertThat(look(Throttle.defaults())).isNull();
		assertThat(look(NOTHING)).isNull();
	}

	@Test
	void holdsBackWhileSomebodyWaitsForARow() throws Exception {
		begin("UPDATE wallet SET state = 'b' WHERE id = 7");
		begin("UPDATE wallet SET state = 'c' WHERE id = 7");
		awaitReason(WAITERS, "1 sessions wait for locks on wallet, one of them, process ");
		assertThat(look(WAITERS, "\"public\".\"other\"")).isNull();
		assertThat(look(NOTHING)).isNull();
	}

	@Test
	void holdsBackWhileSomebodyWaitsForTheTable() throws Exception {
		begin("SELECT count(*) FROM wallet");
		begin("ALTER TABLE wallet ADD COLUMN note text");
		awaitReason(WAITERS, "1 sessions wait for locks on wallet");
	}

	@Test
	void holdsBackWhileSomebodyWaitsForThePartitionedTableAsAWhole() throws Exception {
		run("CREATE TABLE entry (id bigint PRIMARY KEY) PARTITION BY RANGE (id)",
				"CREATE TABLE entry_1 PARTITION OF entry FOR VALUES FROM (0) TO (1000)");
		begin("SELECT count(*) FROM entry");
		begin("ALTER TABLE entry ADD COLUMN note text");
		await().untilAsserted(
				() -> assertThat(look(WAITERS, "public.entry_1")).startsWith("1 sessions wait for locks on entry_1"));
	}

	@Test
	void aWorkerThatWaitsHoldsNoOtherBack() throws Exception {
		run("""
				INSERT INTO migrator.backfill_range (stream, name, number, relation)
				VALUES ('default', 'b', 1, 'public.wallet')""");
		begin("UPDATE wallet SET state = 'b' WHERE id = 7");
		begin("SELECT * FROM migrator.backfill_range FOR UPDATE", "UPDATE wallet SET state = 'c' WHERE id = 7");
		await().until(() -> count("SELECT count(*) FROM pg_locks WHERE NOT granted AND waitstart < clock_timestamp() "
				+ "- interval '300 ms' AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())") == 1);
		assertThat(look(WAITERS)).isNull();
	}

	@Test
	void holdsBackWhileAnIndexIsBuilt() throws Exception {
		begin("UPDATE wallet SET state = 'b' WHERE id = 7");
		start("CREATE INDEX CONCURRENTLY wallet_state ON wallet (state)");
		awaitReason(MAINTENANCE, "an index is built on wallet, by process ");
		assertThat(look(NOTHING)).isNull();
	}

	@Test
	void holdsBackWhileTheTableIsVacuumed() throws Exception {
		start("SET vacuum_cost_delay = 100", "SET vacuum_cost_limit = 1", "UPDATE wallet SET state = 'x'",
				"VACUUM wallet");
		awaitReason(MAINTENANCE, "a vacuum is at work on wallet, by process ");
	}

	@Test
	void aRoleWithoutRightsStillSeesThatTheTableIsMaintained() throws Exception {
		String role = "r_" + this.database.name();
		run("CREATE ROLE " + role + " LOGIN", "GRANT USAGE ON SCHEMA migrator TO " + role);
		try {
			begin("UPDATE wallet SET state = 'b' WHERE id = 7");
			start("CREATE INDEX CONCURRENTLY wallet_state ON wallet (state)");
			start("SELECT pg_sleep(60)");
			awaitReason(MAINTENANCE, "an index is built on wallet, by process ");
			try (Connection connection = this.database.dataSource(role, "").getConnection()) {
				assertThat(throttles(MAINTENANCE).reason(connection, "b", "public.wallet"))
					.startsWith("an index is built on wallet, by process ");
				Throttle hidden = new Throttle(Duration.ZERO, Duration.ofSeconds(1), 0, 0, false, false);
				assertThat(throttles(hidden).reason(connection, "b", "public.wallet")).isNull();
			}
		}
		finally {
			run("DROP OWNED BY " + role, "DROP ROLE " + role);
		}
	}

	@Test
	void holdsBackWhileManySessionsAreActive() throws Exception {
		Throttle two = new Throttle(Duration.ofSeconds(1), null, null, 2, false, false);
		start("SELECT pg_sleep(60)");
		start("SELECT pg_sleep(60)");
		start("SELECT pg_sleep(60)");
		awaitReason(two, "3 other sessions are active, more than 2");
		assertThat(look(new Throttle(Duration.ofSeconds(1), null, null, 100, false, false))).isNull();
	}

	@Test
	void asksTheApplicationsOwnInTheirOrder() throws SQLException {
		List<String> asked = new ArrayList<>();
		assertThat(look(Throttle.defaults(), (connection, backfill, relation) -> {
			asked.add("first " + backfill + " " + relation);
			return null;
		}, (connection, backfill, relation) -> "month's end", (connection, backfill, relation) -> "never asked"))
			.isEqualTo("month's end");
		assertThat(asked).containsExactly("first b public.wallet");
	}

	@Test
	void oneThatFailsHoldsNothingBackAndIsToldOnce() throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		Throttles throttles = throttles(NOTHING, (connection, backfill, relation) -> {
			throw new IllegalStateException("no such metric");
		}, (connection, backfill, relation) -> {
			throw new SQLException("not permitted", "42501");
		}, (connection, backfill, relation) -> "asked " + asked.incrementAndGet() + " times");
		try (Connection connection = this.database.dataSource().getConnection()) {
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("asked 1 times");
			this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("asked 2 times");
		}
		assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(Warning.class,
					(warning) -> assertThat(warning.message()).contains("holds nothing back")
						.contains("no such metric"));
	}

	@Test
	void looksNoMoreOftenThanItIsTold() throws SQLException {
		AtomicInteger asked = new AtomicInteger();
		Throttles throttles = throttles(NOTHING,
				(connection, backfill, relation) -> String.valueOf(asked.incrementAndGet()));
		try (Connection connection = this.database.dataSource().getConnection()) {
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("1");
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("1");
			this.nanos.addAndGet(Duration.ofMillis(999).toNanos());
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("1");
			this.nanos.addAndGet(Duration.ofMillis(1).toNanos());
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("2");
			assertThat(throttles.reason(connection, "other", "public.wallet")).isEqualTo("3");
			assertThat(throttles.reason(connection, "b", "public.wallet")).isEqualTo("2");
		}
	}

	@Test
	void oneWorkerLooksForAllOfAProcess() throws Exception {
		CountDownLatch looking = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		Throttles throttles = throttles(NOTHING, (connection, backfill, relation) -> {
			looking.countDown();
			return passed(go) ? "busy" : "nobody let it go";
		});
		Future<@Nullable String> first = this.sessions.submit(() -> ask(throttles));
		assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(ask(throttles)).isNull();
		go.countDown();
		assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo("busy");
		assertThat(ask(throttles)).isEqualTo("busy");
	}

	private static boolean passed(CountDownLatch latch) {
		try {
			return latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable String ask(Throttles throttles) throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			return throttles.reason(connection, "b", "public.wallet");
		}
	}

	private void awaitReason(Throttle settings, String beginning) {
		await().untilAsserted(() -> assertThat(look(settings)).startsWith(beginning));
	}

	private @Nullable String look(Throttle settings, BackfillThrottle... custom) throws SQLException {
		return ask(throttles(settings, custom));
	}

	private @Nullable String look(Throttle settings, String relation) throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			return throttles(settings).reason(connection, "b", relation);
		}
	}

	private Throttles throttles(Throttle settings, BackfillThrottle... custom) {
		return new Throttles(settings, "migrator", List.of(custom), this.events::add, this.nanos::get);
	}

	private long count(String sql) {
		return this.database.jdbc().sql(sql).query(Long.class).single();
	}

	private void begin(String... statements) throws Exception {
		List<String> all = new ArrayList<>(List.of("BEGIN"));
		all.addAll(List.of(statements));
		start(all.toArray(String[]::new));
	}

	/**
	 * Runs statements in a session of its own, which stays open, up to one that waits.
	 */
	private void start(String... statements) throws Exception {
		Connection connection = this.database.dataSource().getConnection();
		Future<?> done = this.sessions.submit(() -> {
			run(connection, statements);
			return null;
		});
		String waits = """
				SELECT count(*) FROM pg_stat_activity
				WHERE datname = current_database() AND state = 'active'
				  AND wait_event_type IN ('Lock', 'Timeout') AND query = $q$%s$q$"""
			.formatted(statements[statements.length - 1]);
		await().until(() -> done.isDone() || count(waits) > 0);
		if (done.isDone()) {
			done.get();
		}
	}

	private void run(String... statements) throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			run(connection, statements);
		}
	}

	private static void run(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
