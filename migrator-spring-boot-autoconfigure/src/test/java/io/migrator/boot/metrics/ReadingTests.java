package io.migrator.boot.metrics;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.migrator.boot.SettableClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingTests {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(15);

	private final SettableClock clock = new SettableClock();

	private final AtomicInteger reads = new AtomicInteger();

	@Test
	void readsOnceInItsTime() {
		Reading<Integer> reading = reading(this.reads::incrementAndGet, Duration.ofMinutes(1));
		assertThat(reading.get()).isEqualTo(1);
		assertThat(reading.get()).isEqualTo(1);
		this.clock.advance(TIME_TO_LIVE);
		assertThat(reading.get()).isEqualTo(2);
	}

	@Test
	void readsAnewWhatIsKnownToBeOtherwise() {
		Reading<Integer> reading = reading(this.reads::incrementAndGet, Duration.ofMinutes(1));
		assertThat(reading.get()).isEqualTo(1);
		reading.forget();
		assertThat(reading.get()).isEqualTo(2);
	}

	@Test
	void whatCannotBeReadIsNotKnownAndIsNotTriedAgainAtOnce() {
		Reading<Integer> reading = reading(() -> {
			this.reads.incrementAndGet();
			throw new IllegalStateException("the database is away");
		}, Duration.ofMinutes(1));
		assertThat(reading.get()).isNull();
		assertThat(reading.get()).isNull();
		assertThat(this.reads).hasValue(1);
	}

	@Test
	void aDatabaseThatDoesNotAnswerHoldsNobodyUp() {
		CountDownLatch answer = new CountDownLatch(1);
		Reading<Integer> reading = reading(() -> {
			await(answer);
			return 1;
		}, Duration.ofMillis(50));
		long start = System.nanoTime();
		for (int i = 0; i < 1_000; i++) {
			assertThat(reading.get()).isNull();
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		answer.countDown();
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(reading.get()).isEqualTo(1));
	}

	@Test
	void tellsForAWhileWhatItKnewBeforeTheDatabaseCeasedToAnswer() {
		CountDownLatch never = new CountDownLatch(1);
		Reading<Integer> reading = reading(() -> {
			if (this.reads.incrementAndGet() > 1) {
				await(never);
			}
			return this.reads.get();
		}, Duration.ofMillis(500));
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(reading.get()).isEqualTo(1));
		this.clock.advance(TIME_TO_LIVE);
		assertThat(reading.get()).isEqualTo(1);
		this.clock.advance(TIME_TO_LIVE.multipliedBy(3));
		assertThat(reading.get()).isNull();
		never.countDown();
	}

	private Reading<Integer> reading(Supplier<Integer> source, Duration patience) {
		return new Reading<>(source, TIME_TO_LIVE, patience, this.clock);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
