package io.migrator.backfill.work;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import io.migrator.backfill.work.Trouble.Step;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TroubleTests {

	@Test
	void triesABatchAgainBeforeItHalvesIt() {
		Trouble trouble = new Trouble(3);
		assertThat(trouble.failed(100, true)).isEqualTo(Step.RETRY);
		assertThat(trouble.failed(100, true)).isEqualTo(Step.RETRY);
		assertThat(trouble.failures()).isEqualTo(2);
		assertThat(trouble.failed(100, true)).isEqualTo(Step.HALVE);
		assertThat(trouble.limit(100)).isEqualTo(50);
		assertThat(trouble.failed(50, true)).isEqualTo(Step.HALVE);
		assertThat(trouble.limit(100)).isEqualTo(25);
	}

	@Test
	void triesASingleRowAgainIfItMayBeChance() {
		Trouble trouble = new Trouble(2);
		trouble.failed(2, false);
		assertThat(trouble.failed(2, false)).isEqualTo(Step.HALVE);
		assertThat(trouble.failed(1, false)).isEqualTo(Step.RETRY);
		assertThat(trouble.failed(1, false)).isEqualTo(Step.QUARANTINE);
	}

	@Property
	void putsTheBadRowsAsideAndNoOther(@ForAll @IntRange(min = 1, max = 300) int rows,
			@ForAll @Size(max = 12) Set<@IntRange(min = 0, max = 299) Integer> bad,
			@ForAll @IntRange(min = 1, max = 4) int attempts, @ForAll @IntRange(min = 1, max = 100) int batch) {
		Trouble trouble = new Trouble(attempts);
		List<Integer> passed = new ArrayList<>();
		Set<Integer> aside = new HashSet<>();
		int tries = 0;
		for (int position = 0; position < rows;) {
			int size = Math.min(trouble.limit(batch), rows - position);
			int end = position + size;
			boolean fails = bad.stream().anyMatch(betweenOf(position, end)::contains);
			assertThat(++tries).isLessThan(10_000);
			if (!fails) {
				passed.addAll(betweenOf(position, end));
				trouble.passed(batch);
				position = end;
			}
			else if (trouble.failed(size, true) == Step.QUARANTINE) {
				assertThat(size).isOne();
				aside.add(position++);
				trouble.passed(batch);
			}
		}
		Set<Integer> expected = new HashSet<>(bad);
		expected.removeIf((row) -> row >= rows);
		assertThat(aside).isEqualTo(expected);
		assertThat(passed).isSorted().hasSize(rows - aside.size()).noneMatch(aside::contains);
		assertThat(trouble.limit(batch)).isPositive();
	}

	private static List<Integer> betweenOf(int from, int to) {
		return IntStream.range(from, to).boxed().toList();
	}

}
