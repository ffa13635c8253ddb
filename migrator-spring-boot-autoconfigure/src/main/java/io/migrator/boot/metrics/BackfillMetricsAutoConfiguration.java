package io.migrator.boot.metrics;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.boot.BackfillAutoConfiguration;
import io.migrator.boot.BackfillDefinitions;
import io.migrator.boot.LastBackfills;

import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link BackfillMetrics}.
 */
@AutoConfiguration(after = BackfillAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(LastBackfills.class)
public final class BackfillMetricsAutoConfiguration {

	@Bean
	static LazyInitializationExcludeFilter backfillMetricsLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(BackfillMetrics.class, BackfillGauges.class);
	}

	@Bean
	BackfillMetrics backfillMetrics() {
		return new BackfillMetrics(Clock.systemUTC());
	}

	@Bean
	BackfillGauges backfillGauges(LastBackfills backfills, BackfillDefinitions definitions, BackfillMetrics counters) {
		return new BackfillGauges(backfills, definitions, counters, Clock.systemUTC());
	}

}
