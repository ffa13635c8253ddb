package io.migrator.backfill.work;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.migrator.backfill.BackfillKey;
import io.migrator.error.MigratorException;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyTypeTests {

	@Test
	void readsNumbersTextsAndIds() {
		assertThat(KeyType.of(Long.class).decode(key("-9223372036854775808"))).isEqualTo(Long.MIN_VALUE);
		assertThat(KeyType.of(String.class).decode(key(" a 'b' "))).isEqualTo(" a 'b' ");
		assertThat(KeyType.of(UUID.class).decode(key("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11")))
			.hasToString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
		assertThat(KeyType.of(BackfillKey.class).decode(key("1", "x"))).isEqualTo(key("1", "x"));
	}

	@ParameterizedTest
	@CsvSource({ "timestamptz, 2026-03-29 01:30:00.123456+05:30, 2026-03-28T20:00:00.123456Z",
			"timestamptz, 1890-01-01 00:00:00+00:53:28, 1889-12-31T23:06:32Z",
			"timestamptz, 2026-01-01 00:00:00-08, 2026-01-01T08:00:00Z",
			"timestamp, 2026-01-01 10:00:00, 2026-01-01T10:00:00Z" })
	void readsTimesAsTheServerWritesThem(String type, String literal, Instant time) {
		try (TestDatabase database = TestDatabase.create()) {
			for (String zone : List.of("UTC", "Asia/Kathmandu", "America/St_Johns", "Europe/Berlin")) {
				String text = database.jdbc()
					.sql("SELECT (CAST(CAST(:literal AS text) AS " + type + "))::text FROM set_config('TimeZone', '"
							+ zone + "', false)")
					.param("literal", literal)
					.query(String.class)
					.single();
				assertThat(KeyType.of(Instant.class).decode(key(text))).as(text).isEqualTo(time);
			}
		}
	}

	@Test
	void knowsTheTimesBeyondAllTimes() {
		assertThat(KeyType.of(Instant.class).decode(key("infinity"))).isEqualTo(Instant.MAX);
		assertThat(KeyType.of(Instant.class).decode(key("-infinity"))).isEqualTo(Instant.MIN);
	}

	@Test
	void saysWhichTypesThereAre() {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> KeyType.of(Integer.class))
			.withMessageContaining("java.lang.Integer")
			.withMessageContaining("Long, UUID, String, Instant or BackfillKey");
	}

	@Test
	void doesNotTakeAPartOfAKeyForAll() {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyType.of(Long.class).decode(key("1", "2")))
			.withMessage("The key has 2 columns: take it as BackfillKey");
	}

	private static BackfillKey key(String... values) {
		return new BackfillKey(List.of(values));
	}

}
