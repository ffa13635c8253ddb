package io.migrator.backfill.work;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillDescription;
import io.migrator.migration.BackfillDirectives;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchEnded;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.BackfillRowQuarantined;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillFailuresTests {

	private final Backfilling it = new Backfilling();

	@AfterEach
	void close() {
		this.it.close();
	}

	@Test
	void putsRowsAsideThatFailAndGoesOnWithTheRest() {
		this.it.wallets(2_000).backfill("b", "UPDATE wallets SET b = 1 / (a - 7) / (a - 1500), n = n + 1 WHERE n = 0");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("incomplete");
		assertThat(this.it.of("b", "reason")).isEqualTo("2 rows are in quarantine");
		assertThat(this.it.jdbc()
			.sql("SELECT key[1] || ' after ' || previous[1] || ': ' || error || ' ' || error_state"
					+ " FROM migrator.backfill_quarantine ORDER BY key")
			.query(String.class)
			.list()).containsExactly("21 after 18: division by zero 22012", "4500 after 4497: division by zero 22012");
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(1_998);
		assertThat(this.it.events(BackfillRowQuarantined.class)).extracting(BackfillRowQuarantined::key)
			.containsExactlyInAnyOrder("21", "4500");
		assertThat(this.it.events(BackfillBatchFailed.class)).hasSizeLessThan(40)
			.allSatisfy((failed) -> assertThat(failed.sqlState()).isEqualTo("22012"));
	}

	@Test
	void tellOfTheBeginAndTheEndOfEachBatch() {
		putsRowsAsideThatFailAndGoesOnWithTheRest();
		Map<String, String> open = new HashMap<>();
		for (MigratorEvent event : this.it.events(MigratorEvent.class)) {
			if (event instanceof BackfillBatchStarted started) {
				assertThat(open.put(started.worker(), started.name())).isNull();
			}
			else if (event instanceof BackfillBatchEnded ended) {
				assertThat(open.remove(ended.worker())).isEqualTo(ended.name());
			}
		}
		assertThat(open).isEmpty();
		List<BackfillBatchEnded> ended = this.it.events(BackfillBatchEnded.class);
		assertThat(ended).hasSameSizeAs(this.it.events(BackfillBatchStarted.class))
			.allSatisfy((end) -> assertThat(end.database())
				.isEqualTo(this.it.jdbc().sql("SELECT current_database()").query(String.class).single()));
		assertThat(ended.stream().mapToLong(BackfillBatchEnded::rows).sum()).isEqualTo(1_998);
		assertThat(ended).filteredOn((end) -> end.failure() != null)
			.isNotEmpty()
			.allSatisfy((end) -> assertThat(end.failure()).isInstanceOf(SQLException.class));
	}

	@Test
	void triesQuarantinedRowsAgainThatAreMarked() {
		putsRowsAsideThatFailAndGoesOnWithTheRest();
		this.it.sql("UPDATE wallets SET a = 8 WHERE id = 21", "UPDATE migrator.backfill_quarantine SET again = true",
				"UPDATE migrator.backfill SET state = 'running'");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "reason")).isEqualTo("1 row is in quarantine");
		assertThat(this.it.count("SELECT n FROM wallets WHERE id = 21")).isEqualTo(1);
		assertThat(
				this.it.count("SELECT count(*) FROM migrator.backfill_quarantine WHERE key = '{4500}' AND NOT again"))
			.isEqualTo(1);
		this.it.sql("UPDATE wallets SET a = 8 WHERE id = 4500", "UPDATE migrator.backfill_quarantine SET again = true",
				"UPDATE migrator.backfill SET state = 'running'");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(2_000);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_quarantine")).isZero();
		assertThat(this.it.events(BackfillStateChanged.class)).extracting(BackfillStateChanged::rows)
			.containsExactly(1_998L, 1_999L, 2_000L);
	}

	@Test
	void stopsWhenMoreAndMoreRowsFail() {
		this.it.wallets(1_500).tables().backfill("b", "UPDATE wallets SET b = 1 / (a - a)");
		this.it.sql("INSERT INTO migrator.backfill_quarantine (stream, name, relation, key, error)"
				+ " SELECT 'default', 'b', 'elsewhere', ARRAY[i::text], '' FROM generate_series(1, 990) i");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("failed");
		assertThat(this.it.of("b", "reason")).as("by one of two workers, which may pass the number together")
			.matches("100[01] rows are in quarantine, the last because of: division by zero");
	}

	@Test
	void failsAtOnceWhereNoRowIsToBlame() {
		this.it.wallets(1_000).backfill("b", "UPDATE wallets SET b = no_such_function(a)");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("failed");
		assertThat(this.it.of("b", "error_state")).isEqualTo("42883");
		assertThat(this.it.of("b", "reason")).contains("no_such_function");
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_quarantine")).isZero();
	}

	@Test
	void waitsForALockAndShowsThatItDoes() throws Exception {
		this.it.settings(Backfilling.settings(1, 1, Duration.ofMillis(900)))
			.wallets(1_000)
			.tables()
			.backfill("b", "-- migrator: lock-timeout=50ms\nUPDATE wallets SET b = a, n = n + 1");
		BackfillWorkers replica = this.it.replica();
		try (java.sql.Connection holder = this.it.database().dataSource().getConnection()) {
			holder.setAutoCommit(false);
			try (java.sql.Statement statement = holder.createStatement()) {
				statement.execute("UPDATE wallets SET a = a WHERE id = 1500");
			}
			replica.start();
			Backfilling.until(() -> this.it
				.count("SELECT count(*) FROM migrator.backfill_range WHERE throttle LIKE '%lock timeout%'"
						+ " AND failures > 2") == 1);
			holder.rollback();
		}
		Backfilling.until(() -> this.it.of("b", "state").equals("completed"));
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(1_000);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_range WHERE throttle IS NOT NULL")).isZero();
		assertThat(this.it.events(BackfillBatchFailed.class)).extracting(BackfillBatchFailed::sqlState)
			.containsOnly("55P03");
	}

	@Test
	void neverCountsWhatMayPassAgainstRows() {
		this.it.wallets(200)
			.sql("CREATE SEQUENCE tries", """
					CREATE FUNCTION trip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
					    IF NEW.a = 150 AND nextval('tries') <= 12 THEN
					        RAISE EXCEPTION 'not now' USING ERRCODE = CASE currval('tries') % 3
					            WHEN 0 THEN '40001' WHEN 1 THEN '40P01' ELSE '57P03' END;
					    END IF; RETURN NEW; END $$""",
					"CREATE TRIGGER trip BEFORE UPDATE ON wallets FOR EACH ROW EXECUTE FUNCTION trip()")
			.backfill("b", "UPDATE wallets SET n = n + 1");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(200);
		assertThat(this.it.events(BackfillBatchFailed.class)).hasSize(12);
		assertThat(this.it.count("SELECT sum(failures) FROM migrator.backfill_range")).isEqualTo(12);
	}

	@Test
	void goesOnOverANewConnectionWhenOneIsCut() {
		this.it.wallets(3_000)
			.sql("CREATE SEQUENCE tries", """
					CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
					    IF NEW.a % 1000 = 0 AND nextval('tries') <= 5 THEN
					        PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NEW; END $$""",
					"CREATE TRIGGER cut BEFORE UPDATE ON wallets FOR EACH ROW EXECUTE FUNCTION cut()")
			.backfill("b", "UPDATE wallets SET n = n + 1");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(3_000);
		assertThat(this.it.events(BackfillBatchFailed.class)).hasSize(5)
			.allSatisfy((failed) -> assertThat(failed.sqlState()).startsWith("57P"));
	}

	@Test
	void halvesABatchThatCannotEndInTime() {
		this.it.wallets(60)
			.backfill("b", "-- migrator: statement-timeout=300ms\n"
					+ "UPDATE wallets SET n = n + 1, b = CASE WHEN pg_sleep(0.02) IS NOT NULL THEN a END");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1 AND b = a")).isEqualTo(60);
		assertThat(this.it.events(BackfillBatchFailed.class)).isNotEmpty()
			.allSatisfy((failed) -> assertThat(failed.sqlState()).isEqualTo("57014"));
	}

	@Test
	void rollsBackWhatABeanDidBeforeAnError() {
		AtomicInteger calls = new AtomicInteger();
		this.it.wallets(300).bean(bean((batch) -> {
			long rows = update(batch);
			if (calls.incrementAndGet() % 2 == 1) {
				throw new OutOfMemoryError("for a test");
			}
			return rows;
		}));
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(300);
		assertThat(this.it.events(BackfillBatchFailed.class)).isNotEmpty();
	}

	@Test
	void findsTheRowsThatABeanFailsAt() {
		this.it.wallets(300).bean(bean((batch) -> {
			long rows = update(batch);
			if (batch.upTo() >= 300 && (batch.after() == null || batch.after() < 300)) {
				throw new IllegalStateException("cannot do 300");
			}
			return rows;
		}));
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(299);
		assertThat(this.it.jdbc()
			.sql("SELECT key[1] || ': ' || error FROM migrator.backfill_quarantine")
			.query(String.class)
			.list()).containsExactly("300: java.lang.IllegalStateException: cannot do 300");
	}

	@Test
	void doesNotCommitWhatABeanKeptToItself() {
		this.it.wallets(100).bean(bean((batch) -> {
			long rows = update(batch);
			if (batch.upTo() >= 30 && (batch.after() == null || batch.after() < 30)) {
				try {
					batch.jdbc().sql("SELECT 1 / 0").query(Integer.class).single();
				}
				catch (DataAccessException ex) {
					return rows;
				}
			}
			return rows;
		}));
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(99);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_quarantine WHERE key = '{30}'")).isEqualTo(1);
	}

	@Test
	void cancelsABatchThatTakesTooLongWhenItIsToStop() {
		this.it.wallets(50).backfill("b", "UPDATE wallets SET n = n + 1 WHERE pg_sleep(60) IS NOT NULL");
		BackfillWorkers replica = this.it.replica();
		replica.start();
		Backfilling.until(() -> this.it.count("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%'"
				+ " AND state = 'active' AND pid <> pg_backend_pid()") > 0);
		long start = System.nanoTime();
		replica.stop(Duration.ofMillis(100));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_range WHERE owner IS NOT NULL")).isZero();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n <> 0")).isZero();
		assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("migrator-backfill"));
		assertThat(this.it.of("b", "state")).isEqualTo("running");
	}

	private static long update(BackfillBatch<Long> batch) {
		return batch.jdbc()
			.sql("UPDATE " + batch.table() + " AS row SET n = n + 1 WHERE " + batch.condition())
			.update();
	}

	private static Backfill<Long> bean(Process process) {
		return new Backfill<>() {
			@Override
			public BackfillDescription<Long> describe() {
				return new BackfillDescription<>("bean", Long.class, "1", new BackfillDirectives(List.of(), List.of(),
						Set.of(), "wallets", List.of(), null, null, null, null, null, null, null, null, null));
			}

			@Override
			public long process(BackfillBatch<Long> batch) {
				return process.run(batch);
			}
		};
	}

	@FunctionalInterface
	private interface Process {

		long run(BackfillBatch<Long> batch);

	}

}
