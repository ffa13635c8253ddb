package io.migrator.run;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KilledDeployTests {

	private static final int KILLS = 12;

	@Test
	void endsAsIfNothingHadHappenedHoweverOftenItIsKilled() {
		try (KilledDeploy deploy = new KilledDeploy()) {
			while (deploy.kills() < KILLS) {
				deploy.round(KILLS - deploy.kills());
			}
			assertThat(deploy.kills()).isEqualTo(KILLS);
		}
	}

}
