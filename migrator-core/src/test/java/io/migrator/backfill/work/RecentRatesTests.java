package io.migrator.backfill.work;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentRatesTests {

	private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

	private final RecentRates rates = new RecentRates();

	@Test
	void tellsNothingBySingleReadingsOrOnesTooClose() {
		assertThat(this.rates.add("b", START, 0)).isNull();
		assertThat(this.rates.add("b", START.plusMillis(1_900), 5_000)).isNull();
		assertThat(this.rates.add("other", START.plusSeconds(5), 5_000)).isNull();
	}

	@Test
	void tellsTheRateSinceAnEarlierReading() {
		this.rates.add("b", START, 1_000);
		assertThat(this.rates.add("b", START.plusSeconds(2), 3_000)).isEqualTo(1_000);
		assertThat(this.rates.add("b", START.plusSeconds(10), 3_000)).isEqualTo(200);
	}

	@Test
	void forgetsWhatIsOlderThanAMinute() {
		this.rates.add("b", START, 0);
		this.rates.add("b", START.plusSeconds(50), 50_000);
		assertThat(this.rates.add("b", START.plusSeconds(70), 50_000)).isZero();
		assertThat(this.rates.add("b", START.plusSeconds(500), 90_000)).isNull();
	}

	@Test
	void beginsAnewWithTheBackfill() {
		this.rates.add("b", START, 1_000);
		assertThat(this.rates.add("b", START.plusSeconds(10), 500)).isNull();
		assertThat(this.rates.add("b", START.plusSeconds(15), 1_000)).isEqualTo(100);
	}

}
