package io.migrator.backfill.work;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The long form of {@link KilledBackfillTests}, run with {@code -Dchaos}; how long says
 * {@code -Dchaos.rows}.
 */
@Tag("chaos")
class KilledBackfillChaosTests {

	private static final int ROWS = Integer.getInteger("chaos.rows", 1_000_000);

	@Test
	void everyRowIsProcessedOnceHoweverLongProcessesAreKilledFrozenAndCutOff() throws Exception {
		try (KilledBackfill backfill = new KilledBackfill(ROWS, System.nanoTime()).run(Duration.ofMinutes(60))) {
			System.out.println(backfill.blows());
			assertThat(backfill.times()).containsExactly(1);
			assertThat(backfill.rowsDone()).isEqualTo(ROWS);
			assertThat(backfill.rounds()).isEqualTo(1);
		}
	}

}
