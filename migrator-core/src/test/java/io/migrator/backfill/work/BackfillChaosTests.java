package io.migrator.backfill.work;

import java.time.Duration;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each row exactly once, whatever happens to those who work. {@code -Dchaos.seed} repeats
 * a run's choices, {@code -Dchaos.disturbances} says how many the long run has.
 */
class BackfillChaosTests {

	@Test
	void processesEachRowOnceThoughProcessesAreKilledFrozenAndCutOff() {
		try (BackfillChaos chaos = new BackfillChaos(20_000, 20)) {
			chaos.run(12, Duration.ofMillis(600));
			System.out.println(chaos.marks());
			assertThat(chaos.marks()).isNotEmpty();
		}
	}

	@Test
	@Tag("chaos")
	void processesAMillionRowsOnceThoughProcessesAreKilledFrozenAndCutOffForMinutes() {
		try (BackfillChaos chaos = new BackfillChaos(1_000_000, 100)) {
			chaos.run(Integer.getInteger("chaos.disturbances", 200), Duration.ofSeconds(1));
			System.out.println(chaos.marks());
			assertThat(chaos.marks()).containsKeys("killed", "frozen", "cut off");
		}
	}

}
