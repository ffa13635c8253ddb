package io.migrator.boot.format;

import java.time.Duration;
import java.util.List;

import io.migrator.backfill.BackfillStatus.Progress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressesTests {

	@Test
	void saysWhatIsAnEstimate() {
		assertThat(Progresses.describe(new Progress(1_234_567, 2_700_000L, 0.457, 0, 4_321, 2, 12_300.4,
				Duration.ofSeconds(119), List.of(), 1)))
			.isEqualTo("about 45 % done, 1,234,567 rows, 12,300 rows/s, about 2 min left");
	}

	@Test
	void leavesOutWhatIsNotKnownAndSaysWhatIsUnusual() {
		assertThat(Progresses.describe(new Progress(1, null, 0, 3, 0, 0, null, null, List.of(), 2)))
			.isEqualTo("about 0 % done, 1 row, round 2, 3 in quarantine");
	}

	@Test
	void whatIsNotAllIsNeverAHundredPercent() {
		assertThat(Progresses.percent(new Progress(9, 10L, 0.9999, 0, 0, 0, null, null, List.of(), 1)))
			.isEqualTo("99 %");
		assertThat(Progresses.percent(new Progress(9, 10L, 1, 0, 0, 0, null, null, List.of(), 1))).isEqualTo("100 %");
	}

	@Test
	void estimatesAreNoMoreExactThanTheyCanBe() {
		assertThat(Progresses.about(Duration.ofMillis(200))).isEqualTo("1 s");
		assertThat(Progresses.about(Duration.ofSeconds(89))).isEqualTo("89 s");
		assertThat(Progresses.about(Duration.ofSeconds(90))).isEqualTo("2 min");
		assertThat(Progresses.about(Duration.ofMinutes(89))).isEqualTo("89 min");
		assertThat(Progresses.about(Duration.ofMinutes(124))).isEqualTo("2 h");
		assertThat(Progresses.about(Duration.ofMinutes(127))).isEqualTo("2 h 10 min");
		assertThat(Progresses.about(Duration.ofHours(70))).isEqualTo("3 days");
	}

	@Test
	void bytesAreCountedAsThePostgresServerDoes() {
		assertThat(Progresses.bytes(812)).isEqualTo("812 bytes");
		assertThat(Progresses.bytes(34 * 1024)).isEqualTo("34 kB");
		assertThat(Progresses.bytes(1_288_490_189L)).isEqualTo("1.2 GB");
	}

	@Test
	void slowRatesHaveADecimal() {
		assertThat(Progresses.rate(0.4)).isEqualTo("0.4 rows/s");
		assertThat(Progresses.rate(12.3)).isEqualTo("12 rows/s");
	}

}
