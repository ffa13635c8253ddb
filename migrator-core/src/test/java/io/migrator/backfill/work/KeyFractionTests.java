package io.migrator.backfill.work;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KeyFractionTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					0 | 100 | 25 | 0.25
					-100 | 100 | 0 | 0.5
					9223372036854770000 | 9223372036854770100 | 9223372036854770099 | 0.99
					1.5 | 2.5 | 2.25 | 0.75
					100 | 200 | 250 | 1
					100 | 200 | 50 | 0
					00000000-0000-0000-0000-000000000000 | ffffffff-ffff-ffff-ffff-ffffffffffff | c0000000-0000-0000-0000-000000000000 | 0.75
					2026-01-01 00:00:00+00 | 2026-01-03 00:00:00+00 | 2026-01-02 00:00:00.123456+00 | 0.5
					2026-01-01 | 2026-01-05 | 2026-01-02 | 0.25
					(0,1) | (1000,7) | (250,3) | 0.25
					wallet-a | wallet-i | wallet-e | 0.5
					a | b | a8 | 0.22
					""")
	void measuresTheWayWithinARange(String after, String last, String position, double fraction) {
		assertThat(KeyFraction.of(List.of(after), List.of(last), List.of(position))).isNotNull()
			.isCloseTo(fraction, Offset.offset(0.01));
	}

	@Test
	void goesByTheFirstColumnThatDiffersWithinTheRange() {
		assertThat(KeyFraction.of(List.of("7", "100"), List.of("7", "200"), List.of("7", "150"))).isEqualTo(0.5);
		assertThat(KeyFraction.of(List.of("5", "100"), List.of("7", "200"), List.of("6", "999"))).isEqualTo(0.5);
	}

	@Test
	void saysNothingWhereKeysDoNotTell() {
		assertThat(KeyFraction.of(List.of("7"), List.of("7"), List.of("7"))).isNull();
		assertThat(KeyFraction.of(List.of("b"), List.of("a"), List.of("a"))).isNull();
	}

	@Property
	void neverFailsWhateverKeysLookLike(@ForAll String after, @ForAll String last, @ForAll String position) {
		Double fraction = KeyFraction.of(List.of(after), List.of(last), List.of(position));
		if (fraction != null) {
			assertThat(fraction).isBetween(0.0, 1.0);
		}
	}

}
