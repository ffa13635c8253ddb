package io.migrator.run;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The long form of {@link KilledDeployTests}, run with {@code -Dchaos}; how long says
 * {@code -Dchaos.kills}, and {@code -Dchaos.seed} repeats a run's delays.
 */
@Tag("chaos")
class KilledDeployChaosTests {

	private static final int KILLS = Integer.getInteger("chaos.kills", 150);

	@Test
	void endsAsIfNothingHadHappenedHoweverOftenItIsKilled() {
		try (KilledDeploy deploy = new KilledDeploy()) {
			while (deploy.kills() < KILLS) {
				deploy.round(KILLS - deploy.kills());
			}
			deploy.marks().forEach((mark, times) -> System.out.println(times + " × " + mark));
			assertThat(deploy.kills()).isEqualTo(KILLS);
		}
	}

}
