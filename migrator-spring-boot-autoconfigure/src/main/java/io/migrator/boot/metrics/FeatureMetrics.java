package io.migrator.boot.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.migrator.gate.FeatureState;
import io.migrator.gate.MigrationGate;

/**
 * Tells which features are open on this replica.
 */
class FeatureMetrics implements MeterBinder {

	private final MigrationGate gate;

	FeatureMetrics(MigrationGate gate) {
		this.gate = gate;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (FeatureState feature : this.gate.features()) {
			String name = feature.name();
			Gauge.builder("migrator.feature.open", this.gate, (gate) -> gate.isOpen(name) ? 1 : 0)
				.tag("feature", name)
				.description("Whether the feature is open on this replica")
				.register(registry);
		}
	}

}
