package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.KeyRange;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RangeStoreTests {

	private final TestDatabase database = TestDatabase.create();

	@BeforeEach
	void createTables() throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			new HistoryTables("migrator").prepare(connection);
		}
		this.database.jdbc().sql("""
				INSERT INTO migrator.backfill (stream, name, source, checksum, state, started_at)
				VALUES ('default', 'b', 'b.sql', 'c', 'running', now())""").update();
	}

	@AfterEach
	void dropDatabase() {
		this.database.close();
	}

	static List<List<String>> keys() {
		return List.of(List.of("7"), List.of("7", "2026-03-01 00:00:00+00"), List.of(""), List.of("NULL", "null"),
				List.of("a,b", "{c}", " d "), List.of("\"", "\\", "'", "\\\"", "$1?:x"), List.of("ü\n\t€"),
				Collections.nCopies(5, "x"));
	}

	@ParameterizedTest
	@MethodSource("keys")
	void keepsPositionsWhateverTheyLookLike(List<String> values) {
		BackfillKey key = new BackfillKey(values);
		RangeStore store = new RangeStore(this.database.dataSource(), MigratorSettings.defaults(),
				Duration.ofSeconds(30));
		store.insert("b", List.of(new KeyRange("public.wallet", key, key)), Duration.ZERO, null);
		this.database.jdbc().sql("UPDATE migrator.backfill_range SET token = 7, position = NULL").update();
		KeyRange range = new KeyRange("public.wallet", key, key);
		Lease lease = new Lease("b", 1, 7, range, "by id", 1, null, null, "worker");
		store.progress(lease, key, false, 10, 10, Duration.ofMillis(3));
		assertThat(this.database.jdbc()
			.sql("SELECT first_after = position AND last = position FROM migrator.backfill_range")
			.query(Boolean.class)
			.single()).isTrue();
		assertThat(store.fence(lease, Duration.ofSeconds(1), null)).isNotNull()
			.extracting(Lease.Fence::position)
			.isEqualTo(key);
	}

}
