package io.migrator.boot;

import java.time.Duration;
import java.util.List;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.error.MigratorException;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LastBackfillsTests {

	private static final Duration MAX_AGE = Duration.ofSeconds(5);

	private final SettableClock clock = new SettableClock();

	private final KnownBackfills backfills = new KnownBackfills()
		.with(KnownBackfills.status("fill", BackfillState.RUNNING, 0.5));

	@Test
	void readsAgainWhenWhatWasReadIsTooOld() {
		LastBackfills last = last(KnownBackfills.definitions("fill"));
		assertThat(last.get(MAX_AGE)).extracting(BackfillStatus::name).containsExactly("fill");
		this.clock.advance(MAX_AGE.minusMillis(1));
		last.get(MAX_AGE);
		assertThat(this.backfills.looks()).isEqualTo(1);
		this.clock.advance(Duration.ofMillis(1));
		last.get(MAX_AGE);
		assertThat(this.backfills.looks()).isEqualTo(2);
	}

	@Test
	void readsAnewAfterAChange() {
		LastBackfills last = last(KnownBackfills.definitions("fill"));
		last.get(MAX_AGE);
		last.onEvent(new BackfillStateChanged("fill", "completed", null, 1));
		last.get(MAX_AGE);
		assertThat(this.backfills.looks()).isEqualTo(2);
	}

	@Test
	void anApplicationWithoutBackfillsAsksForNothing() {
		assertThat(last(new BackfillDefinitions(List::of)).get(MAX_AGE)).isEmpty();
		assertThat(this.backfills.looks()).isZero();
	}

	@Test
	void aFailureIsRememberedForAsLong() {
		LastBackfills last = last(new BackfillDefinitions(() -> {
			throw new MigratorException("It failed", null, "Mend it.", null);
		}));
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> last.get(MAX_AGE));
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> last.get(MAX_AGE));
	}

	private LastBackfills last(BackfillDefinitions definitions) {
		return new LastBackfills(() -> this.backfills, definitions, this.clock);
	}

}
