package io.migrator.backfill.work;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KilledBackfillTests {

	private static final int ROWS = 20_000;

	@Test
	void everyRowIsProcessedOnceThoughProcessesAreKilledFrozenAndCutOff() throws Exception {
		try (KilledBackfill backfill = new KilledBackfill(ROWS, System.nanoTime()).run(Duration.ofMinutes(3))) {
			assertThat(backfill.times()).containsExactly(1);
			assertThat(backfill.rowsDone()).isEqualTo(ROWS);
			assertThat(backfill.rounds()).isEqualTo(1);
			assertThat(backfill.blows()).isNotEmpty();
		}
	}

}
