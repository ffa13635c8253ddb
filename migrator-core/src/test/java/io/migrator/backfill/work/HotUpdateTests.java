package io.migrator.backfill.work;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HotUpdateTests {

	@Test
	void bookkeepingIsUpdatedInPlace() {
		try (Backfilling it = new Backfilling()) {
			it.settings(Backfilling.settings(2, 2, Duration.ofSeconds(10)))
				.wallets(20_000)
				.backfill("b", "-- migrator: batch=10\nUPDATE wallets SET n = n + 1");
			assertThat(it.run()).isTrue();
			Backfilling.until(() -> it
				.count("SELECT n_tup_upd FROM pg_stat_user_tables WHERE relname = 'backfill_range'") >= 1_000);
			Map<String, Object> row = it.jdbc().sql("""
					SELECT n_tup_upd, n_tup_hot_upd, pg_relation_size(relid) AS size FROM pg_stat_user_tables
					WHERE relname = 'backfill_range'""").query().singleRow();
			long updated = ((Number) row.get("n_tup_upd")).longValue();
			assertThat(((Number) row.get("n_tup_hot_upd")).longValue()).isGreaterThan((long) (0.95 * updated));
			// of the fifty pages that as many versions would fill if their places were
			// not used again
			assertThat(((Number) row.get("size")).longValue()).isLessThanOrEqualTo(24 * 8192);
		}
	}

}
