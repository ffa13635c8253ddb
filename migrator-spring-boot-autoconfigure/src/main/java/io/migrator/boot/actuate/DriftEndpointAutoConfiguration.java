package io.migrator.boot.actuate;

import io.migrator.boot.DriftAutoConfiguration;
import io.migrator.drift.DriftChecks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link DriftEndpoint}.
 */
@AutoConfiguration(after = DriftAutoConfiguration.class)
@ConditionalOnClass({ DriftChecks.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(DriftEndpoint.class)
public final class DriftEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean(DriftChecks.class)
	@ConditionalOnMissingBean
	DriftEndpoint driftEndpoint(ObjectProvider<DriftChecks> checks) {
		return new DriftEndpoint(checks::getObject);
	}

}
