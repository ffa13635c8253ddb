package io.migrator.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.boot.MigratorAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the migrator's meters.
 */
@AutoConfiguration(before = MigratorAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
public final class MigratorMetricsAutoConfiguration {

	@Bean
	MigratorMetrics migratorMetrics() {
		return new MigratorMetrics();
	}

	@Bean
	IndexBuildGauges indexBuildGauges() {
		return new IndexBuildGauges();
	}

}
