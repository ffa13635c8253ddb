package io.migrator.boot.actuate;

import io.migrator.boot.DriftAutoConfiguration;
import io.migrator.boot.LastDrift;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link DriftHealthIndicator}.
 */
@AutoConfiguration(after = DriftAutoConfiguration.class)
@ConditionalOnClass({ LastDrift.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LastDrift.class)
@ConditionalOnEnabledHealthIndicator("drift")
public final class DriftHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "driftHealthIndicator", "driftHealthContributor" })
	DriftHealthIndicator driftHealthIndicator(LastDrift drift) {
		return new DriftHealthIndicator(drift);
	}

}
