package io.migrator.backfill.work;

import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTests {

	private final Backoff backoff = Backoff.upTo(Duration.ofSeconds(30));

	@Test
	void waitsTwiceAsLongEachTime() {
		assertThat(this.backoff.after(1, 1)).isEqualTo(Duration.ofMillis(100));
		assertThat(this.backoff.after(2, 1)).isEqualTo(Duration.ofMillis(200));
		assertThat(this.backoff.after(5, 1)).isEqualTo(Duration.ofMillis(1_600));
	}

	@Property
	void isNeverExactlyAsLongAsThatOfOthersAndNeverTooLong(@ForAll @IntRange(min = 1) int failures,
			@ForAll @DoubleRange(max = 1) double random) {
		Duration longest = this.backoff.after(failures, 1);
		assertThat(longest).isLessThanOrEqualTo(Duration.ofSeconds(30));
		assertThat(this.backoff.after(failures, random)).isBetween(longest.dividedBy(2).minusMillis(1), longest);
	}

}
