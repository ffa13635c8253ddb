package io.migrator.boot.metrics;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.boot.CheckAutoConfiguration;
import io.migrator.boot.LastChecks;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of what checks found.
 */
@AutoConfiguration(after = CheckAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(LastChecks.class)
public final class CheckMetricsAutoConfiguration {

	@Bean
	CheckMetrics checkMetrics(LastChecks checks) {
		return new CheckMetrics(checks, Clock.systemUTC());
	}

}
