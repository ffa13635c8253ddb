package io.migrator.migration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VersionTests {

	@Test
	void nineComesBeforeTen() {
		assertThat(sorted("10", "9", "1.10", "1.9", "1_2")).containsExactly("1_2", "1.9", "1.10", "9", "10");
	}

	@Test
	void leadingAndTrailingZerosMakeNoDifference() {
		assertThat(new Version("0001")).isEqualTo(new Version("1")).hasSameHashCodeAs(new Version("1"));
		assertThat(new Version("1.0.0")).isEqualTo(new Version("1")).hasSameHashCodeAs(new Version("1"));
		assertThat(new Version("1_2")).isEqualTo(new Version("1.2")).hasSameHashCodeAs(new Version("1.2"));
		assertThat(new Version("1.0.1")).isNotEqualTo(new Version("1.1"));
		assertThat(new Version("00000000000000")).isEqualTo(new Version("0"));
	}

	@Test
	void numbersMayHaveAnyLength() {
		assertThat(sorted("123456789012345678901234567890", "20260110120000", "123456789012345678901234567889"))
			.containsExactly("20260110120000", "123456789012345678901234567889", "123456789012345678901234567890");
	}

	@Test
	void numbersComeBeforeText() {
		assertThat(sorted("beta", "2", "2.rc1", "2.1", "alpha")).containsExactly("2", "2.1", "2.rc1", "alpha", "beta");
	}

	@Test
	void orderIsTotalForAnyVersions() {
		Random random = new Random(42);
		List<Version> versions = new ArrayList<>(Stream.generate(() -> {
			StringBuilder text = new StringBuilder();
			int length = 1 + random.nextInt(6);
			for (int i = 0; i < length; i++) {
				text.append("0019a.".charAt(random.nextInt(6)));
			}
			return new Version(text.toString());
		}).limit(150).toList());
		for (Version a : versions) {
			for (Version b : versions) {
				assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
				if (a.equals(b)) {
					assertThat(a).hasSameHashCodeAs(b);
				}
				for (Version c : versions) {
					if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0 && a.compareTo(c) > 0) {
						throw new AssertionError(a + " <= " + b + " <= " + c + " but not " + a + " <= " + c);
					}
				}
			}
		}
	}

	@Test
	void idsCompareNaturally() {
		List<MigrationId> ids = new ArrayList<>(
				Stream.of("a10", "a9", "a09", "b", "a9b").map(MigrationId::new).toList());
		Collections.sort(ids);
		assertThat(ids).map(MigrationId::value).containsExactly("a09", "a9", "a9b", "a10", "b");
	}

	private static List<String> sorted(String... versions) {
		return Stream.of(versions).map(Version::new).sorted().map(Version::text).toList();
	}

}
