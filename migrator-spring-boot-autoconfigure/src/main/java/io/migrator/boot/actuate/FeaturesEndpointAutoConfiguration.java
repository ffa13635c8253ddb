package io.migrator.boot.actuate;

import io.migrator.boot.GateAutoConfiguration;
import io.migrator.gate.MigrationGate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link FeaturesEndpoint}.
 */
@AutoConfiguration(after = GateAutoConfiguration.class)
@ConditionalOnClass({ MigrationGate.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(FeaturesEndpoint.class)
public final class FeaturesEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean(MigrationGate.class)
	@ConditionalOnMissingBean
	FeaturesEndpoint featuresEndpoint(ObjectProvider<MigrationGate> gate) {
		return new FeaturesEndpoint(gate::getObject);
	}

}
