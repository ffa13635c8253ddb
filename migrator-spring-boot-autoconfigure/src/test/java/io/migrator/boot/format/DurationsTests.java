package io.migrator.boot.format;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurationsTests {

	@ParameterizedTest
	@CsvSource({ "0, 0 ms", "34, 34 ms", "999, 999 ms", "1234, 1.2 s", "59900, 59.9 s", "192000, 3 min 12 s",
			"7320000, 2 h 2 min" })
	void writesDurationsAsPeopleReadThem(long millis, String expected) {
		assertThat(Durations.format(Duration.ofMillis(millis))).isEqualTo(expected);
	}

}
