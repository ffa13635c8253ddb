package io.migrator.boot;

import java.time.Duration;

import io.migrator.backfill.BackfillState;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class BackfillProgressLogTests {

	private final SettableClock clock = new SettableClock();

	private final KnownBackfills backfills = new KnownBackfills();

	private final BackfillProgressLog log = new BackfillProgressLog(() -> this.backfills, this.clock);

	@Test
	void asksForNothingWhileNoBatchIsDone() {
		this.log.look();
		assertThat(this.backfills.looks()).isZero();
		work(0.01);
		assertThat(this.backfills.looks()).isEqualTo(1);
		this.log.look();
		assertThat(this.backfills.looks()).isEqualTo(1);
	}

	@Test
	void tellsEveryTenthOfTheWork(CapturedOutput output) {
		for (int percent = 0; percent < 100; percent++) {
			work(percent / 100.0);
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("Backfill fill: about"))).hasSizeBetween(9,
				12);
		assertThat(output).contains("Backfill fill: about 50 % done, 1,234,567 rows, 12,300 rows/s, about 2 min left");
	}

	@Test
	void longOnesAreToldOfAtEverLongerIntervals(CapturedOutput output) {
		for (int second = 0; second < 3_600; second += 5) {
			work(0.05);
			this.clock.advance(Duration.ofSeconds(5));
		}
		// after 30 s, 90 s, 3.5 min, 7.5 min, 15.5 min and then every 10 min
		assertThat(output.getOut().lines().filter((line) -> line.contains("about 5 % done"))).hasSize(9);
	}

	@Test
	void othersWorkIsNotToldHere(CapturedOutput output) {
		this.backfills.with(KnownBackfills.status("elsewhere", BackfillState.RUNNING, 0.5));
		for (int tenth = 0; tenth < 10; tenth++) {
			work(tenth / 10.0);
		}
		assertThat(output).contains("Backfill fill: about 90 %").doesNotContain("elsewhere");
	}

	private void work(double fraction) {
		this.backfills.with(KnownBackfills.status("fill", BackfillState.RUNNING, fraction));
		this.log.onEvent(new BackfillBatchDone("fill", "w1", 100, 100, Duration.ofMillis(90)));
		this.log.look();
	}

}
