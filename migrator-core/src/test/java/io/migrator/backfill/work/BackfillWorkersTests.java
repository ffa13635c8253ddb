package io.migrator.backfill.work;

import java.util.List;

import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillWorkersTests {

	private final Backfilling it = new Backfilling();

	@AfterEach
	void close() {
		this.it.close();
	}

	private void wallets(int rows) {
		this.it.sql("CREATE TABLE wallets (id bigint PRIMARY KEY, a int, b int, n int NOT NULL DEFAULT 0)",
				"INSERT INTO wallets (id, a) SELECT 3 * i, i FROM generate_series(1, " + rows + ") i",
				"ANALYZE wallets");
	}

	@Test
	void updatesEveryRowOnceAndSaysSo() {
		wallets(10_000);
		this.it.backfill("b", "UPDATE wallets SET b = a, n = n + 1 WHERE b IS NULL");
		assertThat(this.it.run()).isTrue();
		assertThat(this.it.count("SELECT count(*) FROM wallets WHERE b = a AND n = 1")).isEqualTo(10_000);
		assertThat(this.it.of("b", "state")).isEqualTo("completed");
		assertThat(this.it.count("SELECT sum(rows) FROM migrator.backfill_range")).isEqualTo(10_000);
		List<BackfillStarted> started = this.it.events(BackfillStarted.class);
		assertThat(started).hasSize(1);
		assertThat(started.get(0).rowsEstimated()).isEqualTo(10_000);
		assertThat(this.it.events(BackfillBatchDone.class)).hasSizeGreaterThan(4)
			.extracting(BackfillBatchDone::rows)
			.satisfies((rows) -> assertThat(rows.stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000));
		assertThat(this.it.events(BackfillStateChanged.class))
			.containsExactly(new BackfillStateChanged("b", "completed", null, 10_000));
	}

}
