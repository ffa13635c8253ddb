package io.migrator.backfill.work;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplicationLagTests {

	private static final long SECOND = 1_000_000_000;

	private final ReplicationLag lag = new ReplicationLag(Duration.ofSeconds(10));

	@Test
	void knowsNothingBeforeTheLimitIsOver() {
		assertThat(this.lag.exceeds(0, 0L)).isFalse();
		this.lag.look(5 * SECOND, 1_000);
		assertThat(this.lag.exceeds(5 * SECOND, 0L)).isFalse();
		assertThat(this.lag.exceeds(14 * SECOND, 0L)).isFalse();
		assertThat(this.lag.exceeds(15 * SECOND, 0L)).isTrue();
	}

	@Test
	void aStandbyThatFollowsWithinTheLimitIsNotFarBehind() {
		for (int second = 0; second < 100; second++) {
			this.lag.look(second * SECOND, second * 1_000L);
			assertThat(this.lag.exceeds(second * SECOND, second * 1_000L - 9_000)).isFalse();
		}
	}

	@Test
	void aStandbyThatStandsStillIsFarBehindOnceTheLimitIsOver() {
		for (int second = 0; second < 100; second++) {
			this.lag.look(second * SECOND, second * 1_000L);
			assertThat(this.lag.exceeds(second * SECOND, 50_000L)).isEqualTo(second > 60);
		}
	}

	@Test
	void aStandbyHasNothingToCatchUpWithWhereNothingIsWritten() {
		this.lag.look(0, 1_000);
		this.lag.look(100 * SECOND, 1_000);
		assertThat(this.lag.exceeds(100 * SECOND, 1_000L)).isFalse();
	}

	@Test
	void whoReplaysNothingIsNoStandby() {
		this.lag.look(0, 1_000);
		assertThat(this.lag.exceeds(100 * SECOND, null)).isFalse();
	}

}
