package io.migrator.boot.actuate;

import io.migrator.boot.CheckAutoConfiguration;
import io.migrator.boot.LastChecks;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for {@link ChecksHealthIndicator}.
 */
@AutoConfiguration(after = CheckAutoConfiguration.class)
@ConditionalOnClass({ LastChecks.class, HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(LastChecks.class)
@ConditionalOnEnabledHealthIndicator("checks")
public final class ChecksHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "checksHealthIndicator", "checksHealthContributor" })
	ChecksHealthIndicator checksHealthIndicator(LastChecks checks) {
		return new ChecksHealthIndicator(checks);
	}

}
