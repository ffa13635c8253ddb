package io.migrator.backfill.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillDescription;
import io.migrator.migration.BackfillDirectives;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.BackfillThrottled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyReplicasTests {

	private final Backfilling it = new Backfilling();

	@AfterEach
	void close() {
		this.it.close();
	}

	@Test
	void oneOfThemBeginsAndAllOfThemWork() {
		this.it.settings(Backfilling.settings(2, 8, Duration.ofSeconds(10)))
			.wallets(8_000)
			.backfill("b", "-- migrator: batch=50\nUPDATE wallets SET n = n + 1");
		List<BackfillWorkers> replicas = IntStream.range(0, 4).mapToObj((i) -> this.it.replica()).toList();
		replicas.forEach(BackfillWorkers::start);
		Backfilling.until(() -> this.it.of("b", "state").equals("completed"));
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(8_000);
		assertThat(this.it.events(BackfillStarted.class)).hasSize(1);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_range WHERE owner IS NOT NULL")).isZero();
	}

	@Test
	void neverMoreOfThemWorkThanAreAllowedTogether() {
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		this.it.settings(Backfilling.settings(4, 3, Duration.ofSeconds(10))).wallets(600).bean(bean((batch) -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			sleep(50);
			now.decrementAndGet();
			return update(batch);
		}, 10));
		List<BackfillWorkers> replicas = IntStream.range(0, 3).mapToObj((i) -> this.it.replica()).toList();
		replicas.forEach(BackfillWorkers::start);
		Backfilling.until(() -> most.get() == 3);
		this.it.sql("UPDATE migrator.backfill SET parallel = 1");
		Backfilling.until(() -> now.get() <= 1);
		sleep(200);
		most.set(0);
		Backfilling.until(() -> most.get() > 0);
		sleep(200);
		assertThat(most).hasValue(1);
		this.it.sql("UPDATE migrator.backfill SET parallel = 12");
		Backfilling.until(() -> this.it.of("bean", "state").equals("completed"));
		assertThat(most.get()).isGreaterThan(3).isLessThanOrEqualTo(12);
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(600);
	}

	@Test
	void allOfThemObeyFromTheirNextBatchOn() {
		AtomicInteger calls = new AtomicInteger();
		this.it.settings(Backfilling.settings(2, 4, Duration.ofSeconds(10))).wallets(2_000).bean(bean((batch) -> {
			calls.incrementAndGet();
			sleep(5);
			return update(batch);
		}, 10));
		this.it.replica().start();
		this.it.replica().start();
		Backfilling.until(() -> calls.get() > 10);
		this.it.sql("UPDATE migrator.backfill SET state = 'paused'");
		sleep(100);
		int paused = calls.get();
		sleep(300);
		assertThat(calls).hasValue(paused);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_range WHERE owner IS NOT NULL")).isZero();
		assertThat(this.it.replica().run((name) -> true)).isFalse();
		this.it.sql("UPDATE migrator.backfill SET state = 'running'");
		Backfilling.until(() -> this.it.of("bean", "state").equals("completed"));
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(2_000);
	}

	@Test
	void oneThatIsStoppedLeavesTheRestToOthersAtOnce() {
		this.it.settings(Backfilling.settings(2, 4, Duration.ofMinutes(10))).wallets(3_000).bean(bean((batch) -> {
			sleep(5);
			return update(batch);
		}, 10));
		BackfillWorkers first = this.it.replica();
		first.start();
		Backfilling.until(() -> this.it.events(BackfillBatchDone.class).size() > 20);
		first.stop(Duration.ofSeconds(5));
		int before = this.it.events(BackfillBatchDone.class).size();
		assertThat(this.it.replica().run((name) -> true)).isTrue();
		assertThat(this.it.events(BackfillBatchDone.class)).hasSizeGreaterThan(before);
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isEqualTo(3_000);
	}

	@Test
	void showsWhatHoldsThemBackAndStaysInPossession() {
		Set<String> asked = ConcurrentHashMap.newKeySet();
		AtomicInteger pressure = new AtomicInteger(1);
		this.it.settings(Backfilling.settings(1, 1, Duration.ofMillis(300)))
			.wallets(500)
			.tables()
			.throttle((connection, backfill, relation) -> {
				asked.add(backfill + " " + relation);
				return (pressure.get() > 0) ? "for a test" : null;
			})
			.backfill("b", "UPDATE wallets SET n = n + 1");
		this.it.replica().start();
		Backfilling.until(
				() -> this.it.count("SELECT count(*) FROM migrator.backfill_range WHERE throttle = 'for a test'") == 1);
		sleep(900);
		assertThat(this.it.count("SELECT count(*) FROM migrator.backfill_range"
				+ " WHERE throttle = 'for a test' AND lease_until > clock_timestamp()"))
			.isEqualTo(1);
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE n = 1")).isZero();
		pressure.set(0);
		Backfilling.until(() -> this.it.of("b", "state").equals("completed"));
		assertThat(asked).containsExactly("b public.wallets");
		assertThat(this.it.events(BackfillThrottled.class)).extracting(BackfillThrottled::reason)
			.startsWith("for a test", (String) null);
	}

	private static long update(BackfillBatch<Long> batch) {
		return batch.jdbc()
			.sql("UPDATE " + batch.table() + " AS row SET n = n + 1 WHERE " + batch.condition())
			.update();
	}

	private static void sleep(long millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Backfill<Long> bean(Process process, int rows) {
		return new Backfill<>() {
			@Override
			public BackfillDescription<Long> describe() {
				return new BackfillDescription<>("bean", Long.class, "1", new BackfillDirectives(List.of(), List.of(),
						Set.of(), "wallets", List.of(), null, rows, null, null, null, null, null, null, null));
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
