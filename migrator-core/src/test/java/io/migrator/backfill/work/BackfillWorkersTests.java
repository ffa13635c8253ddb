package io.migrator.backfill.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillWorkersTests {

	private final Backfilling it = new Backfilling();

	@AfterEach
	void close() {
		this.it.close();
	}

	@Test
	void updatesEveryRowOnceAndSaysSo() {
		this.it.wallets(10_000).backfill("b", "UPDATE wallets SET b = a, n = n + 1 WHERE b IS NULL");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b = a AND n = 1")).isEqualTo(10_000);
		assertThat(this.it.of("b", "state")).isEqualTo("completed");
		assertThat(this.it.count("SELECT sum(rows) FROM migrator.backfill_range")).isEqualTo(10_000);
		List<BackfillStarted> started = this.it.events(BackfillStarted.class);
		assertThat(started).hasSize(1);
		assertThat(started.get(0).rowsEstimated()).isEqualTo(10_000);
		assertThat(this.it.events(BackfillBatchDone.class)).hasSizeGreaterThan(4)
			.extracting(BackfillBatchDone::rows)
			.satisfies((rows) -> assertThat(rows.stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000));
		assertThat(this.it.events(BackfillStateChanged.class))
			.containsExactly(new BackfillStateChanged("b", "completed", null, 10_000));
	}

	@Test
	void restsAfterEachBatchForAsLongAsItTookTimesTheSetting() {
		List<Long> ended = new ArrayList<>();
		List<Long> rests = new ArrayList<>();
		List<Long> asked = new ArrayList<>();
		this.it.wallets(300)
			.backfill("b", "-- migrator: batch=20\nUPDATE wallets SET b = a WHERE pg_sleep(0.002) IS NOT NULL")
			.settings(Backfilling.settings(1, 1, Duration.ofSeconds(10), 3))
			.onEvent((event) -> {
				if (event instanceof BackfillBatchStarted && !asked.isEmpty()) {
					rests.add(System.nanoTime() - ended.get(ended.size() - 1));
				}
				if (event instanceof BackfillBatchDone done) {
					asked.add(3 * done.duration().toNanos());
					ended.add(System.nanoTime());
				}
			});
		assertThat(this.it.run()).isTrue();
		assertThat(asked).hasSizeGreaterThan(14);
		// the last batch of a range is followed by another range
		assertThat(IntStream.range(0, rests.size()).filter((i) -> rests.get(i) >= asked.get(i)).count())
			.isGreaterThan(asked.size() / 3);
		assertThat(this.it.count("SELECT sum(busy_ms) FROM migrator.backfill_range")).isGreaterThan(4 * 300 * 2);
	}

	@Test
	void insertsWhatItSelects() {
		this.it.wallets(3_000)
			.sql("CREATE TABLE copies (id bigint PRIMARY KEY, a int)")
			.backfill("b", "INSERT INTO copies (id, a) SELECT w.id, w.a FROM wallets w WHERE w.a % 2 = 0 "
					+ "ON CONFLICT DO NOTHING");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM copies JOIN wallets USING (id, a)")).isEqualTo(1_500);
	}

	@Test
	void deletesWhatMeetsTheCondition() {
		this.it.wallets(3_000).backfill("b", "DELETE FROM wallets WHERE a % 3 = 0");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets")).isEqualTo(2_000);
	}

	@Test
	void hasNothingToDoWithAnEmptyTable() {
		this.it.wallets(0).backfill("b", "UPDATE wallets SET b = a");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.of("b", "state")).isEqualTo("completed");
	}

	@Test
	void walksPartitionAfterPartition() {
		this.it.sql(
				"CREATE TABLE parts (id bigint, p int, n int NOT NULL DEFAULT 0, PRIMARY KEY (p, id)) PARTITION BY LIST (p)",
				"CREATE TABLE part_1 PARTITION OF parts FOR VALUES IN (1)",
				"CREATE TABLE \"part 2\" PARTITION OF parts FOR VALUES IN (2)",
				"CREATE TABLE part_3 PARTITION OF parts FOR VALUES IN (3)",
				"INSERT INTO parts (id, p) SELECT i, 1 + i % 2 FROM generate_series(1, 4000) i")
			.backfill("b", "UPDATE parts SET n = n + 1");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM parts WHERE n = 1")).isEqualTo(4_000);
		assertThat(this.it
			.count("SELECT count(DISTINCT relation) FROM migrator.backfill_range WHERE rows > 0 AND number > 0"))
			.isEqualTo(2);
	}

	@Test
	void walksATableWithoutAKeyUntilARoundFindsNothing() {
		this.it
			.sql("CREATE TABLE heap (a int, b int, n int NOT NULL DEFAULT 0)",
					"INSERT INTO heap (a) SELECT i FROM generate_series(1, 5000) i", "ANALYZE heap")
			.backfill("b", "UPDATE heap SET b = a, n = n + 1 WHERE b IS DISTINCT FROM a");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM heap WHERE b = a AND n = 1")).isEqualTo(5_000);
	}

	@Test
	void refusesToWalkATableThatHasNoKeyByAStatementThatNeverEnds() {
		this.it.sql("CREATE TABLE heap (a int, b int)", "INSERT INTO heap VALUES (1)")
			.backfill("b", "UPDATE heap SET b = a");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("failed");
		assertThat(this.it.of("b", "reason")).contains("no key to walk by").contains("unique index");
		assertThat(this.it.count("SELECT count(*) FROM heap WHERE b IS NULL")).isEqualTo(1);
	}

	@Test
	void runsAScriptAsAWholeAndRemembersThatInTheAuditLog() {
		this.it.wallets(100)
			.backfill("b", "CREATE TABLE sums (s bigint);\nINSERT INTO sums SELECT sum(a) FROM wallets;\n"
					+ "UPDATE wallets SET b = (SELECT s FROM sums);");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b = 5050")).isEqualTo(100);
		assertThat(this.it.of("b", "state")).isEqualTo("completed");
		assertThat(this.it.count(
				"SELECT count(*) FROM migrator.audit_log WHERE migration = 'b'" + " AND reason = '101 rows changed'"))
			.isEqualTo(1);
	}

	@Test
	void tellsWhereAScriptFailedAndKeepsNothingOfIt() {
		this.it.wallets(10).backfill("b", "UPDATE wallets SET b = 1;\n\nUPDATE wallets\nSET b = 1 / (a - a);");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("failed");
		assertThat(this.it.of("b", "reason")).contains("b.sql:3:1: division by zero");
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b IS NULL")).isEqualTo(10);
	}

	@Test
	void goesOverTheTableAgainForRowsThatItsVerifyQueryFinds() {
		this.it.wallets(1_000)
			.sql("""
					CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
					    IF NEW.a % 100 = 0 AND OLD.n = 0 THEN NEW.b := NULL; END IF; NEW.n := NEW.n + 1; RETURN NEW; END $$""",
					"CREATE TRIGGER forget BEFORE UPDATE ON wallets FOR EACH ROW EXECUTE FUNCTION forget()")
			.backfill("b", "UPDATE wallets SET b = a WHERE b IS NULL");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b = a")).isEqualTo(1_000);
		assertThat(this.it.of("b", "round")).isEqualTo("2");
		assertThat(this.it.of("b", "rows_before")).isEqualTo("1000");
		assertThat(this.it.events(BackfillStarted.class)).extracting(BackfillStarted::round).containsExactly(1, 2);
		assertThat(this.it.events(BackfillStateChanged.class)).extracting(BackfillStateChanged::state)
			.containsExactly("running", "completed");
	}

	@Test
	void givesUpWhenRowsAreFoundRoundAfterRound() {
		this.it.wallets(20)
			.backfill("b", "-- migrator: verify=SELECT id FROM wallets WHERE a = 7\nUPDATE wallets SET b = a");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("failed");
		assertThat(this.it.of("b", "reason")).isEqualTo("after 10 rounds its verify query found rows");
		assertThat(this.it.events(BackfillStarted.class)).hasSize(10);
	}

	@Test
	void letsTheServerProveTheConstraintAtTheEnd() {
		this.it.wallets(1_000)
			.sql("ALTER TABLE wallets ADD CONSTRAINT b_filled CHECK (b IS NOT NULL) NOT VALID")
			.backfill("b", "-- migrator: validate=b_filled\nUPDATE wallets SET b = a WHERE b IS NULL");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM pg_constraint WHERE conname = 'b_filled' AND convalidated"))
			.isEqualTo(1);
	}

	@Test
	void goesOverTheTableAgainWhenTheConstraintDoesNotHold() {
		this.it.wallets(200)
			.sql("ALTER TABLE wallets ADD CONSTRAINT b_filled CHECK (b > 0) NOT VALID", """
					CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
					    IF NEW.a = 100 AND NEW.n < 1 THEN RETURN NULL; END IF; RETURN NEW; END $$""",
					"CREATE TRIGGER late BEFORE UPDATE ON wallets FOR EACH ROW EXECUTE FUNCTION late()",
					"UPDATE wallets SET b = 0 WHERE false")
			.backfill("b", "-- migrator: validate=b_filled\n-- migrator: verify=SELECT true\n"
					+ "UPDATE wallets SET b = a WHERE n <= 1");
		this.it.sql("ALTER TABLE wallets DISABLE TRIGGER late", "ALTER TABLE wallets DROP CONSTRAINT b_filled",
				"UPDATE wallets SET b = -1 WHERE a = 100",
				"ALTER TABLE wallets ADD CONSTRAINT b_filled CHECK (b > 0) NOT VALID",
				"ALTER TABLE wallets ENABLE TRIGGER late");
		AtomicInteger rounds = new AtomicInteger();
		this.it.onEvent((event) -> {
			if (event instanceof BackfillStarted && rounds.incrementAndGet() == 2) {
				this.it.sql("DROP TRIGGER late ON wallets");
			}
		});
		assertThat(this.it.run()).isTrue();
		assertThat(rounds).hasValue(2);
		assertThat(this.it.count("SELECT count(*) FROM pg_constraint WHERE conname = 'b_filled' AND convalidated"))
			.isEqualTo(1);
	}

	@Test
	void doesNotBeginWithoutTheConstraintThatItIsToProve() {
		this.it.wallets(5).backfill("b", "-- migrator: validate=nowhere\nUPDATE wallets SET b = a WHERE b IS NULL");
		assertThat(this.it.run()).isFalse();
		assertThat(this.it.of("b", "reason")).contains("has no CHECK of that name");
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b IS NULL")).isEqualTo(5);
	}

	@Test
	void reopensWhenAVerificationFindsRowsAfterCompletion() {
		this.it.wallets(500).backfill("b", "UPDATE wallets SET b = a WHERE b IS NULL");
		BackfillWorkers replica = this.it.replica();
		assertThat(replica.reverify("b")).isFalse();
		assertThat(replica.run((name) -> true)).isTrue();
		assertThat(replica.reverify("b")).isTrue();
		this.it.sql("INSERT INTO wallets (id, a) VALUES (1, 1)");
		assertThat(replica.reverify("b")).isFalse();
		assertThat(this.it.of("b", "state")).isEqualTo("running");
		assertThat(replica.reverify("b")).isFalse();
		assertThat(replica.run((name) -> true)).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b IS NULL")).isZero();
		assertThat(replica.reverify("b")).isTrue();
	}

}
