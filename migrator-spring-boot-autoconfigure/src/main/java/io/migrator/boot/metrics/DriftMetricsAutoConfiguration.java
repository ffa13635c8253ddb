package io.migrator.boot.metrics;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.boot.DriftAutoConfiguration;
import io.migrator.boot.LastDrift;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of what checks of the schema found.
 */
@AutoConfiguration(after = DriftAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(LastDrift.class)
public final class DriftMetricsAutoConfiguration {

	@Bean
	DriftMetrics driftMetrics(LastDrift drift) {
		return new DriftMetrics(drift, Clock.systemUTC());
	}

}
