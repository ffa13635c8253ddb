package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchFailed;
import io.migrator.run.MigratorEvent.BackfillRowQuarantined;
import io.migrator.run.MigratorEvent.BackfillStarted;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import io.migrator.run.MigratorEvent.BackfillThrottled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillNarratorTests {

	private final SettableClock clock = new SettableClock();

	private final List<String> lines = new ArrayList<>();

	private final BackfillNarrator narrator = new BackfillNarrator(this.clock,
			(level, line) -> this.lines.add(level + " " + line));

	@Test
	void saysWhatBeginsAndHowTheTableIsWalked() {
		this.narrator.onEvent(new BackfillStarted("fill", 1, 8, 2_700_000, "by id (primary key wallets_pkey)"));
		this.narrator.onEvent(new BackfillStarted("fill", 2, 1, -1, "by id (primary key wallets_pkey)"));
		this.narrator.onEvent(new BackfillStarted("script", 1, 0, -1, "one statement, as a whole"));
		assertThat(this.lines).containsExactly(
				"INFO Backfill fill begins: about 2,700,000 rows by id (primary key wallets_pkey), 8 ranges",
				"INFO Backfill fill begins round 2: by id (primary key wallets_pkey), 1 range",
				"INFO Backfill script begins: one statement, as a whole");
	}

	@Test
	void hasNoLineForABatch() {
		this.narrator.onEvent(new BackfillBatchDone("fill", "w1", 100, 100, Duration.ofMillis(90)));
		assertThat(this.lines).isEmpty();
	}

	@Test
	void warnsOfABatchOnlyWhenItFailsAgainAndAgain() {
		for (int attempt = 1; attempt <= 3; attempt++) {
			this.narrator.onEvent(new BackfillBatchFailed("fill", "w1", attempt, "40P01", "deadlock detected",
					Duration.ofSeconds(2)));
		}
		assertThat(this.lines).hasSize(3)
			.startsWith("DEBUG A batch of backfill fill failed (attempt 1), tries again in 2.0 s: deadlock detected")
			.endsWith("WARN A batch of backfill fill failed 3 times, tries again in 2.0 s: deadlock detected "
					+ "(SQLState 40P01)");
	}

	@Test
	void saysThatABatchIsTriedAgainInHalves() {
		this.narrator.onEvent(new BackfillBatchFailed("fill", "w1", 5, "22012", "division by zero", Duration.ZERO));
		assertThat(this.lines)
			.containsExactly("WARN A batch of backfill fill failed 5 times, tries again in halves: division by zero "
					+ "(SQLState 22012)");
	}

	@Test
	void tellsOfHoldingBackOnceHoweverManyWorkersDo() {
		throttled("w1", "a standby is 12 s behind");
		throttled("w2", "a standby is 13 s behind");
		this.clock.advance(Duration.ofSeconds(90));
		throttled("w1", null);
		assertThat(this.lines).containsExactly("INFO Backfill fill holds back: a standby is 12 s behind");
		throttled("w2", null);
		assertThat(this.lines).last().isEqualTo("INFO Backfill fill goes on after 1 min 30 s");
	}

	@Test
	void holdingBackEverySecondIsToldEveryFiveMinutes() {
		for (int second = 0; second < 600; second++) {
			throttled("w1", (second % 2 == 0) ? "3 sessions wait for a lock" : null);
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(this.lines).hasSize(4).filteredOn((line) -> line.contains("holds back")).hasSize(2);
	}

	@Test
	void showsTheFirstRowsInQuarantineAndThenOnlyHowMany() {
		for (int row = 1; row <= 1_001; row++) {
			this.narrator.onEvent(new BackfillRowQuarantined("fill", "public.wallets", String.valueOf(row), "22012"));
		}
		assertThat(this.lines).hasSize(13)
			.startsWith("WARN Backfill fill put a row aside and goes on: public.wallets (1): 22012");
		assertThat(this.lines.subList(10, 13)).containsExactly(
				"WARN Backfill fill has put more than 10 rows aside; 'migrator backfill status fill' shows them",
				"WARN Backfill fill has put more than 100 rows aside; 'migrator backfill status fill' shows them",
				"WARN Backfill fill has put more than 1,000 rows aside; 'migrator backfill status fill' shows them");
	}

	@Test
	void saysHowItEndedAndWhatToDoAboutIt() {
		changed("completed", null);
		assertThat(this.lines).singleElement().isEqualTo("INFO Backfill fill is completed: 1,200 rows changed");
		changed("failed", "column \"x\" does not exist");
		assertThat(this.lines).last()
			.asString()
			.startsWith("ERROR Backfill fill has failed: column \"x\" does not exist\nDatabase: ")
			.endsWith("\nNext: mend what it stumbled over, then 'migrator backfill resume fill'");
		changed("incomplete", "3 rows are in quarantine");
		assertThat(this.lines).last()
			.asString()
			.startsWith("WARN Backfill fill is incomplete: 3 rows are in quarantine; 1,200 rows changed\nNext: ")
			.contains("migrator backfill status fill", "migrator backfill retry fill");
		changed("paused", "by anna: release tonight");
		assertThat(this.lines).last().isEqualTo("INFO Backfill fill is paused: by anna: release tonight");
	}

	private void throttled(String worker, @Nullable String reason) {
		this.narrator.onEvent(new BackfillThrottled("fill", worker, reason));
	}

	private void changed(String state, @Nullable String reason) {
		this.narrator.onEvent(new BackfillStateChanged("fill", state, reason, 1_200));
	}

}
