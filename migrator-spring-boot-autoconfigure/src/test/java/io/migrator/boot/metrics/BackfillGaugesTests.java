package io.migrator.boot.metrics;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.migrator.backfill.BackfillState;
import io.migrator.boot.BackfillDefinitions;
import io.migrator.boot.KnownBackfills;
import io.migrator.boot.LastBackfills;
import io.migrator.boot.SettableClock;
import io.migrator.error.MigratorException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillGaugesTests {

	private final KnownBackfills backfills = new KnownBackfills()
		.with(KnownBackfills.status("fill", BackfillState.RUNNING, 0.25));

	private final SettableClock clock = new SettableClock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void tellWhereEachBackfillStands() {
		ready(KnownBackfills.definitions("fill"));
		assertThat(this.registry.get("migrator.backfill.fraction").tag("backfill", "fill").gauge().value())
			.isEqualTo(0.25);
		assertThat(this.registry.get("migrator.backfill.remaining").timeGauge().value(TimeUnit.SECONDS)).isEqualTo(119);
		assertThat(this.registry.get("migrator.backfill.quarantined").gauge().value()).isZero();
		assertThat(this.registry.get("migrator.backfill.rate").gauge().value()).isEqualTo(12_300.4);
		assertThat(this.registry.get("migrator.backfill.lag").gauge().value()).isEqualTo(2_025_000);
		assertThat(state("running")).isEqualTo(1);
		assertThat(state("failed")).isZero();
		assertThat(this.backfills.looks()).isEqualTo(1);
	}

	@Test
	void registeringAsksForNothing() {
		ready(KnownBackfills.definitions("fill", "other"));
		assertThat(this.registry.getMeters()).hasSize(2 * (9 + BackfillState.values().length));
		assertThat(this.backfills.looks()).isZero();
	}

	@Test
	void whatIsCountedBeginsAtZero() {
		ready(KnownBackfills.definitions("fill"));
		assertThat(this.registry.get("migrator.backfill.rows").functionCounter().count()).isZero();
		assertThat(this.registry.get("migrator.backfill.batches").timer().count()).isZero();
	}

	@Test
	void nothingIsLeftToVisitOfWhatIsCompleted() {
		this.backfills.with(KnownBackfills.status("fill", BackfillState.COMPLETED, 1));
		ready(KnownBackfills.definitions("fill"));
		assertThat(this.registry.get("migrator.backfill.lag").gauge().value()).isZero();
		assertThat(state("completed")).isEqualTo(1);
	}

	@Test
	void whatTheDatabaseDoesNotKnowIsNotANumber() {
		ready(KnownBackfills.definitions("unknown"));
		assertThat(this.registry.get("migrator.backfill.fraction").gauge().value()).isNaN();
	}

	@Test
	void backfillsThatCannotBeReadKeepNothingFromStarting() {
		ready(new BackfillDefinitions(() -> {
			throw new MigratorException("It failed", null, "Mend it.", null);
		}));
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private double state(String state) {
		return this.registry.get("migrator.backfill.state").tag("state", state).gauge().value();
	}

	private void ready(BackfillDefinitions definitions) {
		LastBackfills last = new LastBackfills(() -> this.backfills, definitions, this.clock);
		BackfillMetrics counters = new BackfillMetrics(this.clock);
		BackfillGauges gauges = new BackfillGauges(last, definitions, counters, this.clock);
		gauges.bindTo(this.registry);
		counters.bindTo(this.registry);
		gauges.onApplicationEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
				new GenericApplicationContext(), null));
	}

}
