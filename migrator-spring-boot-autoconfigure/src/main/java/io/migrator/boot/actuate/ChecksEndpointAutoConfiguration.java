package io.migrator.boot.actuate;

import io.migrator.boot.CheckAutoConfiguration;
import io.migrator.check.Checks;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link ChecksEndpoint}.
 */
@AutoConfiguration(after = CheckAutoConfiguration.class)
@ConditionalOnClass({ Checks.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(ChecksEndpoint.class)
public final class ChecksEndpointAutoConfiguration {

	@Bean
	@ConditionalOnBean(Checks.class)
	@ConditionalOnMissingBean
	ChecksEndpoint checksEndpoint(ObjectProvider<Checks> checks) {
		return new ChecksEndpoint(checks::getObject);
	}

}
