package io.migrator.backfill.work;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchSizerTests {

	private static final Duration TARGET = Duration.ofMillis(100);

	@Test
	void beginsSmallOrWhereTheLastWorkerWas() {
		assertThat(BatchSizer.first(10, 50_000, null).size()).isEqualTo(500);
		assertThat(BatchSizer.first(10, 200, null).size()).isEqualTo(200);
		assertThat(BatchSizer.first(1_000, 50_000, null).size()).isEqualTo(1_000);
		assertThat(BatchSizer.first(10, 50_000, 7_000).size()).isEqualTo(7_000);
		assertThat(BatchSizer.first(10, 5_000, 7_000).size()).isEqualTo(5_000);
	}

	@Test
	void growsByHalfAtMost() {
		BatchSizer sizer = BatchSizer.first(10, 50_000, null).after(500, Duration.ofMillis(1), TARGET);
		assertThat(sizer.size()).isEqualTo(750);
		assertThat(sizer.after(750, Duration.ofNanos(0), TARGET).size()).isEqualTo(1_125);
	}

	@Test
	void growsFromASingleRow() {
		BatchSizer sizer = BatchSizer.first(1, 50_000, 1).after(1, Duration.ofMillis(1), TARGET);
		assertThat(sizer.size()).isEqualTo(2);
	}

	@Test
	void shrinksAtOnceAfterABatchThatTookFarTooLong() {
		BatchSizer sizer = after(BatchSizer.first(10, 50_000, 1_000), 20, 100_000, 0);
		assertThat(sizer.size()).isBetween(990, 1_010);
		assertThat(sizer.after(sizer.size(), Duration.ofSeconds(1), TARGET).size()).isBetween(99, 101);
	}

	@Test
	void shrinksGentlyAfterABatchThatTookALittleLonger() {
		BatchSizer sizer = after(BatchSizer.first(10, 50_000, 1_000), 20, 100_000, 0);
		assertThat(sizer.after(sizer.size(), Duration.ofMillis(150), TARGET).size()).isBetween(820, 850);
	}

	@Test
	void halvesDownToARowAfterTimeOutsAndGrowsAgain() {
		BatchSizer sizer = BatchSizer.first(100, 50_000, 100).halved();
		assertThat(sizer.size()).isEqualTo(50);
		for (int i = 0; i < 10; i++) {
			sizer = sizer.halved();
		}
		assertThat(sizer.size()).isEqualTo(1);
		assertThat(after(sizer, 30, 1_000, 0).size()).isGreaterThanOrEqualTo(100);
	}

	@Test
	void doesNotTrustWhatItLearnedBeforeATimeOut() {
		BatchSizer sizer = after(BatchSizer.first(10, 50_000, 1_000), 20, 100_000, 0).halved();
		assertThat(sizer.after(sizer.size(), Duration.ofSeconds(4), TARGET).size()).isBetween(10, 20);
	}

	@Test
	void obeysAnotherTargetFromTheNextBatchOn() {
		BatchSizer sizer = after(BatchSizer.first(10, 50_000, 1_000), 20, 100_000, 0);
		assertThat(sizer.after(sizer.size(), Duration.ofMillis(100), Duration.ofMillis(10)).size()).isBetween(99, 101);
	}

	@Test
	void learnsNothingFromABatchWithoutRows() {
		BatchSizer sizer = BatchSizer.first(10, 50_000, 1_000);
		assertThat(sizer.after(0, Duration.ofSeconds(5), TARGET)).isSameAs(sizer);
	}

	@Test
	void keepsTheSizeThatIsAskedFor() {
		BatchSizer sizer = BatchSizer.first(300, 300, null);
		assertThat(sizer.after(300, Duration.ofSeconds(5), TARGET).size()).isEqualTo(300);
		assertThat(sizer.after(300, Duration.ofMillis(5), TARGET).size()).isEqualTo(300);
	}

	@Property
	void staysWithinItsBounds(@ForAll @IntRange(min = 1, max = 1_000) int min,
			@ForAll @IntRange(max = 100_000) int more,
			@ForAll @Size(max = 50) List<@LongRange(max = 10_000_000_000L) Long> nanos) {
		BatchSizer sizer = BatchSizer.first(min, min + more, null);
		for (long took : nanos) {
			int before = sizer.size();
			sizer = sizer.after(before, Duration.ofNanos(took), TARGET);
			assertThat(sizer.size()).isBetween(min, min + more).isLessThanOrEqualTo((int) Math.ceil(before * 1.5));
		}
	}

	@Property
	void timeOutsLeadToAtLeastOneRowAndNeverBeyondTheMost(@ForAll @IntRange(min = 1, max = 1_000) int min,
			@ForAll @IntRange(max = 100_000) int more,
			@ForAll @Size(max = 50) List<@LongRange(max = 10_000_000_000L) Long> nanos) {
		BatchSizer sizer = BatchSizer.first(min, min + more, null);
		for (long took : nanos) {
			sizer = (took % 3 == 0) ? sizer.halved() : sizer.after(sizer.size(), Duration.ofNanos(took), TARGET);
			assertThat(sizer.size()).isBetween(1, min + more);
		}
	}

	@Property
	void comesToTheTargetWhereRowsCostTheSame(@ForAll @LongRange(min = 3_000, max = 5_000_000) long perRow,
			@ForAll @LongRange(max = 30_000_000) long perBatch, @ForAll @IntRange(min = 10, max = 50_000) int begin) {
		BatchSizer sizer = after(BatchSizer.first(10, 50_000, begin), 60, perRow, perBatch);
		assertThat(perBatch + perRow * sizer.size()).isBetween((long) (TARGET.toNanos() * 0.9),
				(long) (TARGET.toNanos() * 1.1));
	}

	@Property
	void followsAStepInCost(@ForAll @LongRange(min = 20_000, max = 100_000) long perRow,
			@ForAll @DoubleRange(min = 0.1, max = 10) double step) {
		long then = (long) (perRow * step);
		BatchSizer sizer = after(BatchSizer.first(10, 50_000, null), 40, perRow, 0);
		// three too long ones at most, if any
		assertThat(then * after(sizer, 3, then, 0).size()).isLessThanOrEqualTo(2 * TARGET.toNanos());
		assertThat(then * after(sizer, 25, then, 0).size()).isBetween((long) (TARGET.toNanos() * 0.95),
				(long) (TARGET.toNanos() * 1.05));
	}

	private static BatchSizer after(BatchSizer first, int batches, long perRow, long perBatch) {
		BatchSizer sizer = first;
		for (int i = 0; i < batches; i++) {
			sizer = sizer.after(sizer.size(), Duration.ofNanos(perBatch + perRow * sizer.size()), TARGET);
		}
		return sizer;
	}

}
