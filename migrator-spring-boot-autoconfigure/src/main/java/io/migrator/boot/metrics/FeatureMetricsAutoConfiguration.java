package io.migrator.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.migrator.boot.GateAutoConfiguration;
import io.migrator.gate.MigrationGate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the meters of features.
 */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MigrationGate.class)
public final class FeatureMetricsAutoConfiguration {

	@Bean
	FeatureMetrics featureMetrics(MigrationGate gate) {
		return new FeatureMetrics(gate);
	}

}
