package io.migrator.boot.actuate;

import io.migrator.boot.SchemaGate;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that makes the migrations a member of the readiness group, if they
 * run in the background: nothing else would keep requests away until the schema is there.
 */
@AutoConfiguration(
		after = { AvailabilityProbesAutoConfiguration.class, MigrationsHealthContributorAutoConfiguration.class })
@ConditionalOnClass({ HealthEndpointGroupsPostProcessor.class, SecurityContext.class })
@ConditionalOnBean({ SchemaGate.class, MigrationsHealthIndicator.class })
public final class ReadinessGroupAutoConfiguration {

	/** Comes after the one that makes the group, which is last as well. */
	@Bean
	HealthEndpointGroupsPostProcessor migrationsHealthEndpointGroupsPostProcessor(SchemaGate gate) {
		return (groups) -> gate.isEnabled() ? new ReadinessGroup(groups, "migrations") : groups;
	}

}
